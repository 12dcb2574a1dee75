using Cms.Api.Delivery;

namespace Cms.Api.Pages;

internal static class PagesModule
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services.AddSingleton<PageReader>();

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapDelivery("/v1/page", PageEndpoints.GetPage)
            .WithMetadata(new DeliveryParameters([PageEndpoints.PathParameter]))
            .Produces<PagePublic>()
            .WithName("GetPage")
            .WithSummary("Everything a front end needs for one page")
            .WithTags("Pages");
}
