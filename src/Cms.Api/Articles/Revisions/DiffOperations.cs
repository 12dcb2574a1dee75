using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles.Revisions;

/// <summary>Marks a route that answers a text for terminals too.</summary>
internal sealed record AlsoAsText;

/// <summary>How the contract describes a difference: its values are whatever the members hold.</summary>
internal sealed class DiffOperations : IOperationFilter
{
    public const string MediaType = "text/plain";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AlsoAsText>().Any()) return;
        ((OpenApiResponse)operation.Responses!["200"]).Content![MediaType] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For a terminal: words taken away stand in [- and -], words put in in {+ and +}." },
            Example = JsonValue.Create("--- 1 (published) 2026-11-19T08:00:00Z desk\n+++ v4 2026-11-19T09:30:00Z lena\n\nheadline\n  Harbour [-closed-]{+open+} again\n"),
        };
    }
}
