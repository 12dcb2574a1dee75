using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;

namespace Cms.Api.Site;

internal static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) =>
        services.AddSingleton<IProjection, SiteProjection>();

    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("site", "Site");
        editorial.MapGet("", SiteEndpoints.GetSite).WithName("GetEditorialSite").WithSummary("Read the site's settings").RequireAuthorization(Roles.Writer);
        editorial.MapPut("", SiteEndpoints.ReplaceSite).WithName("ReplaceSite").WithSummary("Replace the site's settings").Accepts<SiteRequest>("application/json").RequireAuthorization(Roles.Admin);
        editorial.MapPatch("", SiteEndpoints.PatchSite).WithName("PatchSite").WithSummary("Change the site's settings").Accepts<SiteRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Admin);

        routes.MapOnlyDocument("/v1/site", TheSite.Kind).Produces<SitePublic>().WithName("GetSite").WithSummary("The site").WithTags("Site");
    }
}
