using Cms.Api.PortableText;
using Cms.Api.PortableText.Html;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.PortableText.Html;

/// <summary>The machine without a page: as Markdown drives it.</summary>
public sealed class HtmlFlowTests
{
    private readonly List<Fault> _faults = [];
    private readonly BodyWarnings _warnings = new("/body");
    private readonly HtmlFlow _flow;

    public HtmlFlowTests() => _flow = new HtmlFlow("/body", _faults, _warnings);

    [Fact]
    public void Space_that_is_part_of_the_text_is_kept()
    {
        Open("p");
        _flow.Text("a  b\tc\n", keepSpace: true);
        Open("b");
        _flow.Text(" d", keepSpace: true);
        _flow.Close("b");
        _flow.Text("\n  \n e ");
        _flow.Close("p");
        var text = Assert.IsType<TextBlock>(Assert.Single(_flow.End().Blocks));
        Assert.Equal(["a  b c\n", "d", " e"], text.Spans.Select(span => span.Text));
    }

    [Fact]
    public void Finished_block_ends_the_paragraph_before_it()
    {
        Open("ul");
        Open("li");
        _flow.Text("a");
        _flow.Add(new DividerBlock(""));
        _flow.Text("b");
        var blocks = _flow.End().Blocks;
        Assert.Equal(["TextBlock", "DividerBlock", "TextBlock"], blocks.Select(block => block.GetType().Name));
        Assert.Equal([0, 1, 2], blocks.Select(block => block.Position));
        Assert.All(blocks.OfType<TextBlock>(), item => Assert.Equal("bullet", item.ListItem));
    }

    [Fact]
    public void Finished_block_that_is_hidden_is_left_out_and_told()
    {
        _flow.Open("div", name => name == "hidden" ? "" : null);
        _flow.Add(new PullQuoteBlock("", "a", null));
        _flow.Close("div");
        Assert.Empty(_flow.End().Blocks);
        Assert.Equal("Line 1: <div> that readers of the page would not see was left out.", Assert.Single(_warnings.ToList()).Detail);
    }

    [Fact]
    public void Lines_are_those_where_the_text_began()
    {
        _flow.Line = 7;
        Open("p");
        _flow.Text(new string('a', BodyRules.MaxBlockText + 1));
        _flow.Line = 9;
        Open("u");
        _flow.End();
        Assert.StartsWith("Line 7: ", Assert.Single(_faults).Detail, StringComparison.Ordinal);
        Assert.StartsWith("Line 9: ", Assert.Single(_warnings.ToList()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Piece_of_html_goes_into_the_same_text()
    {
        Open("p");
        _flow.Text("a ", keepSpace: true);
        HtmlTokens.Send("<span lang=ur>", _flow, 3);
        _flow.Text("b", keepSpace: true);
        HtmlTokens.Send("</span>", _flow, 3);
        _flow.Text(" c", keepSpace: true);
        var text = Assert.IsType<TextBlock>(Assert.Single(_flow.End().Blocks));
        Assert.Equal([("a ", 0), ("b", 1), (" c", 0)], text.Spans.Select(span => (span.Text, span.Marks.Count)));
    }

    private void Open(string name) => _flow.Open(name, _ => null);
}
