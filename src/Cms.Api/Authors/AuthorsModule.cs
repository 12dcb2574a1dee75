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
        var editorial = routes.MapEditorial("authors", "Authors");
        editorial.MapPost("", AuthorEndpoints.CreateAuthor).WithName("CreateAuthor").WithSummary("Create an author").Accepts<AuthorRequest>("application/json").RequireAuthorization(Roles.Writer);
        editorial.MapGet("", AuthorEndpoints.ListAuthors).WithQuery("limit", "cursor", "q").WithName("ListEditorialAuthors").WithSummary("List authors").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{ref}", AuthorEndpoints.GetAuthor).WithName("GetEditorialAuthor").WithSummary("Read an author").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{ref}", AuthorEndpoints.ReplaceAuthor).WithName("ReplaceAuthor").WithSummary("Replace an author").Accepts<AuthorRequest>("application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapPatch("{ref}", AuthorEndpoints.PatchAuthor).WithName("PatchAuthor").WithSummary("Change an author").Accepts<AuthorRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapDelete("{ref}", AuthorEndpoints.DeleteAuthor).WithName("DeleteAuthor").WithSummary("Delete an author that nothing uses").RequireAuthorization(Roles.Publisher);

        routes.MapDocumentList("/v1/authors", new ListRoute { Kind = Author.Kind, All = "authors", Orders = ListOrders.ByName, HasSearch = true })
            .Produces<DeliveredList<AuthorPublic>>().WithName("ListAuthors").WithSummary("List the authors of public stories").WithTags("Authors");
        routes.MapDocument("/v1/authors/{ref}", new DocumentRoute { Kind = Author.Kind }).Produces<AuthorPublic>().WithName("GetAuthor").WithSummary("Read an author").WithTags("Authors");
    }
}
