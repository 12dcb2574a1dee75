using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>The tags in the order of the routes, what is for readers first.</summary>
internal sealed class TagDescriptions : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Tags = new HashSet<OpenApiTag>(
        context.ApiDescriptions
            .SelectMany(route => route.ActionDescriptor.EndpointMetadata.OfType<TagDescription>())
            .DistinctBy(tag => tag.Name)
            .OrderBy(tag => tag.Name.StartsWith(EditorialRoutes.TagPrefix, StringComparison.Ordinal))
            .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
}
