using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Authors;

internal static class AuthorsModule
{
    public static IServiceCollection AddAuthors(this IServiceCollection services) =>
        services.AddSingleton<IProjection, AuthorProjection>();

    public static void MapAuthors(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("authors", "Authors", "People, desks and agencies that stories are signed with.");
        editorial.MapPost("", AuthorEndpoints.CreateAuthor).Accepts<AuthorRequest>("application/json").RequireAuthorization(Roles.Writer)
            .Refuses(Problems.SlugTaken)
            .Describe("CreateAuthor", "Create an author", "Without a slug one is made of the name. Answers 409 slug_taken where another author has the slug, or ever had it.");
        editorial.MapGet("", AuthorEndpoints.ListAuthors).WithQuery("limit", "cursor", "q").RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialAuthors", "List authors", "All there are, oldest first, whether or not a public story is signed with them.");
        editorial.MapGet("{ref}", AuthorEndpoints.GetAuthor).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialAuthor", "Read an author", "With its ETag. The answer can be put back as it is.");
        editorial.MapPut("{ref}", AuthorEndpoints.ReplaceAuthor).WithMetadata(Stale.Merges).WithQuery(AuthorEndpoints.KeepCredits).Accepts<AuthorRequest>("application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.SlugTaken, Problems.Merged)
            .Describe("ReplaceAuthor", "Replace an author", "Optional members left out get their defaults, except the slug, which stays. Published stories that show it follow by themselves.");
        editorial.MapPatch("{ref}", AuthorEndpoints.PatchAuthor).WithMetadata(Stale.Merges).WithQuery(AuthorEndpoints.KeepCredits).Accepts<AuthorRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.SlugTaken, Problems.Merged)
            .Describe("PatchAuthor", "Change an author", "Takes a JSON Merge Patch: what is left out stays, null clears. Published stories that show it follow by themselves. A public slug that is given up leads on to the new one.");
        editorial.MapPost("{ref}/merge", AuthorEndpoints.MergeAuthor).Accepts<MergeRequest>("application/json").AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.Merged)
            .Describe("MergeAuthor", "Merge an author into another", "Answers the one that goes on. Every story that is signed with the merged one is signed with that one in its place, whether published or not, once where it had both in one role; editors find it by the merged one's name, and its public addresses lead on. If-Match names the version of the author that is merged. Answers 409 merged for one that was merged before, 422 for a target that is the same, of another kind or merged itself.");
        editorial.MapDelete("{ref}", AuthorEndpoints.DeleteAuthor).RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.InUse, Problems.Merged)
            .Describe("DeleteAuthor", "Delete an author that nothing uses", "Answers 409 in_use, with the users, while a working copy or a published revision refers to it.");

        var readers = routes.MapGroup("").WithTag("Authors", "Whoever public stories are signed with.");
        readers.MapDocumentList("/v1/authors", new ListRoute { Kind = Author.Kind, All = "authors", Orders = ListOrders.ByName, HasSearch = true }).Produces<DeliveredList<AuthorPublic>>()
            .Describe("ListAuthors", "List the authors of public stories", "By name. An author is listed while a public story is signed with the name.");
        readers.MapDocument("/v1/authors/{ref}", new DocumentRoute { Kind = Author.Kind }).Produces<AuthorPublic>()
            .Describe("GetAuthor", "Read an author", "Answers 301 to the present slug where a former one is asked for, and 404 while no public story is signed with the name.");
    }
}
