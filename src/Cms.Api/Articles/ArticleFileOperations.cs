using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles;

/// <summary>Marks a route that takes or gives a working copy as a Markdown file too.</summary>
internal sealed record AlsoAsFile;

/// <summary>The contract's word for it: text, for a schema cannot tell what stands in a file.</summary>
internal sealed class ArticleFileOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AlsoAsFile>().Any()) return;
        if (operation.RequestBody is OpenApiRequestBody { Content: { } sent }) sent[ArticleFile.MediaType] = File();
        else if (operation.Responses?["200"] is OpenApiResponse { Content: { } given }) given[ArticleFile.MediaType] = File();
    }

    private static OpenApiMediaType File() => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The members in YAML between two lines of ---, and below them the body in Markdown." },
        Example = JsonValue.Create("---\nlanguage: en\nheadline: Pilots are back at work\n---\n\nThe **first** boats left at dawn.\n"),
    };
}
