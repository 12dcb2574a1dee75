using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Public;
using Cms.Api.Images;
using Cms.Api.Shared.Http.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles;

/// <summary>How the contract describes a story's body: in the records it is JSON, and what readers get is joined of two stored parts.</summary>
internal sealed class ArticleSchemas : ISchemaFilter, IDocumentFilter
{
    private const string Body = "body";

    /// <summary>A story in a list: its body is there with <c>include=body</c>.</summary>
    private const string Card = "ArticleCard";

    /// <summary>A story whose body was asked for as HTML, Markdown or text.</summary>
    private const string Rendered = "ArticleRendered";

    public static void Describe(SwaggerGenOptions options)
    {
        options.MapType<JsonElement>(() => BlockSchemas.Body(BlockSchemas.Stored));
        options.SchemaFilter<ArticleSchemas>();
        options.DocumentFilter<ArticleSchemas>();
    }

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ArticlePublic) || schema is not OpenApiSchema { Properties: { } properties } story) return;
        story.Description = "A story as readers get it. With fields it has the members asked for, and no others.";
        properties[Body] = BlockSchemas.Body(BlockSchemas.Delivered);
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schemas = swaggerDoc.Components!.Schemas!;
        var story = (OpenApiSchema)schemas[nameof(ArticlePublic)];
        foreach (var (name, schema) in BlockSchemas.All(new OpenApiSchemaReference(nameof(ImageFace)))) schemas[name] = schema;

        var card = (OpenApiSchema)story.CreateShallowCopy();
        card.Description = "A story in a list.";
        card.Metadata = new Dictionary<string, object> { [SchemaConventions.Sometimes] = new HashSet<string> { Body } };
        schemas[Card] = card;

        var rendered = (OpenApiSchema)story.CreateShallowCopy();
        rendered.Description = "A story whose body is HTML, Markdown or text.";
        rendered.Properties = new Dictionary<string, IOpenApiSchema>(story.Properties!) { [Body] = new OpenApiSchema { Type = JsonSchemaType.String } };
        schemas[Rendered] = rendered;

        ((OpenApiSchema)((OpenApiSchema)schemas[nameof(WithdrawnProblem)]).Properties!["reason"]).Enum = [.. Publication.Reasons.Select(reason => (JsonNode)reason)];

        // A reference cannot be told apart before all are there: lists hold cards, one story may be rendered.
        foreach (var owner in schemas.Where(schema => schema.Key != Card).Select(schema => schema.Value).OfType<OpenApiSchema>())
        {
            if (owner.Properties?.TryGetValue("items", out var items) == true && items is OpenApiSchema { Items: OpenApiSchemaReference { Reference.Id: nameof(ArticlePublic) } } list)
                list.Items = new OpenApiSchemaReference(Card, swaggerDoc);
        }
        var one = (OpenApiResponse)swaggerDoc.Paths["/v1/articles/{ref}"].Operations![HttpMethod.Get].Responses!["200"];
        ((OpenApiMediaType)one.Content!["application/json"]).Schema = new OpenApiSchema
        {
            AnyOf = [new OpenApiSchemaReference(nameof(ArticlePublic), swaggerDoc), new OpenApiSchemaReference(Rendered, swaggerDoc)],
        };
    }
}
