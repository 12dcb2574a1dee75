using Cms.Api.Articles.Previews;
using Cms.Api.Delivery;
using Cms.Api.Shared;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Pages;

internal static class PagesModule
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<KeptSurroundings>()
        .AddSingleton<PageReader>()
        .AddSingleton<PageHistory>()
        .AddSingleton<PreviewPage>()
        .Configure<SwaggerGenOptions>(options => options.OperationFilter<PagesOperations>());

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("").WithTag("Pages", "Whole pages: the one request that a front end makes for each.").MapDelivery("/v1/page", PageEndpoints.GetPage)
            .WithMetadata(new DeliveryParameters([PageEndpoints.PathParameter])).Produces<PagePublic>()
            .Describe("GetPage", "Read all that one page shows", "The page of a story, section, author or tag, or the home page at /; kind tells which. Answers 301 to the present path where the page has moved, and 410 for a story that was taken down or killed.");

        routes.MapEditorial("page", "Pages", "Pages as readers got them at another moment.").MapGet("", PageAsOfEndpoints.GetPageAsOf)
            .WithQuery(PageEndpoints.PathParameter, PageAsOfEndpoints.AsOfParameter).Produces<PagePublic>().RequireAuthorization(Roles.Writer)
            .Describe(PagesOperations.AsOf, "Read a page as readers saw it, or will see it", "Answers what GET /v1/page answered at the moment asOf, byte for byte: the page, or 301, 404 or 410; only what a 404 says may have been meant is left out. For a moment to come, what it will answer if nothing happens until then but what is scheduled. Answers 422 not_kept for a moment before the past that is kept, or so far ahead that more than 200 stories are scheduled until then.");

        var previews = routes.EditorialSide();
        previews.MapPreflight($"{PreviewEndpoints.Address}{{token}}");
        previews.MapMethods($"{PreviewEndpoints.Address}{{token}}", [HttpMethods.Head], PreviewPageEndpoints.GetPreview).AllowAnonymous().WithMetadata(new NotDelivered()).ExcludeFromDescription();
        previews.MapGroup("").WithTag("Previews", "Stories before they are public, for those who were given a link.").MapGet($"{PreviewEndpoints.Address}{{token}}", PreviewPageEndpoints.GetPreview)
            .AllowAnonymous().WithMetadata(new NotDelivered()).WithPathParameter("token", pattern: PreviewToken.Pattern).Produces<PagePublic>()
            .Describe(PagesOperations.Preview, "Read a page that is not public yet", "The page of a story as GET /v1/page would answer it if the working copy were published now; without a section it has a path that leads nowhere. Links to stories that are not public are left out. For no cache and no search engine. A link that is unknown, expired or revoked answers 404, and so does one to a story that is killed or in the trash; one that is held is shown, to those who have to judge it.");
    }
}
