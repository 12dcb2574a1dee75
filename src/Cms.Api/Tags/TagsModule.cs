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
        var editorial = routes.MapEditorial("tags", "Tags");
        editorial.MapPost("", TagEndpoints.CreateTag).WithName("CreateTag").WithSummary("Create a tag").Accepts<TagRequest>("application/json").RequireAuthorization(Roles.Writer);
        editorial.MapGet("", TagEndpoints.ListTags).WithQuery("limit", "cursor", "q").WithName("ListEditorialTags").WithSummary("List tags").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{ref}", TagEndpoints.GetTag).WithName("GetEditorialTag").WithSummary("Read a tag").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{ref}", TagEndpoints.ReplaceTag).WithName("ReplaceTag").WithSummary("Replace a tag").Accepts<TagRequest>("application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapPatch("{ref}", TagEndpoints.PatchTag).WithName("PatchTag").WithSummary("Change a tag").Accepts<TagRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapDelete("{ref}", TagEndpoints.DeleteTag).WithName("DeleteTag").WithSummary("Delete a tag that nothing uses").RequireAuthorization(Roles.Publisher);

        routes.MapDocumentList("/v1/tags", new ListRoute { Kind = Tag.Kind, All = "tags", Orders = ListOrders.ByName, HasSearch = true })
            .Produces<DeliveredList<TagPublic>>().WithName("ListTags").WithSummary("List the tags that public stories have").WithTags("Tags");
        routes.MapDocument("/v1/tags/{ref}", new DocumentRoute { Kind = Tag.Kind }).Produces<TagPublic>().WithName("GetTag").WithSummary("Read a tag").WithTags("Tags");
    }
}
