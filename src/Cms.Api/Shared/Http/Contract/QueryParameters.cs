using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>The query parameters of a route whose handler reads them by hand.</summary>
internal sealed record QueryParameters(IReadOnlyList<string> Names);

/// <summary>The closed list of values that a query parameter has on a route.</summary>
/// <param name="Read">Asked when all routes are there.</param>
/// <param name="Many">Whether several may be given, with commas between.</param>
/// <param name="Description">What they are, where the name means another thing elsewhere.</param>
internal sealed record ParameterValues(string Name, Func<IReadOnlyList<string>> Read, bool Many = false, string? Description = null)
{
    public IReadOnlyList<string> Values => Read();
}

internal static class ParameterDescriptions
{
    /// <summary>The only query parameter that a route cannot do without.</summary>
    private const string Required = "path";

    public static TBuilder WithQuery<TBuilder>(this TBuilder route, params string[] names)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new QueryParameters(names));

    /// <summary>Names the values that a query parameter of the route may have.</summary>
    public static TBuilder WithValues<TBuilder>(this TBuilder route, string parameter, IReadOnlyList<string> values, bool many = false, string? description = null)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ParameterValues(parameter, () => values, many, description));

    /// <param name="values">What the routes themselves make of it.</param>
    public static TBuilder WithValues<TBuilder>(this TBuilder route, string parameter, Func<IReadOnlyList<string>> values)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ParameterValues(parameter, values));

    /// <param name="metadata">Of the route: what it says of the values.</param>
    public static void AddQuery(this OpenApiOperation operation, IEnumerable<string> names, IList<object> metadata) =>
        operation.AddParameters(names.Select(name => Query(name, metadata.OfType<ParameterValues>().FirstOrDefault(values => values.Name == name))));

    /// <param name="schema">What it may be, where it is not any text.</param>
    public static void AddHeader(this OpenApiOperation operation, string name, bool required, string description, OpenApiSchema? schema = null) =>
        operation.AddParameters([
            new OpenApiParameter { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = schema ?? Text() },
        ]);

    public static void AddParameters(this OpenApiOperation operation, IEnumerable<OpenApiParameter> parameters)
    {
        operation.Parameters ??= [];
        foreach (var parameter in parameters) operation.Parameters.Add(parameter);
    }

    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <param name="most">Characters; there is one at least.</param>
    public static OpenApiSchema Text(int most) => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = most };

    private static OpenApiParameter Query(string name, ParameterValues? values)
    {
        var (schema, description) = Meaning(name);
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Required = name == Required,
            Description = values?.Description ?? description,
            Explode = values is not { Many: true },
            Schema = values switch
            {
                null => schema,
                { Many: true } => new OpenApiSchema { Type = JsonSchemaType.Array, Items = OneOf(values.Values), MinItems = 1, MaxItems = Shared.Http.Query.MaxValues },
                _ => OneOf(values.Values),
            },
        };
    }

    private static (OpenApiSchema Schema, string Description) Meaning(string name) => name switch
    {
        "limit" => (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = 20 }, "Items of one page."),
        "cursor" => (new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]+$", MaxLength = Shared.Http.Query.MaxLength }, "What the page before gave as its next. It belongs to the list with these filters and this order."),
        "q" => (Text(Shared.Http.Query.MaxQuestion), "Up to ten words with a letter or digit, each the beginning of a word of the name or headline, in any script; case and accents don't matter."),
        "sort" => (Text(), "The member to sort by; a minus in front turns the order around. The first is the default."),
        "count" => (OneOf(["exact", "estimated"]), "Adds the number of items in the whole list."),
        "fields" => (Text(), "Top-level members wanted, separated by commas; the answer holds these and no others, whatever its schema requires: in TypeScript a Pick of it. In a list, each item does, and body needs include=body."),
        "include" => (OneOf(["body"]), "Adds the body to each item."),
        "body" => (OneOf(["blocks", "html", "markdown", "text"]), "The form of the body: blocks of Portable Text by default, or a string that holds it as HTML, Markdown or plain text."),
        "publishedFrom" or "from" => (Instant(), "Published at this moment or later."),
        "publishedTo" or "to" => (Instant(), "Published before this moment."),
        "state" => (Text(), "Any of these, separated by commas; all but the trash where it is left out."),
        "section" => (Value(), "Paths or ids of sections, with all that lies below them; any of these, separated by commas."),
        "tag" => (Values(), "Slugs or ids of tags: any of these, separated by commas; given again, each must match."),
        "author" => (Values(), "Slugs or ids of authors: any of these, separated by commas; given again, each must match."),
        "agency" => (Value(), "Codes or ids of agencies: any of these, separated by commas."),
        "genre" => (Text(), "Genres, such as analysis: any of these, separated by commas."),
        "type" => (Text(), "Types, such as gallery: any of these, separated by commas."),
        "language" => (Value(), "Languages: any of these, separated by commas; en finds en-IN too."),
        "linksTo" => (Value(), "Slugs or ids of stories that are linked to: any of these, separated by commas."),
        "article" => (Value(), "Slugs or ids of the stories that the items belong to: any of these, separated by commas."),
        "target" => (Value(), "Slugs or ids of the stories that the links lead to: any of these, separated by commas."),
        "kind" => (Text(), "Kinds of links, such as alsoRead: any of these, separated by commas."),
        "keepCredits" => (
            new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
            "Whether stories of before a change of name go on showing the former one: it is their creditedAs then, unless they have another."),
        "after" => (new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Default = 0 }, "The number of the log behind which to begin: next of the answer before, or the Cms-Sequence of any other."),
        "resource" => (Id(), "The id of what it was done to, also where that is deleted."),
        "key" => (Id(), "The id of the API key it was done with."),
        "action" => (Text(), "The operation of this contract, such as publishArticle, or what the service did by itself, such as publishScheduled."),
        "epoch" => (Id(), "The epoch that after belongs to: where it is another by now, 410."),
        "types" => (Text(), "Types of what changed: any of these, separated by commas; all where it is left out."),
        "wait" => (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "30", Default = 0 }, "Seconds to wait for something where there is nothing yet."),
        "asOf" => (Instant(), "The moment that is asked about; now where it is left out."),
        Required => (new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^/[^?#]*$", MaxLength = Shared.Http.Query.MaxLength }, "The path of a page, such as /news/world/a-story; as all of a query it is percent-encoded where it has other scripts, which paths in answers are not."),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A query parameter needs a description."),
    };

    private static OpenApiSchema OneOf(IReadOnlyList<string> values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };

    private static OpenApiSchema Value() => Text(Shared.Http.Query.MaxLength);

    /// <summary>Of a parameter that may be given more than once.</summary>
    private static OpenApiSchema Values() => new() { Type = JsonSchemaType.Array, Items = Value(), MinItems = 1, MaxItems = Shared.Http.Query.MaxRepeats };

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String, Format = "uuid" };

    private static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };
}
