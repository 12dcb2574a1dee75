namespace Cms.Api.Shared.Http;

internal static class EditorialRoutes
{
    /// <summary>The group of a resource's editorial routes: one tag in the contract.</summary>
    public static RouteGroupBuilder MapEditorial(this IEndpointRouteBuilder routes, string collection, string tag) =>
        routes.MapGroup($"/v1/editorial/{collection}").WithTags($"Editorial: {tag}");
}
