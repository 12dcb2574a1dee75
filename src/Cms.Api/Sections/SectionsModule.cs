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
        var editorial = routes.MapEditorial("sections", "Sections", "The tree that stories are filed in. A section is addressed by its path, such as news/world.").WithPathParameter("path", Section.MaxPath);
        editorial.MapPost("", SectionEndpoints.CreateSection).Accepts<SectionRequest>("application/json").RequireAuthorization(Roles.Admin)
            .Refuses(Problems.SlugTaken, Problems.PathTaken, Problems.Conflict)
            .Describe("CreateSection", "Create a section", "Without a slug one is made of the name. Answers 409 slug_taken where a section has or had the path, and path_taken where a story has or had it.");
        editorial.MapGet("", SectionEndpoints.ListSections).WithQuery("limit", "cursor", "q").RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialSections", "List sections", "All there are, oldest first.");
        editorial.MapGet("{**path:required}", SectionEndpoints.GetSection).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialSection", "Read a section", "With its ETag. The answer can be put back as it is. After a move of many stories storiesToMove counts those that readers still find at their former address.");
        editorial.MapPut("{**path:required}", SectionEndpoints.ReplaceSection).WithMetadata(Stale.Merges).Accepts<SectionRequest>("application/json").AllowDryRun().RequireAuthorization(Roles.Admin)
            .Refuses(Problems.SlugTaken, Problems.PathTaken, Problems.Conflict)
            .Describe("ReplaceSection", "Replace a section", "Optional members left out get their defaults, except the slug, which stays. Another parent or slug moves the section with all that lies below it; former paths lead on. Answers 409 path_taken where the new path is, or was, a story's.");
        editorial.MapPatch("{**path:required}", SectionEndpoints.PatchSection).WithMetadata(Stale.Merges).Accepts<SectionRequest>("application/merge-patch+json", "application/json").AllowDryRun().RequireAuthorization(Roles.Admin)
            .Refuses(Problems.SlugTaken, Problems.PathTaken, Problems.Conflict)
            .Describe("PatchSection", "Change a section", "Takes a JSON Merge Patch: what is left out stays, null clears. Another parent or slug moves the section with all that lies below it; former paths lead on. Answers 409 path_taken where the new path is, or was, a story's.");
        editorial.MapDelete("{**path:required}", SectionEndpoints.DeleteSection).RequireAuthorization(Roles.Admin)
            .Refuses(Problems.InUse)
            .Describe("DeleteSection", "Delete a section that nothing uses", "Answers 409 in_use, with the users, while a working copy or a published revision refers to it.");

        var readers = routes.MapGroup("").WithTag("Sections", "The sections of the site, with what surrounds the stories in them.").WithPathParameter("path", Section.MaxPath);
        readers.MapOnlyDocument("/v1/sections", "sectionTree").Produces<SectionTreePublic>()
            .Describe("GetSectionTree", "Read the tree of all sections", "The sections of the site by name and path, each with those below it.");
        readers.MapDocument("/v1/sections/{**path}", new DocumentRoute { Kind = Section.Kind }).Produces<SectionPublic>()
            .Describe("GetSection", "Read a section", "Answers 301 to the present path where a former one is asked for.");
    }
}
