using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Text;
using Microsoft.OpenApi;

namespace Cms.Api.Articles;

/// <summary>The blocks of a body, for the contract: as editors send and read them, and as readers get them, with what they show.</summary>
internal static class BlockSchemas
{
    public const string Stored = "Block";
    public const string Delivered = "DeliveredBlock";

    private static readonly string[] MembersOfListItems = ["listItem", "level"];

    /// <param name="image">What stands for an image that readers get.</param>
    public static IEnumerable<KeyValuePair<string, IOpenApiSchema>> All(IOpenApiSchema image) =>
    [
        new(Stored, OneOf("TextBlock", "ImageBlock", "GalleryBlock", "EmbedBlock", "PullQuoteBlock", "FactBoxBlock", "TableBlock", "RelatedLinkBlock", "DividerBlock", "CorrectionBlock")),
        new(Delivered, OneOf("TextBlock", "DeliveredImageBlock", "DeliveredGalleryBlock", "EmbedBlock", "PullQuoteBlock", "DeliveredFactBoxBlock", "TableBlock", "RelatedLinkBlock", "DividerBlock", "CorrectionBlock")),
        new("TextBlock", Block(
            "block",
            ["children"],
            ("style", Values(BodyRules.Styles)),
            ("listItem", Values(BodyRules.ListItems)),
            ("level", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = Number(BodyRules.MaxListLevel), Description = "Of a list item." }),
            ("children", List(Named("Span"), most: BodyRules.MaxSpans)),
            ("markDefs", List(Named("MarkDefinition"), most: BodyRules.MaxSpans)))),
        new("Span", Object(
            "span",
            ["text"],
            ("_key", new OpenApiSchema { Type = JsonSchemaType.String, WriteOnly = true, Description = "Taken, for editors' tools give spans keys, and not kept." }),
            ("text", Text(BodyRules.MaxBlockText)),
            ("marks", List(new OpenApiSchema { Type = JsonSchemaType.String, Description = $"One of {string.Join(", ", BodyRules.Decorators)}, or the _key of a definition." }, most: BodyRules.MaxMarks)))),
        new("MarkDefinition", OneOf("LinkMark", "LangMark")),
        new("LinkMark", Object("link", ["_key", "href"], ("_key", Key()), ("href", Text(BodyRules.MaxUrl)))),
        new("LangMark", Object("lang", ["_key", "lang"], ("_key", Key()), ("lang", Text(Languages.MaxLength)), ("dir", Values(BodyRules.Directions)))),
        new("ImageBlock", Block(
            "image", ["image"], ("image", Id()), ("caption", OrNull(Text(BodyRules.MaxCaption))), ("alt", OrNull(Text(BodyRules.MaxAlt))), ("layout", Values(BodyRules.Layouts)))),
        new("DeliveredImageBlock", Block("image", [], ("layout", Values(BodyRules.Layouts)), ("image", image))),
        new("GalleryBlock", Block("gallery", ["items"], ("items", List(Named("GalleryItem"), BodyRules.MinGalleryItems, BodyRules.MaxGalleryItems)))),
        new("GalleryItem", Object(null, ["image"], ("image", Id()), ("caption", OrNull(Text(BodyRules.MaxCaption))))),
        new("DeliveredGalleryBlock", Block("gallery", [], ("items", List(Named("DeliveredGalleryItem"))))),
        new("DeliveredGalleryItem", Object(null, [], ("image", image))),
        new("EmbedBlock", Block(
            "embed",
            ["url", "text"],
            ("provider", Values(EmbedProviders.All)),
            ("url", Text(BodyRules.MaxUrl)),
            ("title", OrNull(Text(BodyRules.MaxEmbedTitle))),
            ("text", Text(BodyRules.MaxEmbedText)))),
        new("PullQuoteBlock", Block("pullQuote", ["text"], ("text", Text(BodyRules.MaxPullQuote)), ("attribution", OrNull(Text(BodyRules.MaxPullQuoteAttribution))))),
        new("FactBoxBlock", Block("factBox", ["title", "content"], ("title", Text(BodyRules.MaxFactBoxTitle)), ("content", List(OneOf("TextBlock", "ImageBlock"), 1, BodyRules.MaxFactBoxBlocks)))),
        new("DeliveredFactBoxBlock", Block("factBox", [], ("title", Text()), ("content", List(OneOf("TextBlock", "DeliveredImageBlock"))))),
        new("TableBlock", Block(
            "table",
            ["rows"],
            ("caption", OrNull(Text(BodyRules.MaxTableCaption))),
            ("header", List(Text(BodyRules.MaxCell), most: BodyRules.MaxColumns)),
            ("rows", List(List(Text(BodyRules.MaxCell), 1, BodyRules.MaxColumns), 1, BodyRules.MaxRows)))),
        new("RelatedLinkBlock", Block("relatedLink", ["relatedLinkId"], ("relatedLinkId", Id()))),
        new("DividerBlock", Block("divider", [])),
        new("CorrectionBlock", Block("correction", ["correctionId"], ("correctionId", Id()))),
    ];

    public static OpenApiSchema Body(string block) => List(Named(block), most: BodyRules.MaxBlocks);

    private static OpenApiSchema Block(string type, string[] required, params (string Name, IOpenApiSchema Schema)[] members) =>
        Object(type, required, [("_key", Key()), .. members]);

    private static OpenApiSchema Object(string? type, string[] required, params (string Name, IOpenApiSchema Schema)[] members)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new SortedSet<string>(required, StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Metadata = new Dictionary<string, object> { [SchemaConventions.Sometimes] = MembersOfListItems.ToHashSet() },
        };
        if (type is not null)
        {
            schema.Required.Add("_type");
            schema.Properties["_type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [type] };
        }
        foreach (var (name, member) in members) schema.Properties[name] = member;
        return schema;
    }

    private static OpenApiSchema OneOf(params IEnumerable<string> names) => new() { OneOf = [.. names.Select(Named)] };

    private static OpenApiSchema List(IOpenApiSchema items, int? least = null, int? most = null) => new() { Type = JsonSchemaType.Array, Items = items, MinItems = least, MaxItems = most };

    private static OpenApiSchema Values(IEnumerable<string> values) => new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };

    private static OpenApiSchema Text(int? most = null) => new() { Type = JsonSchemaType.String, MaxLength = most };

    private static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String, Format = "uuid" };

    private static OpenApiSchema Key() => new() { Type = JsonSchemaType.String, Pattern = BodyRules.Key().ToString().Replace(@"\z", "$", StringComparison.Ordinal), Description = "Unique in the body." };

    private static IOpenApiSchema Named(string name) => new OpenApiSchemaReference(name);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
