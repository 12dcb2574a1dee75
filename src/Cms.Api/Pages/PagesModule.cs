using Cms.Api.Delivery;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Pages;

internal static class PagesModule
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<PageReader>()
        .AddSingleton<PageHistory>()
        .Configure<SwaggerGenOptions>(options => options.OperationFilter<PageAsOfOperation>());

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("").WithTag("Pages", "Whole pages: the one request that a front end makes for each.").MapDelivery("/v1/page", PageEndpoints.GetPage)
            .WithMetadata(new DeliveryParameters([PageEndpoints.PathParameter])).Produces<PagePublic>()
            .Describe("GetPage", "Read all that one page shows", "The page of a story, section, author or tag, or the home page at /; kind tells which. Answers 301 to the present path where the page has moved, and 410 for a story that was taken down or killed.");

        routes.MapEditorial("page", "Pages", "Pages as readers got them at another moment.").MapGet("", PageAsOfEndpoints.GetPageAsOf)
            .WithQuery(PageEndpoints.PathParameter, PageAsOfEndpoints.AsOfParameter).Produces<PagePublic>().RequireAuthorization(Roles.Writer)
            .Describe(PageAsOfOperation.Name, "Read a page as readers saw it", "Answers what GET /v1/page answered at the moment asOf, byte for byte: the page, or 301, 404 or 410. Answers 422 not_kept for a moment before the past that is kept, or after now.");
    }
}
