using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
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
        editorial.MapGet("", TagEndpoints.ListTags).WithName("ListTags").WithSummary("List tags").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{ref}", TagEndpoints.GetTag).WithName("GetTag").WithSummary("Read a tag").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{ref}", TagEndpoints.ReplaceTag).WithName("ReplaceTag").WithSummary("Replace a tag").Accepts<TagRequest>("application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapPatch("{ref}", TagEndpoints.PatchTag).WithName("PatchTag").WithSummary("Change a tag").Accepts<TagRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapDelete("{ref}", TagEndpoints.DeleteTag).WithName("DeleteTag").WithSummary("Delete a tag that nothing uses").RequireAuthorization(Roles.Publisher);
    }
}
