using Cms.Api.Delivery;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Pages;

internal static class PagesModule
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services.AddSingleton<PageReader>();

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("").WithTag("Pages", "Whole pages: the one request that a front end makes for each.").MapDelivery("/v1/page", PageEndpoints.GetPage)
            .WithMetadata(new DeliveryParameters([PageEndpoints.PathParameter])).Produces<PagePublic>()
            .Describe("GetPage", "Read all that one page shows", "The page of a story, section, author or tag, or the home page at /; kind tells which. Answers 301 to the present path where the page has moved, and 410 for a story that was taken down or killed.");
}
