using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class HtmlListTests
{
    [Theory]
    [InlineData("<ul><li>a<li>b</ul>c", "bullet1: a", "bullet1: b", "normal: c")]
    [InlineData("<ol><li>a<ul><li>b<ol><li>c</ol></ul>d</ol>", "number1: a", "bullet2: b", "number3: c", "number1: d")]
    [InlineData("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "bullet1: a", "bullet2: b", "bullet1: c")]
    [InlineData("<ul><li><p>a</p><p>b</p></li></ul>", "bullet1: a\nb")]
    [InlineData("<ul><li>a<br><br>b</ul>", "bullet1: a\nb")]
    [InlineData("<ul><li><pre>a\nb</pre></ul>", "bullet1: <code>a\nb</>")]
    [InlineData("<ul><li>a<h3>b</h3>c<blockquote>d</blockquote></ul>", "bullet1: a", "h3: b", "bullet1: c", "blockquote: d")]
    [InlineData("<ul><li></li><li> </li><li>a</ul>", "bullet1: a")]
    [InlineData("<ul>a<li>b</ul>", "normal: a", "bullet1: b")]
    [InlineData("<li>a", "bullet1: a")]
    [InlineData("<menu><li>a</menu>", "bullet1: a")]
    [InlineData("<ol><li value=1>a<li value=2>b</ol>", "number1: a", "number1: b")]
    [InlineData("<ol><li>a</ol><ol start=2><li>b</ol>", "number1: a", "number1: b")]
    [InlineData("<ol><li>a</ol>b<ol start=1><li>c</ol>", "number1: a", "normal: b", "number1: c")]
    public void Items_have_kind_and_level(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Empty(Read(html).Warnings);
    }

    [Theory]
    [InlineData("<ol start=3><li>a<li><p>b</p></ol>", "normal: 3. a", "normal: 4. b")]
    [InlineData("<ol start=2010><li>A year</ol>", "normal: 2010. A year")]
    [InlineData("<ol><li>a</ol>b<ol start=2><li>c</ol>", "number1: a", "normal: b", "normal: 2. c")]
    [InlineData("<ol><li>a<li value=7>b<li>c</ol>", "number1: a", "normal: 7. b", "normal: 8. c")]
    [InlineData("<ol start=0><li></li><li>a</ol>", "normal: 1. a")]
    [InlineData("<ul><li>1<ul><li>2<ul><li>3<ul><li>4", "bullet1: 1", "bullet2: 2", "bullet3: 3", "bullet3: 4")]
    public void What_a_list_cannot_say_is_text_and_told(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }
}
