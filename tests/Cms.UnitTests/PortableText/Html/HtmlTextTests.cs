using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One<p>two</p>three<div>four</div>", "normal: One", "normal: two", "normal: three", "normal: four")]
    [InlineData("<dl><dt>a<dd>b</dl><figure>c<figcaption>d</figcaption></figure>", "normal: a", "normal: b", "normal: c", "normal: d")]
    [InlineData("<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6>", "h2: a", "h2: b", "h3: c", "h4: d", "h4: e", "h4: f")]
    [InlineData("<h2>a</h3>b", "h2: a", "normal: b")]
    [InlineData("<h2>a<h3>b", "h2: a", "h3: b")]
    [InlineData("<blockquote>a<p>b</p><blockquote>c</blockquote><h2>d</h2><ul><li>e</ul></blockquote>f",
        "blockquote: a", "blockquote: b", "blockquote: c", "h2: d", "bullet1: e", "normal: f")]
    [InlineData("a<hr>b", "normal: a", "DividerBlock", "normal: b")]
    [InlineData("<article><header>a</header><nav>b</nav><main><section>c</section></main><footer>d</footer></article>",
        "normal: a", "normal: b", "normal: c", "normal: d")]
    [InlineData("<my-widget>a <unknown>b</unknown></my-widget> c", "normal: a b c")]
    [InlineData("<form>a <label>b</label> <button>c</button><textarea>d<b></textarea></form>", "normal: a b", "normal: c", "normal: d<b>")]
    [InlineData("a<button>b</button><textarea>c</textarea><option>d</option>e", "normal: a", "normal: b", "normal: c", "normal: d", "normal: e")]
    [InlineData("<p class=MsoQuote>a<button>b</button>c</p>", "blockquote: a", "blockquote: b", "blockquote: c")]
    [InlineData("a &lt;b&gt; &amp;amp; &notanentity; 5 < 6 > 4 <3", "normal: a <b> &amp; ¬anentity; 5 < 6 > 4 <3")]
    [InlineData(" <![CDATA[<p>a</p>b]]>\n", "normal: a", "normal: b")]
    [InlineData("a<![CDATA[<i>]]>", "normal: a<i>")]
    [InlineData("</p></div></b>a</i></h2>b", "normal: ab")]
    [InlineData("a</p>b</br>c", "normal: a", "normal: b\nc")]
    public void Blocks_begin_and_end(string html, params string[] outline) => Assert.Equal(outline, Outline(html));

    [Theory]
    [InlineData("<b>a</b> <strong>b</strong>", "normal: <strong>a</> <strong>b</>")]
    [InlineData("<i>a</i><em>b</em><cite>c</cite><dfn>d</dfn><var>e</var>", "normal: <em>abcde</>")]
    [InlineData("<s>a</s><strike>b</strike><del>c</del>", "normal: <strike-through>abc</>")]
    [InlineData("<code>a</code><kbd>b</kbd><samp>c</samp><tt>d</tt>", "normal: <code>abcd</>")]
    [InlineData("CO<sub>2</sub> m<sup>2</sup>", "normal: CO<sub>2</> m<sup>2</>")]
    [InlineData("<b><b><strong>a</strong></b>b</b>c", "normal: <strong>ab</>c")]
    [InlineData("<b>a<i>b</b>c</i>d", "normal: <strong>a</><strong em>b</><em>c</>d")]
    [InlineData("<p><b>a<p>b", "normal: <strong>a</>", "normal: b")]
    [InlineData("<b><p>a</b>b</p>", "normal: <strong>a</>b")]
    [InlineData("<b><table><tr><td>a</b>b<td>c</table>", "table: - [] ab|c")]
    [InlineData("<span style='font-weight:bold'>a</span><span style='font-weight: 700'>b</span><span style='font-weight:500'>c</span>", "normal: <strong>ab</>c")]
    [InlineData("<span style='FONT-STYLE: Italic !important'>a</span>", "normal: <em>a</>")]
    [InlineData("<span style='font-weight:bold !important'>a</span><span style='font-weight:700!important'>b</span>", "normal: <strong>ab</>")]
    [InlineData("<span style='font:bold 12px x'>a</span><span style='FONT: 700 normal 12px x'>b</span><span style='font:12px Bold x'>c</span>", "normal: <strong>ab</>c")]
    [InlineData("<span style='font:small-caps italic bold 12px x'>a</span><b style='font:12px x'>b</b><b style='font:inherit'>c</b>", "normal: <strong em>a</>b<strong>c</>")]
    [InlineData("<span style='font:bold 12px x;font-weight:400'>a</span>", "normal: a")]
    [InlineData("<span style='text-decoration: underline line-through red'>a</span>", "normal: <strike-through>a</>")]
    [InlineData("<span style='vertical-align:sub'>a</span><span style='vertical-align:super'>b</span>", "normal: <sub>a</><sup>b</>")]
    [InlineData("<b style='font-weight:normal'>a <span style='font-weight:700'>b</span></b>", "normal: a <strong>b</>")]
    [InlineData("<em>a <span style='font-style:normal'>b</span></em>", "normal: <em>a </>b")]
    [InlineData("<q>a <q>b</q></q>", "normal: “a ‘b’”")]
    [InlineData("<u>a</u> <mark>b</mark>", "normal: a b")]
    [InlineData("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "normal: 漢(kan)")]
    public void Looks_with_a_meaning_become_marks(string html, params string[] outline) => Assert.Equal(outline, Outline(html));

    [Theory]
    [InlineData(" a \n\t b ", "normal: a b")]
    [InlineData("<b>a </b> b", "normal: <strong>a </>b")]
    [InlineData("<b>a</b> <i> b</i>", "normal: <strong>a</> <em>b</>")]
    [InlineData("a <br> b", "normal: a\nb")]
    [InlineData("a<br><br>b<br>", "normal: a", "normal: b")]
    [InlineData("<br>a<p><br></p>b", "normal: a", "normal: b")]
    [InlineData("<b>a<br>b</b>", "normal: <strong>a\nb</>")]
    [InlineData("10&nbsp;km", "normal: 10\u00A0km")]
    [InlineData("a&nbsp;&nbsp;b&nbsp; c", "normal: a b c")]
    [InlineData("<p>&nbsp;</p><p>&#8203;</p><p>&nbsp;&nbsp;a&nbsp;</p>", "normal: a")]
    [InlineData("a\u000Bb", "normal: a\nb")]
    [InlineData("a\u2028b\u0085c", "normal: a\nb\nc")]
    [InlineData("a&#x200D;b&shy;c&lrm;d", "normal: a\u200Db\u00ADc\u200Ed")]
    [InlineData("<pre>\n  a\n\n\tb </pre>c", "normal: <code>  a\n\n    b</>", "normal: c")]
    [InlineData("<pre>a<br>b</pre>", "normal: <code>a\nb</>")]
    [InlineData("e\u0301<i></i>", "normal: é")]
    public void White_space_is_html_s(string html, params string[] outline) => Assert.Equal(outline, Outline(html));

    [Theory]
    [InlineData("a<!-- hm --><!-- hm -->b", "dropped_element", "Line 1: Comments were left out.")]
    [InlineData("a<script>x</script>b", "dropped_element", "Line 1: <script> was left out.")]
    [InlineData("a<style>x</style>b", "dropped_element", "Line 1: <style> was left out.")]
    [InlineData("a<noscript><p>x</noscript>b", "dropped_element", "Line 1: <noscript> was left out.")]
    [InlineData("a<select><option>x</select>b", "dropped_element", "Line 1: <select> was left out.")]
    [InlineData("a<svg><title>x</title><text>y</text></svg>b", "dropped_element", "Line 1: <svg> was left out.")]
    [InlineData("a<svg><path><title></svg>b", "dropped_element", "Line 1: <svg> was left out.")]
    [InlineData("a<svg/>b", "dropped_element", "Line 1: <svg> was left out.")]
    [InlineData("a<input value=x>b", "dropped_element", "Line 1: Fields of a form were left out.")]
    [InlineData("a<span style='display:none'>x</span>b", "dropped_element", "Line 1: <span> that readers of the page would not see was left out.")]
    [InlineData("a<span style='mso-hide:all'>x</span>b", "dropped_element", "Line 1: <span> that readers of the page would not see was left out.")]
    [InlineData("a<span hidden>x<b>y</b></span>b", "dropped_element", "Line 1: <span> that readers of the page would not see was left out.")]
    [InlineData("\n\na<u>b</u>", "dropped_formatting", "Line 3: Underlining was left out; its text stays.")]
    [InlineData("a\uFFFF\u202E\u0001\uFFFE\uD800b", "dropped_characters", "Line 1: Characters that text may not hold were left out: controls, signs that turn the direction of writing, marks in heaps.")]
    [InlineData("a\0b", "dropped_characters", "Line 1: Characters that text may not hold were left out: controls, signs that turn the direction of writing, marks in heaps.")]
    public void What_is_left_out_is_told(string html, string code, string detail)
    {
        var read = Read(html);
        var warning = Assert.Single(read.Warnings);
        Assert.Equal(("/bodyHtml", code, detail), (warning.Pointer, warning.Code, warning.Detail));
        Assert.Equal(["normal: ab"], Outline(html));
    }

    [Fact]
    public void Heap_of_marks_on_a_letter_is_cut()
    {
        var text = Outline("a" + new string('\u0315', 100) + "b").Single();
        Assert.Equal("normal: a" + new string('\u0315', 64) + "b", text);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\u2028")]
    [InlineData("<br>")]
    [InlineData("<p>")]
    [InlineData("<hr>")]
    public void Marks_of_one_line_do_not_count_on_the_next(string between)
    {
        var marks = new string('\u0315', 40);
        var read = Read("a" + marks + between + marks);
        Assert.Empty(read.Warnings);
        Assert.Equal(80, read.Body.Blocks.OfType<Api.PortableText.TextBlock>().Sum(block => block.Spans.Sum(span => span.Text.Count(c => c == '\u0315'))));
    }

    [Fact]
    public void Drawing_that_is_not_closed_takes_no_text_with_it()
    {
        Assert.Equal(["normal: b"], Outline("<svg><path>a<p>b"));
        Assert.Equal(["normal: b"], Outline("<div><svg>a</div>b"));
    }

    [Theory]
    [InlineData("<p>The city <span lang=ur dir=rtl>گوادر</span> lies", "normal: The city <ur rtl>گوادر</> lies")]
    [InlineData("<p lang=ur>گوادر <b>x</b></p>a", "normal: <ur rtl>گوادر </><strong ur rtl>x</>", "normal: a")]
    [InlineData("<i lang=UR-pk dir=LTR>a</i>", "normal: <em ur-PK ltr>a</>")]
    [InlineData("<body lang=en-IN><p>a <span lang=EN-US>b</span> <span lang=fr>c</span>", "normal: a b <fr ltr>c</>")]
    [InlineData("<span lang='not a tag'>a</span> <bdi dir=rtl>b</bdi>", "normal: a b")]
    public void Language_is_marked_where_it_differs(string html, params string[] outline) => Assert.Equal(outline, Outline(html));

    [Fact]
    public void Long_heading_becomes_a_paragraph()
    {
        var html = $"<h2>{new string('a', 201)}</h2>";
        Assert.StartsWith("normal: aaa", Outline(html).Single(), StringComparison.Ordinal);
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }

    [Fact]
    public void Text_too_long_is_a_fault_with_its_line()
    {
        var fault = OnlyFault($"<p>a</p>\n<p>{new string('a', 10_001)}</p>");
        Assert.Equal(("too_long", "Line 2: At most 10000 characters; this has 10001."), (fault.Code, fault.Detail));
    }

    [Fact]
    public void Too_many_blocks_are_a_fault_at_the_first_beyond()
    {
        var fault = OnlyFault(string.Concat(Enumerable.Repeat("<p>a\n", 1_000)));
        Assert.Equal(("too_many", "Line 502: At most 500 blocks; here is one more."), (fault.Code, fault.Detail));
        Assert.Equal(500, Read(string.Concat(Enumerable.Repeat("<p>a", 500))).Body.Blocks.Count);
    }

    [Fact]
    public void Cells_are_no_blocks()
    {
        var row = "<tr>" + string.Concat(Enumerable.Repeat("<td>a", 50));
        var body = Read($"<table>{string.Concat(Enumerable.Repeat(row, 400))}</table>").Body;
        Assert.Equal(400, Assert.IsType<Api.PortableText.TableBlock>(Assert.Single(body.Blocks)).Rows.Count);
    }

    [Fact]
    public void Too_much_html_is_a_fault() =>
        Assert.Equal("too_long", OnlyFault(new string('<', Api.PortableText.BodyHtml.MaxLength + 1)).Code);
}
