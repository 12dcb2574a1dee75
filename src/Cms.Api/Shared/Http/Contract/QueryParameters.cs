using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>The query parameters of a route whose handler reads them by hand.</summary>
internal sealed record QueryParameters(IReadOnlyList<string> Names);

internal static class ParameterDescriptions
{
    /// <summary>The only query parameter that a route cannot do without.</summary>
    private const string Required = "path";

    public static TBuilder WithQuery<TBuilder>(this TBuilder route, params string[] names)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new QueryParameters(names));

    public static void AddQuery(this OpenApiOperation operation, IEnumerable<string> names) => operation.AddParameters(names.Select(Query));

    public static void AddHeader(this OpenApiOperation operation, string name, bool required, string description) =>
        operation.AddParameters([
            new OpenApiParameter { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = Text() },
        ]);

    public static void AddParameters(this OpenApiOperation operation, IEnumerable<OpenApiParameter> parameters)
    {
        operation.Parameters ??= [];
        foreach (var parameter in parameters) operation.Parameters.Add(parameter);
    }

    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiParameter Query(string name)
    {
        var (schema, description) = Meaning(name);
        return new OpenApiParameter { Name = name, In = ParameterLocation.Query, Required = name == Required, Description = description, Schema = schema };
    }

    private static (OpenApiSchema Schema, string Description) Meaning(string name) => name switch
    {
        "limit" => (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = 20 }, "Items of one page."),
        "cursor" => (Text(), "What the page before gave as its next."),
        "q" => (Text(), "Words, each the beginning of a word of the name or headline; case and accents don't matter."),
        "sort" => (Text(), "A member to sort by; a minus in front turns the order around."),
        "count" => (OneOf("exact", "estimated"), "Adds the number of items in the whole list."),
        "fields" => (Text(), "Top-level members wanted, separated by commas; the answer holds no others."),
        "include" => (OneOf("body"), "Adds the body to each item."),
        "body" => (OneOf("blocks", "html", "markdown", "text"), "The form of the body: blocks of Portable Text by default, or a string that holds it as HTML, Markdown or plain text."),
        "publishedFrom" => (Instant(), "From this moment on."),
        "publishedTo" => (Instant(), "Before this moment."),
        Required => (Text(), "The path of a page, such as /news/world/a-story."),
        _ => (Text(), "Any of these values, separated by commas."),
    };

    private static OpenApiSchema OneOf(params string[] values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };

    private static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };
}
