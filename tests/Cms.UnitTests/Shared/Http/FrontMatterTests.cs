using System.Text.Json.Nodes;
using Cms.Api.Shared.Http;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Shared.Http;

public sealed class FrontMatterTests
{
    [Fact]
    public void Head_reads_well()
    {
        var head = new JsonObject
        {
            ["slug"] = "a-slug",
            ["headline"] = "It's “true”",
            ["kicker"] = null,
            ["ednote"] = "Call back.\n\nBefore noon.",
            ["tags"] = new JsonArray("cpec", "2024"),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = "mira" }),
            ["sources"] = new JsonArray(),
            ["seo"] = new JsonObject { ["noindex"] = false },
        };

        Assert.Equal(
            """
            ---
            slug: a-slug
            headline: It's “true”
            kicker: null
            ednote: |-
              Call back.

              Before noon.
            tags:
              - cpec
              - "2024"
            bylines:
              - role: editor
                author: mira
            sources: []
            seo:
              noindex: false
            ---

            Text.

            """,
            FrontMatter.Write(head, "Text.\n"));
    }

    [Theory]
    [InlineData("---\n---\n", "{}", "")]
    [InlineData("\uFEFF---\r\na: x\r\n---\r\nText\r\n", """{"a":"x"}""", "Text\n")]
    [InlineData("---\na:\nb: ~\nc: null\nd: 'null'\ne: \"\"\n---", """{"a":null,"b":null,"c":null,"d":"null","e":""}""", "")]
    [InlineData("---\na: true\nb: \"true\"\nc: yes\nd: 2024\ne: 1.50\nf: 2024-11-12T18:33:00+05:30\n---\n", """{"a":true,"b":"true","c":"yes","d":"2024","e":"1.50","f":"2024-11-12T18:33:00+05:30"}""", "")]
    [InlineData("---\na: [x, 'y', {b: z}]\n---\n\n---\n\nafter a divider", """{"a":["x","y",{"b":"z"}]}""", "\n---\n\nafter a divider")]
    [InlineData("---\n# only words to the editor\n---\nx", "{}", "x")]
    public void Head_is_read_as_the_json_it_stands_for(string file, string head, string text)
    {
        var read = FrontMatter.Read(file);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(head), read.Head), read.Head.ToJsonString());
        Assert.Equal(text, read.Text);
    }

    [Theory]
    [InlineData("", "must begin with a line ---")]
    [InlineData("# A heading", "must begin with a line ---")]
    [InlineData("---\na: b\n", "a line --- is missing")]
    [InlineData("---\n- a\n---\n", "must be members and their values")]
    [InlineData("---\na: b\na: c\n---\n", "Line 3: a is given twice.")]
    [InlineData("---\na: &x b\nc: *x\n---\n", "Line 2: anchors, aliases and tags are not taken.")]
    [InlineData("---\na: !!binary aGk=\n---\n", "anchors, aliases and tags are not taken.")]
    [InlineData("---\n? [a]\n: b\n---\n", "Line 2: a member's name must be text.")]
    [InlineData("---\na: \"\\uD800\"\n---\n", "not YAML that can be read here")]
    [InlineData("---\na: \"\\UFFFFFFFF\"\n---\n", "not YAML that can be read here")]
    [InlineData("---\nheadline: Harbour: open\n---\n", "Line 2")]
    [InlineData("---\nheadline: Harbour: open\n---\n", "A value with a colon in it is put in quotes: headline: \"…\".")]
    [InlineData("---\nslug: a\nbylines:\n  - role: writer: chief\n---\n", "in quotes: role: \"…\".")]
    [InlineData("---\na: \"open\n---\n", "not YAML that can be read here")]
    public void What_cannot_be_read_is_told_with_its_line(string file, string detail)
    {
        var refused = Assert.Throws<RefusedException>(() => FrontMatter.Read(file));
        Assert.Equal("malformed", refused.Kind.Code);
        Assert.Contains(detail, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_that_nests_without_end_is_refused_early()
    {
        foreach (var deep in new[] { new string('[', 60_000), string.Concat(Enumerable.Repeat("{a: ", 15_000)), string.Concat(Enumerable.Repeat("- ", 30_000)) })
            Assert.Contains("nests too deeply", Assert.Throws<RefusedException>(() => FrontMatter.Read($"---\na: {deep}\n---\n".Replace("a: - ", "a:\n - ", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("64 KB", Assert.Throws<RefusedException>(() => FrontMatter.Read($"---\na: {new string('x', 70_000)}\n---\n")).Message, StringComparison.Ordinal);
    }

    private static readonly Gen<string> Head = Gen.OneOf(
        Gen.OneOf("a", ":", " ", "\n", "- ", "? ", "\"", "'", "\\U0011FFFF", "\\uD800", "\\x", "[", "]", "{", "}", ",", "&a", "*a", "!a", "!!b ", "%", "#", "|", ">", "---\n", "...\n", "~", "\t", "\0", "\uFFFE", "<<", "=", "`", "@"),
        TextGen.Any).List[0, 12].Select(string.Concat);

    [Fact]
    public void Any_head_is_read_or_refused() =>
        Head.Sample(
            head =>
            {
                try
                {
                    FrontMatter.Read($"---\n{head}\n---\ntext");
                    return true;
                }
                catch (RefusedException refused)
                {
                    return refused.Kind.Status == 400;
                }
            },
            iter: 20_000);

    private static readonly Gen<string> Value = Gen.OneOf(
        TextGen.Allowed,
        Gen.OneOf(
            "", "null", "~", "true", "No", "y", "0x1F", "1_000", "12:30:45", "2024-01-01", ".inf", "- x", "? x", ": x", "a: b", "a #b", "#", "&a", "*a", "!a", "@a", "`a", "%a", "|", ">", "[", "{", "'", "\"", "---", "...", "a\nb", "a\n\n  b\n", " a ", "a\\b", "é \U0001F389"));

    [Fact]
    public void Whatever_is_written_reads_back_the_same() =>
        Gen.Select(Value.Array[0, 5], Value).Sample((values, text) =>
        {
            var head = new JsonObject
            {
                ["list"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
                ["inner"] = new JsonObject { ["value"] = values.FirstOrDefault(), ["flag"] = values.Length % 2 == 0, ["none"] = null },
                ["items"] = new JsonArray([.. values.Select(value => new JsonObject { ["a"] = value, ["b"] = value })]),
            };
            var body = text.ReplaceLineEndings("\n");
            var read = FrontMatter.Read(FrontMatter.Write(head, body));
            Assert.Equal(head.ToJsonString(), read.Head.ToJsonString());
            Assert.Equal("\n" + body, read.Text);
        }, iter: 3_000);
}
