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
        var editorial = routes.MapEditorial("images", "Images", "Pictures by their addresses: the files themselves are kept elsewhere.");
        editorial.MapPost("", ImageEndpoints.CreateImage).Accepts<ImageRequest>("application/json").RequireAuthorization(Roles.Writer)
            .Refuses(Problems.Conflict)
            .Describe("CreateImage", "Create an image", "Registers a picture by its URL. An alternative text and a credit are asked for only when a story that shows it is published.");
        editorial.MapGet("", ImageEndpoints.ListImages).WithQuery("limit", "cursor", "q").RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialImages", "List images", "All there are, oldest first, whether or not a public story shows them.");
        editorial.MapGet("{id}", ImageEndpoints.GetImage).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialImage", "Read an image", "With its ETag. The answer can be put back as it is.");
        editorial.MapPut("{id}", ImageEndpoints.ReplaceImage).WithMetadata(Stale.Merges).Accepts<ImageRequest>("application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.Conflict)
            .Describe("ReplaceImage", "Replace an image", "Optional members left out get their defaults. Published stories that show it follow by themselves.");
        editorial.MapPatch("{id}", ImageEndpoints.PatchImage).WithMetadata(Stale.Merges).Accepts<ImageRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.Conflict)
            .Describe("PatchImage", "Change an image", "Takes a JSON Merge Patch: what is left out stays, null clears. Published stories that show it follow by themselves.");
        editorial.MapDelete("{id}", ImageEndpoints.DeleteImage).RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.InUse)
            .Describe("DeleteImage", "Delete an image that nothing uses", "Answers 409 in_use, with the users, while a working copy or a published revision refers to it.");

        var readers = routes.MapGroup("").WithTag("Images", "Pictures that public stories show.");
        readers.MapDocument("/v1/images/{id}", new DocumentRoute { Kind = Image.Kind }).Produces<ImagePublic>()
            .Describe("GetImage", "Read an image", "Answers 404 while no public story shows it.");
    }
}
