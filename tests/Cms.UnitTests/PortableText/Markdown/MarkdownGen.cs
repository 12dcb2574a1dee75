using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText.Markdown;

/// <summary>Bodies whose text is full of what Markdown, HTML and directives are written with.</summary>
internal static class MarkdownGen
{
    private static readonly string[] Signs =
    [
        .. Enumerable.Range(0x21, 0x5E).Select(code => ((char)code).ToString()).Where(sign => !char.IsAsciiLetterOrDigit(sign[0])),
        "***", "**", "__", "~~", "~~~", "```", "``", "---", "- ", "+ ", "* ", "> ", "# ", "## ", " #", "===", "1. ", "2) ", "1.", "10.5", ":::", "::: factBox", ":-:", "|-|", "|---|",
        "[a](/b)", "![", "](", "[a]: /b", "[x]", "[^1]", "<b>", "</b>", "<br>", "<!--", "-->", "<?", "<div>", "<a@b.c>", "<https://a.b>", "&amp;", "&#42;", "&copy", "&", "\\", "\\\\", "{wide}",
        "https://example.org/a_b?c=d&lt=1", "desk@example.org", "a_b_c", "don't", "\"", "(x)", "C#",
    ];

    private static readonly Gen<string> Piece = Gen.Frequency(
        (3, Gen.OneOf("a", "b", "Ships ", "1", "2010", "é", "हि", "میں", "北京")),
        (6, Gen.OneOf(Signs)),
        (3, Gen.OneOf(" ", " ", "  ", "    ", "\n", "\n", " \n ", "\u00A0", "\u2003", "\u3000")),
        (1, Gen.OneOf("👩‍👩‍👧", "❤️", "“", "”", "—", "。", "½", "\u0301", "\u0338", "\u200D", "\u200B", "\uFEFF", "\u00AD", "ﷺ", "𠀀", "\u1680")),
        (1, Gen.Int[0x20, 0x2FFFF].Where(Rune.IsValid).Select(point => new Rune(point).ToString()).Where(text => PlainText.Flaw(text, multiline: true) is null)));

    private static readonly Gen<string> Text = Piece.Array[1, 7].Select(string.Concat);

    private static readonly Gen<string> Line = Text.Select(text => PlainText.Clean(text.Replace('\n', ' '), "", 100, []) ?? "—");

    private static readonly Gen<string> Lines = Text.Select(text => PlainText.Clean(text, "", 100, [], multiline: true) ?? "—");

    private static readonly Gen<string?> MaybeLine = Gen.Frequency((1, Gen.Const((string?)null)), (2, Line.Select(string? (line) => line)));

    private static readonly Gen<string> Href = Gen.OneOf(
        "/a", "https://example.org/a_(b)_(c)", "/a)b(", "/<\"'>", "/*a*_b_`c`", "?a=1&amp;b=2&copy=3", "#[x]", "/a|b", "https://example.org/!", "mailto:desk@example.org", "tel:+91", "/हिन्दी", "relative.html", "/a](b", "/&#42;");

    private static readonly Gen<string[]> Marks = Gen.Frequency(
        (2, Gen.Const(Array.Empty<string>())),
        (3, Gen.OneOf([.. BodyRules.Decorators, "l1", "l2", "u1"]).Array[1, 4]));

    private static readonly Gen<JsonObject> TextBlock = Gen.Select(Gen.Select(Text, Marks).Array[1, 6], Href, Href).Select((spans, first, second) => new JsonObject
    {
        ["_type"] = "block",
        ["children"] = Nodes(spans.Select(span => new JsonObject { ["_type"] = "span", ["text"] = span.Item1, ["marks"] = Nodes(OneLink(span.Item2).Select(mark => JsonValue.Create(mark))) })),
        ["markDefs"] = new JsonArray(
            new JsonObject { ["_type"] = "link", ["_key"] = "l1", ["href"] = first },
            new JsonObject { ["_type"] = "link", ["_key"] = "l2", ["href"] = second },
            new JsonObject { ["_type"] = "lang", ["_key"] = "u1", ["lang"] = "ur" }),
    });

    // A link that is its own text; code of several lines; text that is only a link.
    private static readonly Gen<JsonObject> PlainBlock = Gen.Select(Gen.OneOf("code", "l1", "strong"), Gen.Frequency((1, Gen.Const("https://example.org/a")), (3, Text))).Select((mark, text) => new JsonObject
    {
        ["_type"] = "block",
        ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = text, ["marks"] = new JsonArray(mark) }),
        ["markDefs"] = new JsonArray(new JsonObject { ["_type"] = "link", ["_key"] = "l1", ["href"] = "https://example.org/a" }),
    });

    private static readonly Gen<JsonObject> Listing = TextBlock.Select(block =>
    {
        foreach (var span in block["children"]!.AsArray()) span!["marks"]!.AsArray().Add("code");
        return block;
    });

    // Of decorators only, so that there are no definitions at all.
    private static readonly Gen<JsonObject> WithoutDefinitions = TextBlock.Select(block =>
    {
        block.Remove("markDefs");
        foreach (var span in block["children"]!.AsArray()) span!["marks"] = Nodes(span["marks"]!.AsArray().Where(mark => BodyRules.Decorators.Contains(mark!.GetValue<string>())));
        return block;
    });

    private static readonly Gen<JsonNode> Paragraph = Gen.Select(
        Gen.Frequency((5, TextBlock), (2, WithoutDefinitions), (1, PlainBlock), (1, Listing)), Gen.OneOf("normal", "normal", "blockquote", "h2", "h4", "bullet", "bullet", "number", "number"), Gen.Int[1, 3])
        .Select(JsonNode (block, style, level) =>
        {
            if (style is "bullet" or "number") (block["listItem"], block["level"]) = (style, level);
            else block["style"] = style;
            return block;
        });

    private static readonly Gen<JsonNode> Image = Gen.Select(MaybeLine, MaybeLine, Gen.OneOf(BodyRules.Layouts)).Select(JsonNode (alt, caption, layout) =>
        new JsonObject { ["_type"] = "image", ["image"] = Bodies.Image1, ["alt"] = alt, ["caption"] = caption, ["layout"] = layout });

    // So that a box is never empty.
    private static readonly JsonNode Image1 = new JsonObject { ["_type"] = "image", ["image"] = Bodies.Image1 };

    private static readonly Gen<JsonNode> Gallery = MaybeLine.Array[2, 3].Select(JsonNode (captions) =>
        new JsonObject { ["_type"] = "gallery", ["items"] = Nodes(captions.Select(caption => new JsonObject { ["image"] = Bodies.Image2, ["caption"] = caption })) });

    private static readonly Gen<JsonNode> Embed = Gen.Select(MaybeLine, Lines).Select(JsonNode (title, text) =>
        new JsonObject { ["_type"] = "embed", ["url"] = "https://www.youtube.com/watch?a=1&v=abcdefgh_*-", ["title"] = title, ["text"] = text });

    private static readonly Gen<JsonNode> PullQuote = Gen.Select(Lines, MaybeLine).Select(JsonNode (text, attribution) =>
        new JsonObject { ["_type"] = "pullQuote", ["text"] = text, ["attribution"] = attribution });

    private static readonly Gen<JsonNode> FactBox = Gen.Select(Line, Gen.Frequency((4, Paragraph), (1, Image)).List[1, 4]).Select(JsonNode (title, children) =>
        new JsonObject { ["_type"] = "factBox", ["title"] = title, ["children"] = Nodes(children.Append(Image1)) });

    private static readonly Gen<JsonNode> Table = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Bool, MaybeLine, Gen.Frequency((1, Gen.Const("")), (3, Line)).Array[12]).Select(JsonNode (columns, rows, hasHeader, caption, cells) =>
        new JsonObject
        {
            ["_type"] = "table",
            ["caption"] = caption,
            ["header"] = Nodes(cells.Take(hasHeader ? columns : 0).Select(cell => JsonValue.Create(cell))),
            ["rows"] = Nodes(cells.Skip(3).Chunk(columns).Take(rows).Where(row => row.Length == columns).Select(row => Nodes(row.Select(cell => JsonValue.Create(cell))))),
        });

    private static readonly Gen<JsonNode> Other = Gen.OneOf(
        $$"""{"_type":"relatedLink","relatedLinkId":"{{Bodies.Link}}"}""", $$"""{"_type":"correction","correctionId":"{{Bodies.Correction}}"}""", """{"_type":"divider"}""")
        .Select(json => JsonNode.Parse(json)!);

    /// <summary>As JSON that the service takes.</summary>
    public static readonly Gen<string> Json = Gen.Frequency((12, Paragraph), (1, Image), (1, Gallery), (1, Embed), (1, PullQuote), (2, FactBox), (2, Table), (2, Other))
        .List[1, 6].Select(blocks => Nodes(blocks).ToJsonString());

    private static JsonArray Nodes(IEnumerable<JsonNode?> nodes) => new([.. nodes.Select(node => node?.DeepClone())]);

    private static IEnumerable<string> OneLink(string[] marks) => marks.Contains("l1") ? marks.Where(mark => mark != "l2") : marks;
}
