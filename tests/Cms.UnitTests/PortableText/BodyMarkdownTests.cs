using System.Text;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using Cms.UnitTests.PortableText.Markdown;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText;

public sealed class BodyMarkdownTests
{
    private static BodyRead Read(string markdown)
    {
        var faults = new List<Fault>();
        var read = BodyMarkdown.Read(markdown, "/bodyMarkdown", faults);
        Assert.Empty(faults);
        Assert.NotNull(read);
        return read;
    }

    private static string[] OutlineOf(string markdown) => Outline.Of(Read(markdown).Body);

    private static Fault OnlyFault(string markdown)
    {
        var faults = new List<Fault>();
        Assert.Null(BodyMarkdown.Read(markdown, "/bodyMarkdown", faults));
        var fault = Assert.Single(faults);
        Assert.Equal("/bodyMarkdown", fault.Pointer);
        return fault;
    }

    [Theory]
    [InlineData("One\ntwo\n\nthree", "normal: One two", "normal: three")]
    [InlineData("# a\n## b\n### c\n#### d\n###### e", "h2: a", "h2: b", "h3: c", "h4: d", "h4: e")]
    [InlineData("a  \nb\\\nc", "normal: a\nb\nc")]
    [InlineData("*a* __b__ ***c*** ~~d~~ `e*`", "normal: <em>a</> <strong>b</> <em strong>c</> <strike-through>d</> <code>e*</>")]
    [InlineData("\\*not\\* &amp; 'AS TYPED'", "normal: *not* & 'AS TYPED'")]
    [InlineData("[a **b**](https://example.org) [c](/c)", "normal: <https://example.org>a </><https://example.org strong>b</> </c>c</>")]
    [InlineData("[a][x] [b][y]\n\n[x]: /there", "normal: </there>a</> [b][y]")]
    [InlineData("<https://youtu.be/abcdefghijk>", "normal: <https://youtu.be/abcdefghijk>https://youtu.be/abcdefghijk</>")]
    [InlineData("<desk@example.org>", "normal: <mailto:desk@example.org>desk@example.org</>")]
    [InlineData("> a\n>\n> > b\n>\n> ## c", "blockquote: a", "blockquote: b", "h2: c")]
    [InlineData("a\n\n***\n\nb", "normal: a", "divider", "normal: b")]
    [InlineData("```json\n  {\n\t}\n```", "normal: <code>  {\n    }</>")]
    [InlineData("- a\n- b\n  1. c\n     - d", "bullet1: a", "bullet1: b", "number2: c", "bullet3: d")]
    [InlineData("1. a\n\n   more\n\n   > quote\n\n2. b", "number1: a\nmore", "blockquote: quote", "number1: b")]
    [InlineData("- ![x](cms:0192f0c4-7d1e-7a33-9c5b-000000000001)", "image: 0192f0c4-7d1e-7a33-9c5b-000000000001 alt=\"x\" caption=- inline")]
    [InlineData("a|b\n-|-\n**1**|`2|x`\n3|", "table: - \"a\"|\"b\" / \"1\"|\"2|x\" / \"3\"|\"\"")]
    [InlineData("text\n|a|b|\n|:--|--:|\n|1|2|", "normal: text", "table: - \"a\"|\"b\" / \"1\"|\"2\"")]
    [InlineData("a|b\nc-|-d", "normal: a|b c-|-d")]
    [InlineData("a|b\n-|-\n1|2|3", "table: - \"a\"|\"b\"|\"\" / \"1\"|\"2\"|\"3\"")]
    [InlineData("a|b\n-|-", "table: -  / \"a\"|\"b\"")]
    [InlineData("||\n|-|\n|1|", "table: -  / \"1\"")]
    [InlineData("हिन्दी **में**", "normal: हिन्दी <strong>में</>")]
    [InlineData("one\u00A0two\tthree", "normal: one\u00A0two three")]
    [InlineData("a [b [c](/d)", "normal: a [b </d>c</>")]
    [InlineData("<b>*x*</b> H<sub>2</sub>O <span lang=ur>میں</span>", "normal: <em strong>x</> H<sub>2</>O <ur-rtl>میں</>")]
    [InlineData("<div>\n\n**a**\n\n</div>\n\nb", "normal: <strong>a</>", "normal: b")]
    [InlineData("- a\n\n<table><tr><th>x<th>y<tr><td>1<td>2</table>", "bullet1: a", "table: - \"x\"|\"y\" / \"1\"|\"2\"")]
    [InlineData("\n \n")]
    public void Markdown_becomes_blocks(string markdown, params string[] outline)
    {
        var read = Read(markdown);
        Assert.Equal(outline, Outline.Of(read.Body));
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("a\n\nb &#0; \u202Ec", WarningCodes.DroppedCharacters, "Line 3: ", "normal: a", "normal: b  c")]
    [InlineData("[a](javascript:alert)", WarningCodes.DroppedLink, "Line 1: ", "normal: a")]
    [InlineData("[a](/a \"title\")", WarningCodes.DroppedFormatting, "Line 1: ", "normal: </a>a</>")]
    [InlineData("![x](https://example.org/x.jpg)", WarningCodes.DroppedImage, "Line 1: ", "normal: <https://example.org/x.jpg>x</>")]
    [InlineData("a\n\n<!-- note -->", WarningCodes.DroppedElement, "Line 3: ", "normal: a")]
    [InlineData("a <script>b</script> c\n\nd", WarningCodes.DroppedElement, "Line 1: ", "normal: a  c", "normal: d")]
    [InlineData("a <title> b\n\nc", WarningCodes.DroppedElement, "Line 1: ", "normal: a", "normal: c")]
    [InlineData("a <u>b</u>", WarningCodes.DroppedFormatting, "Line 1: ", "normal: a b")]
    [InlineData("2010. A year\n2011. Another", WarningCodes.ChangedStructure, "Line 1: ", "normal: 2010. A year", "normal: 2011. Another")]
    [InlineData("- a\n  - b\n    - c\n      - d", WarningCodes.ChangedStructure, "Line 4: ", "bullet1: a", "bullet2: b", "bullet3: c", "bullet3: d")]
    [InlineData("a|b\n-|-\n[c](/c)|d", WarningCodes.DroppedLink, "Line 3: ", "table: - \"a\"|\"b\" / \"c\"|\"d\"")]
    public void What_a_body_has_no_word_for_is_told(string markdown, string code, string line, params string[] outline)
    {
        var read = Read(markdown);
        Assert.Equal(outline, Outline.Of(read.Body));
        var warning = Assert.Single(read.Warnings);
        Assert.Equal(("/bodyMarkdown", code), (warning.Pointer, warning.Code));
        Assert.StartsWith(line, warning.Detail);
    }

    [Fact]
    public void Images_are_named_by_id_with_alt_caption_and_layout() =>
        Assert.Equal(
            [
                "normal: Before", $"image: {Bodies.Image1} alt=\"A *quay*\" caption=\"The \\u0022quay\\u0022\" wide", $"image: {Bodies.Image2} alt=- caption=- inline", "normal: after {full}",
            ],
            OutlineOf($"Before ![A \\*quay\\*](cms:{Bodies.Image1} \"The \\\"quay\\\"\") {{Wide}}\n![](cms:{Bodies.Image2})\nafter {{full}}"));

    [Fact]
    public void Related_link_and_correction_are_paragraphs_of_their_own()
    {
        var read = Read($"a\n\n[READ](cms:{Bodies.Link})\n\n[also read](cms:a-port-opens)\n\n[correction](cms:{Bodies.Correction})");
        Assert.Equal([(Guid.Parse(Bodies.Link), "read", Bodies.Link, 3), (read.Links[1].Id, "alsoRead", "a-port-opens", 5)], read.Links.Select(link => (link.Id, link.Kind, link.Target, link.Line)));
        Assert.Equal(["normal: a", $"relatedLink: {Bodies.Link}", $"relatedLink: {read.Links[1].Id}", $"correction: {Bodies.Correction}"], Outline.Of(read.Body));
    }

    [Theory]
    [InlineData("see [that](cms:0192f0c4-7d1e-7a33-9c5b-000000000003)", "alone in its paragraph")]
    [InlineData("[also](cms:0192f0c4-7d1e-7a33-9c5b-000000000003)", "alsoRead")]
    [InlineData("![x](cms:a-quay)", "cms:a-quay")]
    [InlineData("![x](cms:0192f0c4-7d1e-7a33-9c5b-000000000001) {left}", "{wide}")]
    [InlineData("a|b\n-|-\n1|[read](cms:x)", "alone in its paragraph")]
    public void Broken_reference_is_a_fault_that_says_what_is_right(string markdown, string named)
    {
        var fault = OnlyFault(markdown);
        Assert.Equal(FaultCodes.InvalidValue, fault.Code);
        Assert.StartsWith("Line ", fault.Detail);
        Assert.Contains(named, fault.Detail);
    }

    [Fact]
    public void Table_that_is_too_large_becomes_paragraphs()
    {
        var read = Read("a|b\n-|-\n1|" + new string('2', BodyRules.MaxCell + 1));
        Assert.Equal(["normal: a | b", $"normal: 1 | {new string('2', BodyRules.MaxCell + 1)}"], Outline.Of(read.Body));
        Assert.Equal(WarningCodes.ChangedStructure, Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void Body_from_markdown_is_canonical()
    {
        var bytes = BodyWriter.ToBytes(Read("# a\n\n*b* [c](/c) [d](/c)\n\n- e\n\na|b\n-|-\n1|2\n\n***").Body);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Bodies.Canonical(Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void Any_markdown_is_a_canonical_body_or_faults_and_never_an_exception() =>
        Gen.OneOf(TextGen.Any, Gen.OneOf(
            "*", "**", "_", "~~", "`", "[", "](", ")", "![", "cms:", "<", ">", "<b>", "</b>", "<div>", "<table>", "<td>", "<pre>", "#", "- ", "1. ", "3) ", "\n", "\n\n", "    ", "|", "|-|", "&amp;", "\\", "a", " ", ":::", "\n::: factBox x\n", "\n:::\n", "\n::: gallery\n"))
            .List[0, 40].Select(string.Concat).Sample(markdown =>
            {
                var faults = new List<Fault>();
                if (BodyMarkdown.Read(markdown, "", faults)?.Body is not { } body) return faults.Count > 0;
                var canonical = Encoding.UTF8.GetString(BodyWriter.ToBytes(body));
                return faults.Count == 0 && Bodies.Canonical(canonical) == canonical;
            }, iter: 2_000);

    [Fact]
    public void Deep_emphasis_does_not_exhaust_the_stack() =>
        Assert.Equal(["normal: <strong>x</>"], OutlineOf(new string('*', 4_000) + "x" + new string('*', 4_000)));

    [Fact]
    public void Markdown_has_a_limit() =>
        Assert.Equal(FaultCodes.TooLong, OnlyFault(new string('a', BodyMarkdown.MaxLength + 1)).Code);
}
