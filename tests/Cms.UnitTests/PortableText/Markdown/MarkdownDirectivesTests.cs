using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.PortableText.Markdown;

public sealed class MarkdownDirectivesTests
{
    [Theory]
    [InlineData("::: factBox The *port*\n\n- a\n\n> b\n\n:::", "factBox: \"The *port*\" [bullet1: a; blockquote: b]")]
    [InlineData("::: FACTBOX x\na\n:::\nb", "factBox: \"x\" [normal: a]", "normal: b")]
    [InlineData("::: pullQuote The minister\nWe\nopened *it*.\\\nAt last.\n:::", "pullQuote: \"We opened it.\\nAt last.\" \"The minister\"")]
    [InlineData("::: pullQuote\na\n\nb\n:::", "pullQuote: \"a\\nb\" -")]
    [InlineData("::: embed https://youtu.be/abcdefghijk A film\nShips.\n:::", "embed: youtube https://youtu.be/abcdefghijk \"A film\" \"Ships.\"")]
    [InlineData("::: table Ships\n|a|\n|-|\n|1|\n:::", "table: \"Ships\" \"a\" / \"1\"")]
    [InlineData(":::: factBox x\n```\n:::\ny\n```\n::::", "factBox: \"x\" [normal: <code>:::\ny</>]")]
    [InlineData("- a\n\n  ::: pullQuote\n  b\n  :::\n- c", "bullet1: a", "pullQuote: \"b\" -", "bullet1: c")]
    public void Directive_is_a_block(string markdown, params string[] outline)
    {
        var faults = new List<Fault>();
        var read = BodyMarkdown.Read(markdown, "/bodyMarkdown", faults);
        Assert.Empty(faults);
        Assert.Equal(outline, Outline.Of(read!.Body));
    }

    [Fact]
    public void Gallery_holds_images()
    {
        var read = BodyMarkdown.Read($"::: gallery\n![](cms:{Bodies.Image1} \"A quay\")\n![](cms:{Bodies.Image2})\n:::", "", []);
        Assert.Equal([$"gallery: {Bodies.Image1} \"A quay\", {Bodies.Image2} -"], Outline.Of(read!.Body));
    }

    [Theory]
    [InlineData("a\n\n::: box x\na\n:::", FaultCodes.UnknownType, "Line 3: ::: box: ")]
    [InlineData("a\n\n:::", FaultCodes.InvalidValue, "Line 3: ")]
    [InlineData("::: factBox x\na", FaultCodes.InvalidValue, "Line 1: ::: factBox: ")]
    [InlineData("::: factBox\na\n:::", FaultCodes.Required, "Line 1: ::: factBox: ")]
    [InlineData("::: factBox x\n:::", FaultCodes.TooFew, "Line 1: ")]
    [InlineData("::: factBox x\na\n***\n:::", FaultCodes.InvalidValue, "Line 1: ")]
    [InlineData("::: factBox x\na\n::: pullQuote\n:::", FaultCodes.InvalidValue, "Line 3: ::: pullQuote: It cannot stand in another.")]
    [InlineData("::: pullQuote\n:::", FaultCodes.Required, "Line 1: ")]
    [InlineData("::: pullQuote\n- a\n:::", FaultCodes.InvalidValue, "Line 1: ")]
    [InlineData("::: gallery\n![](cms:0192f0c4-7d1e-7a33-9c5b-000000000001)\n:::", FaultCodes.TooFew, "Line 1: ")]
    [InlineData("::: gallery\na\n:::", FaultCodes.InvalidValue, "Line 1: ")]
    [InlineData("::: embed\na\n:::", FaultCodes.Required, "Line 1: ")]
    [InlineData("::: embed https://example.org/video\na\n:::", FaultCodes.InvalidValue, "Line 1: ")]
    [InlineData("::: embed https://youtu.be/abcdefghijk\n:::", FaultCodes.Required, "Line 1: ")]
    [InlineData("::: table x\na\n:::", FaultCodes.InvalidValue, "Line 1: ")]
    public void Malformed_directive_is_a_fault_with_its_line(string markdown, string code, string detail)
    {
        var faults = new List<Fault>();
        Assert.Null(BodyMarkdown.Read(markdown, "/bodyMarkdown", faults));
        var fault = Assert.Single(faults);
        Assert.Equal(("/bodyMarkdown", code), (fault.Pointer, fault.Code));
        Assert.StartsWith(detail, fault.Detail);
    }
}
