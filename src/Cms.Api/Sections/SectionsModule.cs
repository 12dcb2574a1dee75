using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Sections;

internal static class SectionsModule
{
    public static IServiceCollection AddSections(this IServiceCollection services) =>
        services.AddSingleton<IProjection, SectionProjection>();

    public static void MapSections(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("sections", "Sections");
        editorial.MapPost("", SectionEndpoints.CreateSection).WithName("CreateSection").WithSummary("Create a section").Accepts<SectionRequest>("application/json").RequireAuthorization(Roles.Admin);
        editorial.MapGet("", SectionEndpoints.ListSections).WithQuery("limit", "cursor", "q").WithName("ListEditorialSections").WithSummary("List sections").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{**path:required}", SectionEndpoints.GetSection).WithName("GetEditorialSection").WithSummary("Read a section").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{**path:required}", SectionEndpoints.ReplaceSection).WithName("ReplaceSection").WithSummary("Replace a section").Accepts<SectionRequest>("application/json").RequireAuthorization(Roles.Admin);
        editorial.MapPatch("{**path:required}", SectionEndpoints.PatchSection).WithName("PatchSection").WithSummary("Change a section").Accepts<SectionRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Admin);
        editorial.MapDelete("{**path:required}", SectionEndpoints.DeleteSection).WithName("DeleteSection").WithSummary("Delete a section that nothing uses").RequireAuthorization(Roles.Admin);

        routes.MapOnlyDocument("/v1/sections", "sectionTree").Produces<SectionTreePublic>().WithName("GetSectionTree").WithSummary("The tree of all sections").WithTags("Sections");
        routes.MapDocument("/v1/sections/{**path}", new DocumentRoute { Kind = Section.Kind }).Produces<SectionPublic>().WithName("GetSection").WithSummary("Read a section").WithTags("Sections");
    }
}
