using Cms.Api.PortableText;
using Cms.Api.PortableText.Markdown;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.PortableText.Markdown;

public sealed class HostileMarkdownTests
{
    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("[a](b (c ")]
    [InlineData("[a][")]
    [InlineData("a <! ")]
    [InlineData("a <? ")]
    [InlineData("*a **b ")]
    [InlineData("a**b")]
    [InlineData("_a ")]
    [InlineData("~~a ")]
    [InlineData("[a]: /b\n")]
    [InlineData("a\n=\n")]
    [InlineData("- a\n\n")]
    [InlineData("|")]
    [InlineData("a|b\n-|-\n")]
    [InlineData("::: factBox x\n")]
    public void Markdown_that_would_cost_the_square_of_its_length_is_refused_before_it_is_parsed(string piece) =>
        Assert.NotNull(MarkdownGuard.WhyNot(Repeat(piece)));

    [Theory]
    [InlineData("[a](/b_(c) \"d\") ", 2_000)]
    [InlineData("- **a** [b](/c) *d*\n", 500)]
    [InlineData("| **a** | *b* |\n", 500)]
    [InlineData("A **bold** and *slanted* paragraph with a_name and [a link](/a).\n\n", 3_000)]
    [InlineData("\\*\\_\\[\\|", 10_000)]
    public void What_people_write_is_not(string piece, int count) =>
        Assert.Null(MarkdownGuard.WhyNot(string.Concat(Enumerable.Repeat(piece, count))));

    [Theory]
    [InlineData("]")]
    [InlineData("`")]
    [InlineData("<b>")]
    [InlineData("<a b=\"")]
    [InlineData("<table><td>")]
    [InlineData("&amp")]
    [InlineData("\\")]
    [InlineData(":::\n")]
    [InlineData("::: x ")]
    [InlineData("***")]
    [InlineData("\u0301")]
    [InlineData("\uD800")]
    [InlineData("\0")]
    public void Nothing_throws(string piece)
    {
        var faults = new List<Fault>();
        var read = BodyMarkdown.Read(Repeat(piece), "/bodyMarkdown", faults);
        Assert.Equal(read is null, faults.Count > 0);
        Assert.InRange(faults.Count, 0, BodyRules.MaxFaults);
    }

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, BodyMarkdown.MaxLength / piece.Length));
}
