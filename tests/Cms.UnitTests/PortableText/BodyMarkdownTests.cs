using System.Diagnostics;
using System.Text;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText;

public sealed class BodyMarkdownTests
{
    private static Body Read(string markdown)
    {
        var faults = new List<Fault>();
        var body = BodyMarkdown.Read(markdown, "/bodyMarkdown", faults)?.Body;
        Assert.Empty(faults);
        Assert.NotNull(body);
        return body;
    }

    /// <summary>A block a line, in a shorthand: style or list item, then spans with their marks.</summary>
    private static string[] Outline(string markdown) => [.. Read(markdown).Blocks.Select(block => block switch
    {
        TextBlock { ListItem: null } text => $"{text.Style}: {Outline(text)}",
        TextBlock text => $"{text.ListItem}{text.Level}: {Outline(text)}",
        ImageBlock image => $"image: {image.Image} {image.Alt ?? "-"} {image.Caption ?? "-"}",
        RelatedLinkBlock link => $"relatedLink: {link.RelatedLinkId}",
        TableBlock table => $"table: {string.Join('|', table.Header)} / {string.Join(" / ", table.Rows.Select(row => string.Join('|', row)))}",
        _ => block.GetType().Name,
    })];

    private static string Outline(TextBlock block) => string.Concat(block.Spans.Select(span =>
        span.Marks.Count == 0 ? span.Text : $"<{string.Join(' ', span.Marks.Select(mark => Href(block, mark) ?? mark))}>{span.Text}</>"));

    private static string? Href(TextBlock block, string mark) =>
        block.MarkDefs.OfType<LinkMark>().SingleOrDefault(link => link.Key == mark)?.Href;

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
    [InlineData("*a* __b__ ***c*** ~~d~~ `e*`", "normal: <em>a</> <strong>b</> <strong em>c</> <strike-through>d</> <code>e*</>")]
    [InlineData("\\*not\\* &amp; 'AS TYPED'", "normal: *not* & 'AS TYPED'")]
    [InlineData("[a **b**](https://example.org) [c](/c)", "normal: <https://example.org>a </><strong https://example.org>b</> </c>c</>")]
    [InlineData("[a][x]\n\n[x]: /there", "normal: </there>a</>")]
    [InlineData("<https://youtu.be/abcdefghijk>", "normal: <https://youtu.be/abcdefghijk>https://youtu.be/abcdefghijk</>")]
    [InlineData("<desk@example.org>", "normal: <mailto:desk@example.org>desk@example.org</>")]
    [InlineData("> a\n>\n> > b\n>\n> ## c", "blockquote: a", "blockquote: b", "h2: c")]
    [InlineData("a\n\n***\n\nb", "normal: a", "DividerBlock", "normal: b")]
    [InlineData("```json\n  {\n\t}\n```", "normal: <code>  {\n    }</>")]
    [InlineData("- a\n- b\n  1. c\n     - d", "bullet1: a", "bullet1: b", "number2: c", "bullet3: d")]
    [InlineData("1. a\n\n   more\n\n   > quote\n\n2. b", "number1: a\nmore", "blockquote: quote", "number1: b")]
    [InlineData("- ![x](cms:0192f0c4-7d1e-7a33-9c5b-000000000001)", "image: 0192f0c4-7d1e-7a33-9c5b-000000000001 x -")]
    [InlineData("a|b\n-|-\n**1**|`2|x`\n3|", "table: a|b / 1|2|x / 3|")]
    [InlineData("text\n|a|b|\n|:--|--:|\n|1|2|", "normal: text", "table: a|b / 1|2")]
    [InlineData("a|b\nc-|-d", "normal: a|b c-|-d")]
    [InlineData("a|b\n-|-\n1|2|3", "table: a|b| / 1|2|3")]
    [InlineData("||\n|-|\n|1|", "table:  / 1")]
    [InlineData("हिन्दी **में**", "normal: हिन्दी <strong>में</>")]
    [InlineData("one\u00A0two\tthree", "normal: one\u00A0two three")]
    [InlineData("\n \n")]
    public void Markdown_becomes_blocks(string markdown, params string[] outline) => Assert.Equal(outline, Outline(markdown));

    [Fact]
    public void Images_are_named_by_id_with_alt_and_caption() =>
        Assert.Equal(
            [$"image: {Bodies.Image1} A *quay* The quay", $"image: {Bodies.Image2} - -"],
            Outline($"![A \\*quay\\*](cms:{Bodies.Image1} \"The quay\")\n![](cms:{Bodies.Image2})"));

    [Fact]
    public void Related_link_is_a_paragraph_of_its_own() =>
        Assert.Equal(["normal: a", $"relatedLink: {Bodies.Link}"], Outline($"a\n\n[READ](cms:{Bodies.Link})"));

    [Theory]
    [InlineData("a\n\n<div>x</div>", FaultCodes.InvalidValue, "Line 3: ", "<div>")]
    [InlineData("a <b>", FaultCodes.InvalidValue, "Line 1: ", "<b>")]
    [InlineData("a\n\n<!-- note -->", FaultCodes.InvalidValue, "Line 3: ", "<!-- note")]
    [InlineData("![x](https://example.org/x.jpg)", FaultCodes.InvalidValue, "Line 1: ", "https://example.org/x.jpg")]
    [InlineData("text ![x](cms:0192f0c4-7d1e-7a33-9c5b-000000000001)", FaultCodes.InvalidValue, "Line 1: ", "paragraph of its own")]
    [InlineData("see [that](cms:0192f0c4-7d1e-7a33-9c5b-000000000003)", FaultCodes.InvalidFormat, "Line 1: ", "[read](cms:ID)")]
    [InlineData("[also](cms:0192f0c4-7d1e-7a33-9c5b-000000000003)", FaultCodes.InvalidFormat, "Line 1: ", "[read](cms:ID)")]
    [InlineData("[a](javascript:alert)", FaultCodes.InvalidFormat, "Line 1: ", "javascript")]
    [InlineData("[a](/a \"title\")", FaultCodes.InvalidValue, "Line 1: ", "title")]
    [InlineData("a [](/a)", FaultCodes.InvalidValue, "Line 1: ", "no text")]
    [InlineData("a\n\n2010. A year", FaultCodes.InvalidValue, "Line 3: ", "2010\\.")]
    [InlineData("- a\n  - b\n    - c\n      - d", FaultCodes.OutOfRange, "Line 4: ", "3 deep")]
    [InlineData("a|b\n-|-\n[c](/c)|d", FaultCodes.InvalidValue, "Line 3: ", "table")]
    [InlineData("a|b\n--|--\n1|2\n3", FaultCodes.InvalidValue, "Line 1: ", "table")]
    [InlineData("a|b\nc|d\n-|:-:\n1|2", FaultCodes.InvalidValue, "Line 1: ", "table")]
    [InlineData("a|b\n-|-", FaultCodes.TooFew, "Line 1: ", "rows")]
    [InlineData("a\n\nb\u202Ec", FaultCodes.InvalidText, "Line 3: ", "U+202E")]
    [InlineData("a&#0;b", FaultCodes.InvalidText, "Line 1: ", "U+FFFD")]
    [InlineData("a\uFFFEb", FaultCodes.InvalidText, "Line 1: ", "U+FFFE")]
    public void What_a_body_cannot_hold_is_a_fault_that_names_it(string markdown, string code, string line, string named)
    {
        var fault = OnlyFault(markdown);
        Assert.Equal(code, fault.Code);
        Assert.StartsWith(line, fault.Detail);
        Assert.Contains(named, fault.Detail);
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = new List<Fault>();
        BodyMarkdown.Read($"<b>\n\n## {new string('a', 201)}\n\n[a](b:) [c](d:)", "/bodyMarkdown", faults);
        Assert.Equal([FaultCodes.InvalidValue, FaultCodes.TooLong, FaultCodes.InvalidFormat, FaultCodes.InvalidFormat], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Body_from_markdown_is_canonical()
    {
        var bytes = BodyWriter.ToBytes(Read("# a\n\n*b* [c](/c) [d](/c)\n\n- e\n\na|b\n-|-\n1|2\n\n***"));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Bodies.Canonical(Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public void Any_markdown_is_a_canonical_body_or_faults_and_never_an_exception() =>
        Gen.OneOf(TextGen.Any, Gen.OneOf("*", "**", "_", "~~", "`", "[", "](", ")", "![", "cms:", "<", ">", "<b>", "#", "- ", "1. ", "\n", "\n\n", "    ", "|", "|-|", "&amp;", "\\", "a", " "))
            .List[0, 40].Select(string.Concat).Sample(markdown =>
            {
                var faults = new List<Fault>();
                if (BodyMarkdown.Read(markdown, "", faults)?.Body is not { } body) return faults.Count > 0;
                var canonical = Encoding.UTF8.GetString(BodyWriter.ToBytes(body));
                return faults.Count == 0 && Bodies.Canonical(canonical) == canonical;
            }, iter: 2_000);

    [Theory]
    [InlineData(">", 100_000)]
    [InlineData("[", 100_000)]
    [InlineData("[a](", 100_000)]
    [InlineData("[a](b (c ", 40_000)]
    [InlineData("a <! ", 80_000)]
    [InlineData("a <b> ", 60_000)]
    [InlineData("*a **b ", 50_000)]
    [InlineData("- a\n\n", 60_000)]
    [InlineData("a|b\n-|-\n", 40_000)]
    public void Hostile_markdown_is_refused_quickly(string piece, int count)
    {
        var faults = new List<Fault>();
        var watch = Stopwatch.StartNew();
        Assert.Null(BodyMarkdown.Read(string.Concat(Enumerable.Repeat(piece, count))[..Math.Min(piece.Length * count, BodyMarkdown.MaxLength)], "/bodyMarkdown", faults));
        Assert.InRange(faults.Count, 1, BodyRules.MaxFaults);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Deep_emphasis_does_not_exhaust_the_stack() =>
        Assert.Equal("x", BodyText.Of(Read(new string('*', 4_001) + "x" + new string('*', 4_001))));

    [Fact]
    public void Markdown_has_a_limit() =>
        Assert.Equal(FaultCodes.TooLong, OnlyFault(new string('a', BodyMarkdown.MaxLength + 1)).Code);
}
