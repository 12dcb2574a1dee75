using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Shared.Text;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText;

/// <summary>Bodies of every type of block, all their text, marks, levels and lengths generated.</summary>
internal static class BlockGen
{
    private static readonly string[] Marks = [.. BodyRules.Decorators, "l1", "l2", "u1"];

    private static readonly Gen<string> Line = TextGen.Any.Select(text => Clean(text, multiline: false));

    private static readonly Gen<string?> MaybeLine = Gen.Frequency((1, Gen.Const((string?)null)), (2, Line.Select(string? (line) => line)));

    private static readonly Gen<string> Lines = TextGen.Any.Select(text => Clean(text, multiline: true));

    private static readonly Gen<string> Image = Gen.OneOf(Bodies.Image1, Bodies.Image2);

    private static readonly Gen<string> Href = Gen.OneOf(
        "/a", "/हिन्दी?a=b&c='d'#e", "https://example.org/<\"'>", "http://उदाहरण.भारत/", "mailto:desk@example.org", "tel:+91-11-0000");

    private static readonly Gen<JsonNode> Spans = Gen.Select(TextGen.Allowed, Gen.OneOf(Marks).Array[0, 5])
        .Select((text, marks) => Object(("_type", "span"), ("text", text), ("marks", Strings(OneLink(marks)))))
        .Array[1, 8].Select(Array);

    private static readonly Gen<JsonNode> MarkDefs = Gen.Select(Href, Href, Gen.OneOf("ur", "en-IN", "zh")).Select((first, second, lang) => Array([
        Object(("_type", "link"), ("_key", "l1"), ("href", first)),
        Object(("_type", "link"), ("_key", "l2"), ("href", second)),
        Object(("_type", "lang"), ("_key", "u1"), ("lang", lang)),
    ]));

    private static readonly Gen<JsonNode> Paragraph = Gen.Select(Gen.OneOf("normal", "blockquote"), Spans, MarkDefs)
        .Select((style, spans, definitions) => Text(spans, definitions, ("style", style)));

    private static readonly Gen<JsonNode> Heading = Gen.Select(Gen.OneOf("h2", "h3", "h4"), Lines)
        .Select((style, text) => Text(Array([Object(("_type", "span"), ("text", Cut(text, BodyRules.MaxHeading)))]), new JsonArray(), ("style", style)));

    private static readonly Gen<JsonNode> Item = Gen.Select(Gen.OneOf("bullet", "number"), Gen.Int[1, BodyRules.MaxListLevel], Spans, MarkDefs)
        .Select((kind, level, spans, definitions) => Text(spans, definitions, ("listItem", kind), ("level", level)));

    private static readonly Gen<JsonNode> Listing = Lines
        .Select(text => Text(Array([Object(("_type", "span"), ("text", $"{text}\n  {text}"), ("marks", Strings(["code"])))]), new JsonArray()));

    private static readonly Gen<JsonNode> ImageBlock = Gen.Select(Image, MaybeLine, MaybeLine, Gen.OneOf(BodyRules.Layouts))
        .Select((image, caption, alt, layout) =>
            Object(("_type", "image"), ("image", image), ("caption", caption), ("alt", alt is null ? null : Cut(alt, BodyRules.MaxAlt)), ("layout", layout)));

    private static readonly Gen<JsonNode> Gallery = Gen.Select(Image, MaybeLine)
        .Select((image, caption) => Object(("image", image), ("caption", caption)))
        .Array[2, 4].Select(items => Object(("_type", "gallery"), ("items", Array(items))));

    private static readonly Gen<JsonNode> Embed = Gen.Select(Gen.OneOf("https://youtu.be/abcdefghijk", "https://x.com/someone/status/1"), MaybeLine, Lines)
        .Select((url, title, text) => Object(("_type", "embed"), ("url", url), ("title", title is null ? null : Cut(title, BodyRules.MaxEmbedTitle)), ("text", text)));

    private static readonly Gen<JsonNode> PullQuote = Gen.Select(Lines, MaybeLine).Select((text, attribution) => Object(
        ("_type", "pullQuote"), ("text", Cut(text, BodyRules.MaxPullQuote)), ("attribution", attribution is null ? null : Cut(attribution, BodyRules.MaxPullQuoteAttribution))));

    private static readonly Gen<JsonNode> FactBox = Gen.Select(Line, Gen.Frequency((2, Paragraph), (2, Item), (1, ImageBlock)).Array[1, 5])
        .Select((title, children) => Object(
            ("_type", "factBox"), ("title", Cut(title, BodyRules.MaxFactBoxTitle)),
            ("content", Array([.. children, Text(Array([Object(("_type", "span"), ("text", title))]), new JsonArray())]))));

    private static readonly Gen<JsonNode> Table = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Bool, MaybeLine, MaybeLine.Array[20]).Select((columns, rows, hasHeader, caption, cells) =>
    {
        JsonNode Row(int at) => Strings([.. Enumerable.Range(at * columns, columns).Select(cell => cells[cell] ?? "")]);
        return Object(
            ("_type", "table"), ("caption", caption is null ? null : Cut(caption, BodyRules.MaxTableCaption)),
            ("header", hasHeader ? Row(0) : new JsonArray()), ("rows", Array([.. Enumerable.Range(1, rows).Select(Row)])));
    });

    private static readonly Gen<JsonNode> Other = Gen.OneOf(
        $$"""{"_type":"relatedLink","relatedLinkId":"{{Bodies.Link}}"}""", """{"_type":"divider"}""", $$"""{"_type":"correction","correctionId":"{{Bodies.Correction}}"}""")
        .Select(json => JsonNode.Parse(json)!);

    private static readonly Gen<JsonNode> Block = Gen.Frequency(
        (4, Paragraph), (4, Item), (1, Heading), (1, Listing), (1, ImageBlock), (1, Gallery), (1, Embed), (1, PullQuote), (1, FactBox), (1, Table), (1, Other));

    /// <summary>As JSON that the service takes.</summary>
    public static readonly Gen<string> Json = Block.List[0, 10].Select(blocks => Array([.. blocks]).ToJsonString());

    /// <summary>In canonical form.</summary>
    public static readonly Gen<Body> Body = Json.Select(Bodies.Read);

    private static JsonNode Text(JsonNode spans, JsonNode definitions, params (string Name, JsonNode? Value)[] more) =>
        Object([("_type", "block"), .. more, ("children", spans), ("markDefs", definitions)]);

    private static string[] OneLink(string[] marks) => marks.Contains("l1") ? [.. marks.Where(mark => mark != "l2")] : marks;

    private static string Clean(string text, bool multiline) => PlainText.Clean(text, "", int.MaxValue, [], multiline) ?? "—";

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return Clean(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)], multiline: text.Contains('\n'));
    }

    private static JsonNode Object(params (string Name, JsonNode? Value)[] members) =>
        new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, member.Value?.DeepClone())));

    private static JsonNode Array(JsonNode[] items) => new JsonArray([.. items.Select(item => item.DeepClone())]);

    private static JsonNode Strings(string[] values) => new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
}
