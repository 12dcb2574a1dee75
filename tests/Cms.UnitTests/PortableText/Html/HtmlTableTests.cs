using Cms.Api.PortableText;
using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class HtmlTableTests
{
    [Theory]
    [InlineData("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "table: - [A|B] 1|2")]
    [InlineData("<table><thead><tr><td>A<td>B</thead><tbody><tr><td>1<td>2</table>", "table: - [A|B] 1|2")]
    [InlineData("<table><tr><th>A<td>1<tr><th>B<td>2</table>", "table: - [] A|1 / B|2")]
    [InlineData("<table><tr><th>A<th>B</table>", "table: - [] A|B")]
    [InlineData("<table><caption>C <b>d</b></caption><tr><td>1<td>2</table>", "table: C d [] 1|2")]
    [InlineData("<table><tr><td>1<td>2<td>3<tr><td>4</table>", "table: - [] 1|2|3 / 4||")]
    [InlineData("<table><tr><td colspan=2>1<td>2<tr><td>3<td>4<td>5</table>", "table: - [] 1||2 / 3|4|5")]
    [InlineData("<table><tr><td rowspan=2>1<td>2<tr><td>3</table>", "table: - [] 1|2 / |3")]
    [InlineData("<table><tr><td>1<td>2<tr><td><td>&nbsp;<tr><td>3<td></table>", "table: - [] 1|2 / 3|")]
    [InlineData("<table><tr><td><p>1</p><p>2</p><td>3<br>4</table>a", "table: - [] 1 2|3 4", "normal: a")]
    [InlineData("<table>lost<tr><td>1<td>2</table>", "normal: lost", "table: - [] 1|2")]
    [InlineData("<tr><td>1<td>2<tr><td>3<td>4", "table: - [] 1|2 / 3|4")]
    [InlineData("<table><tr><td></table>a", "normal: a")]
    [InlineData("<ul><li>a<table><tr><td>1<td>2</table>b</ul>", "bullet1: a", "table: - [] 1|2", "bullet1: b")]
    public void Rows_and_cells_make_a_table(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Empty(Read(html).Warnings);
    }

    [Theory]
    [InlineData("<table><tr><td>a<tr><td>b</table>", "normal: a", "normal: b")]
    [InlineData("<table><tr><td><h2>a</h2><td>b</table>", "h2: a", "normal: b")]
    [InlineData("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "normal: a", "normal: b", "normal: c", "normal: d")]
    [InlineData("<table><tr><td>a<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>", "normal: a", "table: - [] 1|2 / 3|4")]
    public void Table_that_lays_out_becomes_paragraphs(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }

    [Theory]
    [InlineData("<span hidden><table></span><td>x</td>")]
    [InlineData("<select><table></select><tr><td>x")]
    [InlineData("<object><table></object><tr><td>x")]
    [InlineData("<audio><table></audio><td>x")]
    [InlineData("<a hidden><table><a href=/b></a><td>x")]
    public void Table_in_what_is_hidden_ends_with_it(string html) => Assert.Equal(["normal: x"], Outline(html));

    [Theory]
    [InlineData("<td><a href=/x>2</a>", "dropped_link", "2")]
    [InlineData("<td><img src=cms:0192f0c4-7d1e-7a33-9c5b-000000000001 alt=2>", "dropped_image", "2")]
    [InlineData("<td><iframe src=https://youtu.be/abcdefghijk title=2></iframe>", "dropped_embed", "2")]
    [InlineData("<td><ul><li>2<li>3</ul>", "changed_structure", "2 3")]
    [InlineData("<td>2<hr>3", "dropped_element", "2 3")]
    public void Cell_keeps_the_text_of_what_it_has_no_place_for(string cell, string code, string text)
    {
        var html = $"<table><tr><td>1{cell}<tr><td>4<td>5</table>";
        Assert.Equal([$"table: - [] 1|{text} / 4|5"], Outline(html));
        Assert.Equal([code], WarningCodes(html));
    }

    [Fact]
    public void Caption_keeps_the_text_of_what_it_has_no_place_for()
    {
        const string html = "<table><caption><a href=/x>a</a></caption><tr><td>1<td>2</table>";
        Assert.Equal(["table: a [] 1|2"], Outline(html));
        Assert.Equal(["dropped_link"], WarningCodes(html));
    }

    [Theory]
    [InlineData("td", "::: pullQuote\nb\n:::", "PullQuoteBlock")]
    [InlineData("td", "::: factBox x\nb\n:::", "FactBoxBlock")]
    [InlineData("td", "::: gallery\n![](cms:0192f0c4-7d1e-7a33-9c5b-000000000001)\n![](cms:0192f0c4-7d1e-7a33-9c5b-000000000002)\n:::", "GalleryBlock")]
    [InlineData("td", "|b|\n|-|\n|c|", "TableBlock")]
    [InlineData("caption", "::: pullQuote\nb\n:::", "PullQuoteBlock")]
    public void Table_around_what_a_cell_has_no_place_for_becomes_paragraphs(string part, string markdown, string block)
    {
        var read = BodyMarkdown.Read($"<table><{part}>\n\n{markdown}\n\n</{part}><tr><td>d</td><td>e</td></tr><tr><td>f</td></tr></table>", "/body", []);
        Assert.NotNull(read);
        Assert.Equal([block, "TextBlock", "TextBlock", "TextBlock"], read.Body.Blocks.Select(held => held.GetType().Name));
        Assert.EndsWith(": A table became paragraphs: it holds what a cell has no place for.", Assert.Single(read.Warnings).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(51, 2)]
    [InlineData(2, 501)]
    public void Table_beyond_the_limits_becomes_paragraphs(int columns, int rows)
    {
        var row = "<tr>" + string.Concat(Enumerable.Repeat("<td>", columns));
        var html = "<table><tr><td>a" + string.Concat(Enumerable.Repeat(row, rows)) + "</table>";
        Assert.Equal(["normal: a"], Outline(html));
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }

    [Fact]
    public void Cell_beyond_the_limit_becomes_a_paragraph()
    {
        var html = $"<table><tr><td>{new string('a', 2_001)}<td>b<tr><td>c</table>";
        Assert.Equal(3, Outline(html).Length);
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }
}
