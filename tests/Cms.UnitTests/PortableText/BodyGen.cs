using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText;

internal static class BodyGen
{
    private static readonly string[] Marks = [.. BodyRules.Decorators, "l1", "u1"];

    private static readonly JsonNode MarkDefs = JsonNode.Parse("""
        [{"_type":"link","_key":"l1","href":"/a"},{"_type":"link","_key":"l2","href":"/a"},{"_type":"lang","_key":"u1","lang":"ur"}]
        """)!;

    private static readonly Gen<string[]> SomeMarks = Gen.OneOf(Marks).Array[0, 4];

    public static readonly Gen<(string Text, string[] Marks)[]> Spans = Gen.Select(TextGen.Allowed, SomeMarks).Array[1, 8];

    private static readonly Gen<JsonNode> TextBlock = Gen.Select(Spans, Gen.OneOf("normal", "blockquote", "bullet", "number"), Gen.Int[1, 3])
        .Select((spans, style, level) =>
        {
            var block = ParagraphNode(spans, split: true);
            if (style is "bullet" or "number") (block["listItem"], block["level"]) = (style, level);
            else block["style"] = style;
            return (JsonNode)block;
        });

    private static readonly Gen<JsonNode> OtherBlock =
        Gen.Int[1, 11].Select(i => JsonNode.Parse(Bodies.EveryType)!.AsArray()[i]!.DeepClone()).Select(block =>
        {
            RemoveKeys(block);
            return block;
        });

    public static readonly Gen<string> Body = Gen.Frequency((3, TextBlock), (1, OtherBlock)).List[0, 6]
        .Select(blocks => new JsonArray([.. blocks.Select(block => block.DeepClone())]).ToJsonString());

    /// <summary>A valid body with a value somewhere replaced by one of another kind.</summary>
    public static readonly Gen<string> AnyJson = Gen.Select(
        Gen.Int[0, 400],
        Gen.OneOf("null", "1", "-7", "1.5", "1e400", "true", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[[[]]]]", "{\"_type\":\"block\"}", "{\"\\udc00\":1}"))
        .Select(Replace);

    public static string Paragraph((string Text, string[] Marks)[] spans, bool split) =>
        new JsonArray(ParagraphNode(spans, split)).ToJsonString();

    // Split: a span a code point, empty spans between, marks reversed and twice, the other key of the same link.
    private static JsonObject ParagraphNode((string Text, string[] Marks)[] spans, bool split)
    {
        var children = new JsonArray();
        foreach (var (text, marks) in spans)
        {
            if (!split)
            {
                children.Add(Span(text, marks));
                continue;
            }
            string[] shuffled = [.. marks.Reverse().Select(mark => mark == "l1" ? "l2" : mark), .. marks];
            foreach (var rune in text.EnumerateRunes())
            {
                children.Add(Span(rune.ToString(), shuffled));
                children.Add(Span("", ["code"]));
            }
        }
        return new JsonObject { ["_type"] = "block", ["children"] = children, ["markDefs"] = MarkDefs.DeepClone() };
    }

    private static JsonObject Span(string text, string[] marks) =>
        new() { ["_type"] = "span", ["text"] = text, ["marks"] = new JsonArray([.. marks.Select(mark => JsonValue.Create(mark))]) };

    private static void RemoveKeys(JsonNode block)
    {
        block.AsObject().Remove("_key");
        if (block["_type"]!.GetValue<string>() != "factBox") return;
        foreach (var child in block["content"]!.AsArray()) child!.AsObject().Remove("_key");
    }

    // By token rather than by tree: the parser of trees refuses what the reader must survive.
    private static string Replace(int at, string value)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(Bodies.EveryType));
        var bytes = System.Text.Encoding.UTF8.GetBytes(Bodies.EveryType);
        for (var i = 0; reader.Read(); i++)
        {
            if (i < at || reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject) continue;
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
            return System.Text.Encoding.UTF8.GetString(bytes[..start]) + value + System.Text.Encoding.UTF8.GetString(bytes[(int)reader.BytesConsumed..]);
        }
        return value;
    }
}
