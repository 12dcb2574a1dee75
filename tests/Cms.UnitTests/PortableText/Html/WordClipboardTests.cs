using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class WordClipboardTests
{
    private const string Desktop = """
        Version:1.0
        StartHTML:0000000105
        EndHTML:0000004000
        StartFragment:0000000400
        EndFragment:0000003900

        <html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
        <head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
        <style><!-- p.MsoNormal {margin:0cm;} --></style></head>
        <body lang=EN-IN style='tab-interval:36.0pt'>
        <!--StartFragment-->

        <p class=MsoTitle><span lang=EN-US style='mso-ansi-language:EN-US'>A port
        opens<o:p></o:p></span></p>

        <h2><span lang=EN-US>The quay<o:p></o:p></span></h2>

        <p class=MsoNormal><span lang=EN-US style='mso-ansi-language:EN-US'>Ships came to <b
        style='mso-bidi-font-weight:normal'>Gwadar</b> (<span lang=UR dir=RTL>گوادر</span>) on <a
        href="https://example.org/port"><span style='color:blue'>Monday</span></a>.<span
        style='mso-spacerun:yes'>&nbsp; </span>The crews<sup>1</sup> slept.<o:p></o:p></span></p>

        <p class=MsoNormal><o:p>&nbsp;</o:p></p>

        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
        style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
        </span></span></span><![endif]>One crane<o:p></o:p></p>

        <p class=MsoListParagraphCxSpLast style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
        style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
        </span></span></span><![endif]>painted red<o:p></o:p></p>

        <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span style='mso-list:Ignore'>1)<span
        >&nbsp;&nbsp; </span></span><!--[endif]-->First</p>

        <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]>2)&nbsp;&nbsp; <![endif]>Second</p>

        <p class=MsoQuote>Nobody slept.</p>

        <p class=MsoNormal>Noted<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
        class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>.<a style='mso-comment-reference:A_1'> Indeed</a><span
        class=MsoCommentReference><a href="#_msocom_1" language=JavaScript>[A1]</a></span></p>

        <div style='mso-element:comment-list'><div style='mso-element:comment'><p>Is this so?</p></div></div>

        <p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="x.jpg"/></v:shape><![endif]--><![if !vml]><img width=451
        src="file:///C:/clip_image001.png" alt="A crane"><![endif]></p>
        <!--EndFragment-->
        </body></html>
        """;

    [Fact]
    public void Desktop_document()
    {
        Assert.Equal(
            [
                "h2: A port opens",
                "h2: The quay",
                "normal: Ships came to <strong>Gwadar</> (<ur rtl>گوادر</>) on <https://example.org/port>Monday</>. The crews<sup>1</> slept.",
                "bullet1: One crane",
                "bullet2: painted red",
                "number1: First",
                "number1: Second",
                "blockquote: Nobody slept.",
                "normal: Noted<#_ftn1>[1]</>. Indeed",
                "normal: A crane",
            ],
            Outline(Desktop));
        Assert.Equal(["dropped_element", "dropped_image"], WarningCodes(Desktop));
    }

    [Fact]
    public void Warning_counts_the_lines_of_the_whole_clipboard()
    {
        var line = 1 + Desktop[..Desktop.IndexOf("<![if !vml]><img", StringComparison.Ordinal)].Count(c => c == '\n');
        Assert.StartsWith($"Line {line}: ", Read(Desktop).Warnings[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Language_of_most_of_the_text_is_the_story_s() =>
        Assert.Equal(
            ["normal: The port of <ur rtl>گوادر</> opened", "normal: on Monday"],
            Outline("""
                <p class=MsoNormal><span lang=EN-US style='mso-ansi-language:EN-US'>The port of </span><span lang=UR>گوادر</span><span lang=EN-GB> opened</span></p>
                <p class="MsoNormal"><span lang=EN-US>on Monday</span></p>
                """));

    [Theory]
    [InlineData("·", "bullet1: a")]
    [InlineData("o", "bullet1: a")]
    [InlineData("§", "bullet1: a")]
    [InlineData("1.", "number1: a")]
    [InlineData("1", "number1: a")]
    [InlineData("IV)", "number1: a")]
    [InlineData("(b)", "number1: a")]
    [InlineData("1.2.", "number1: a")]
    [InlineData("7.", "normal: 7. a")]
    [InlineData("Note:", "bullet1: Note: a")]
    [InlineData("Chapter 1.", "bullet1: Chapter 1. a")]
    [InlineData("No marker at all", "bullet1: No marker at all a")]
    public void Marker_says_what_list_it_is(string marker, string outline) =>
        Assert.Equal([outline], Outline($"<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{marker}<span>&nbsp; </span></span>a</p>"));

    [Fact]
    public void Marker_that_is_not_ended_takes_no_text_of_the_next_paragraph() =>
        Assert.Equal(["bullet1: a"], Outline("<p style='mso-list:l0 level1'><![if !supportLists]>·</p><p style='mso-list:l0 level1'>a</p>"));

    [Fact]
    public void Word_in_a_browser_writes_a_list_for_each_item() =>
        Assert.Equal(
            ["bullet1: One", "bullet2: Two", "number1: First", "number1: Second"],
            Outline("""
                <div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li data-leveltext="" data-listid="1" aria-setsize="-1" data-aria-level="1" role="listitem"><p class="Paragraph" paraid="1"><span data-contrast="auto" class="TextRun"><span class="NormalTextRun">One</span></span><span class="EOP">&nbsp;</span></p></li></ul></div>
                <div class="ListContainerWrapper SCXW1"><ul role="list"><li data-listid="1" data-aria-level="2" role="listitem"><p>Two</p></li></ul></div>
                <div class="ListContainerWrapper SCXW1"><ol role="list" start="1"><li data-listid="2" data-aria-level="1"><p>First</p></li></ol></div>
                <div class="ListContainerWrapper SCXW1"><ol role="list" start="2"><li data-listid="2" data-aria-level="1"><p>Second</p></li></ol></div>
                """));

    [Fact]
    public void Cells_of_a_spreadsheet_are_a_table() =>
        Assert.Equal(
            ["table: - [] Year|Ships / 2024|4"],
            Outline("""
                <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td {color:black;} --></style></head><body link="#0563C1">
                <table border=0 cellpadding=0 style='border-collapse:collapse'>
                <!--StartFragment-->
                 <col width=70 span=2 style='width:53pt'>
                 <tr height=24><td height=24 class=xl65>Year</td><td class=xl65>Ships</td></tr>
                 <tr height=24><td height=24 class=xl65 align=right>2024</td><td class=xl65 align=right>4</td></tr>
                <!--EndFragment-->
                </table></body></html>
                """));

    [Theory]
    [InlineData("<ol><li><p style='mso-list:l0 level1 lfo1'>Q1</p><p>A1</p></li><li><p style='mso-list:l0 level1 lfo1'>Q2</p></li></ol>", "number1: Q1\nA1", "number1: Q2")]
    [InlineData("<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>1</span>One<p style='mso-list:l0 level2'><span style='mso-list:Ignore'>1.1 </span>Two", "number1: One", "number2: Two")]
    [InlineData("<h1 style='mso-list:l0 level1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Item</h1>", "h2: Item")]
    [InlineData("<h1 style='mso-list:l0 level1'><span style='mso-list:Ignore'>1<span>&nbsp; </span></span>Remarks</h1>", "h2: 1 Remarks")]
    [InlineData("<p style='mso-list:l0 level1'><span style='mso-list:Ignore'><img alt='*' src='file:///c:/b.gif'> </span>First", "bullet1: First")]
    [InlineData("<p class=MsoNormal style='mso-outline-level:1'>A sentence.", "normal: A sentence.")]
    [InlineData("<p>a <img alt='Description: C:\\Pictures\\quay.png' src='file:///C:/quay.png'>", "normal: a")]
    public void Markers_levels_and_paths_of_word_are_no_text(string html, params string[] outline) => Assert.Equal(outline, Outline(html));
}
