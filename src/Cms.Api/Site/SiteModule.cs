using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Site;

internal static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) =>
        services.AddSingleton<IProjection, SiteProjection>();

    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("site", "Site", "The settings of the one site that this service publishes.");
        editorial.MapGet("", SiteEndpoints.GetSite).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialSite", "Read the site's settings", "With their ETag. The answer can be put back as it is.");
        editorial.MapPut("", SiteEndpoints.ReplaceSite).WithMetadata(Stale.Merges).Accepts<SiteRequest>("application/json").RequireAuthorization(Roles.Admin)
            .Describe("ReplaceSite", "Replace the site's settings", "Optional settings left out get their defaults. Pages follow by themselves.");
        editorial.MapPatch("", SiteEndpoints.PatchSite).WithMetadata(Stale.Merges).Accepts<SiteRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Admin)
            .Describe("PatchSite", "Change the site's settings", "Takes a JSON Merge Patch: what is left out stays, null clears. Pages follow by themselves.");

        routes.MapGroup("").WithTag("Site", "What a front end needs to know of the site as a whole.").MapOnlyDocument("/v1/site", TheSite.Kind).Produces<SitePublic>()
            .Describe("GetSite", "Read about the site", "Its name, address, time zone, and the links and slots that pages share.");
    }
}
