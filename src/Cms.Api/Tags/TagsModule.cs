using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Tags;

internal static class TagsModule
{
    public static IServiceCollection AddTags(this IServiceCollection services) =>
        services.AddSingleton<IProjection, TagProjection>();

    public static void MapTags(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("tags", "Tags", "What stories are about: topics, places, people, organisations, events and works.");
        editorial.MapPost("", TagEndpoints.CreateTag).Accepts<TagRequest>("application/json").RequireAuthorization(Roles.Writer)
            .Refuses(Problems.SlugTaken)
            .Describe("CreateTag", "Create a tag", "Without a slug one is made of the name. Answers 409 slug_taken where another tag has the slug, or ever had it.");
        editorial.MapGet("", TagEndpoints.ListTags).WithQuery("limit", "cursor", "q").RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialTags", "List tags", "All there are, oldest first, whether or not a public story has them.");
        editorial.MapGet("{ref}", TagEndpoints.GetTag).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialTag", "Read a tag", "With its ETag. The answer can be put back as it is.");
        editorial.MapPut("{ref}", TagEndpoints.ReplaceTag).WithMetadata(Stale.Merges).Accepts<TagRequest>("application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.SlugTaken, Problems.Merged)
            .Describe("ReplaceTag", "Replace a tag", "Optional members left out get their defaults, except the slug, which stays. Published stories that show it follow by themselves.");
        editorial.MapPatch("{ref}", TagEndpoints.PatchTag).WithMetadata(Stale.Merges).Accepts<TagRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.SlugTaken, Problems.Merged)
            .Describe("PatchTag", "Change a tag", "Takes a JSON Merge Patch: what is left out stays, null clears. Published stories that show it follow by themselves. A public slug that is given up leads on to the new one.");
        editorial.MapPost("{ref}/merge", TagEndpoints.MergeTag).Accepts<MergeRequest>("application/json").AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.Merged)
            .Describe("MergeTag", "Merge a tag into another", "Answers the one that goes on. Every story that has the merged tag has that one in its place, whether published or not, once where it had both; the merged tag's name and synonyms become synonyms, its public addresses lead on. If-Match names the version of the tag that is merged. Answers 409 merged for one that was merged before, 422 for a target that is the same, of another type or merged itself.");
        editorial.MapDelete("{ref}", TagEndpoints.DeleteTag).RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.InUse, Problems.Merged)
            .Describe("DeleteTag", "Delete a tag that nothing uses", "Answers 409 in_use, with the users, while a working copy or a published revision refers to it.");

        var readers = routes.MapGroup("").WithTag("Tags", "What public stories are about.");
        readers.MapDocumentList("/v1/tags", new ListRoute { Kind = Tag.Kind, All = "tags", Orders = ListOrders.ByName, HasSearch = true }).Produces<DeliveredList<TagPublic>>()
            .Describe("ListTags", "List the tags that public stories have", "By name. Only tags of stories that are public now.");
        readers.MapDocument("/v1/tags/{ref}", new DocumentRoute { Kind = Tag.Kind }).Produces<TagPublic>()
            .Describe("GetTag", "Read a tag", "Answers 301 to the present slug where a former one is asked for, and 404 while no public story has the tag.");
    }
}
