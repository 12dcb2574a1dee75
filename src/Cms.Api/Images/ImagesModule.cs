using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Images;

internal static class ImagesModule
{
    public static IServiceCollection AddImages(this IServiceCollection services) =>
        services.AddSingleton<IProjection, ImageProjection>();

    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("images", "Images");
        editorial.MapPost("", ImageEndpoints.CreateImage).WithName("CreateImage").WithSummary("Create an image").Accepts<ImageRequest>("application/json").RequireAuthorization(Roles.Writer);
        editorial.MapGet("", ImageEndpoints.ListImages).WithQuery("limit", "cursor", "q").WithName("ListEditorialImages").WithSummary("List images").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{id}", ImageEndpoints.GetImage).WithName("GetEditorialImage").WithSummary("Read an image").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{id}", ImageEndpoints.ReplaceImage).WithName("ReplaceImage").WithSummary("Replace an image").Accepts<ImageRequest>("application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapPatch("{id}", ImageEndpoints.PatchImage).WithName("PatchImage").WithSummary("Change an image").Accepts<ImageRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapDelete("{id}", ImageEndpoints.DeleteImage).WithName("DeleteImage").WithSummary("Delete an image that nothing uses").RequireAuthorization(Roles.Publisher);

        routes.MapDocument("/v1/images/{id}", new DocumentRoute { Kind = Image.Kind }).Produces<ImagePublic>().WithName("GetImage").WithSummary("Read an image").WithTags("Images");
    }
}
