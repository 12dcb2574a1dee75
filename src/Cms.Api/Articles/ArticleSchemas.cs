using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Public;
using Cms.Api.PortableText;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles;

/// <summary>How the contract describes a body: in the records it is JSON, and what readers get is joined of two stored parts.</summary>
internal sealed class ArticleSchemas : ISchemaFilter
{
    public static void Describe(SwaggerGenOptions options)
    {
        options.MapType<JsonElement>(Blocks);
        options.SchemaFilter<ArticleSchemas>();
    }

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ArticlePublic) || schema is not OpenApiSchema { Properties: { } properties } story) return;
        story.Description = "A story as readers get it.";
        var body = Blocks();
        body.Description = "Portable Text. An item of a list has it with include=body.";
        properties["body"] = body;
    }

    private static OpenApiSchema Blocks() => new() { Type = JsonSchemaType.Array, Description = "Portable Text.", Items = Block() };

    private static OpenApiSchema Block() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "_type" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["_type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. BodyRules.Types.Select(type => (JsonNode)type)] },
            ["_key"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Unique in the body; made where it is left out." },
        },
    };
}
