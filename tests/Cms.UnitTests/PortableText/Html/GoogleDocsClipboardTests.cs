using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class GoogleDocsClipboardTests
{
    private const string Regular = "font-size:11pt;font-family:Arial;background-color:transparent;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;";
    private const string Bold = "font-size:11pt;font-weight:700;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;";
    private const string Raised = "font-size:6.6pt;font-weight:400;font-style:italic;text-decoration:line-through;vertical-align:super;";

    [Fact]
    public void Emphasis_is_all_in_styles() =>
        Assert.Equal(
            ["h2: A port", "normal: Ships <strong>came</> to <https://example.org/>Gwadar</><em strike-through sup>x</>.", "normal: Next"],
            Outline($"""
                <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-5f0c"><h1 dir="ltr" style="line-height:1.38;"><span style="{Regular}">A port</span></h1><p dir="ltr" style="line-height:1.38;"><span style="{Regular}">Ships </span><span style="{Bold}">came</span><span style="{Regular}"> to </span><a href="https://www.google.com/url?q=https://example.org/&amp;sa=D&amp;usg=x" style="text-decoration:none;"><span style="{Regular};text-decoration:underline;">Gwadar</span></a><span style="{Raised}">x</span><span style="{Regular}">.</span></p><br /><p dir="ltr"><span style="{Regular}">Next</span></p></b><br class="Apple-interchange-newline">
                """));

    [Fact]
    public void Lists_stand_directly_in_lists()
    {
        const string item = "dir=\"ltr\" style=\"list-style-type:disc;font-weight:400;white-space:pre;\"";
        Assert.Equal(
            ["bullet1: One", "bullet2: Two", "number3: Three", "bullet1: Four"],
            Outline($"""
                <b style="font-weight:normal;"><ul style="margin-top:0;"><li {item} aria-level="1"><p dir="ltr" role="presentation"><span style="{Regular}">One</span></p></li><ul><li {item} aria-level="2"><p dir="ltr" role="presentation"><span style="{Regular}">Two</span></p></li><ol><li {item} aria-level="3"><p dir="ltr"><span style="{Regular}">Three</span></p></li></ol></ul><li {item} aria-level="1"><p dir="ltr"><span style="{Regular}">Four</span></p></li></ul></b>
                """));
    }

    [Fact]
    public void Check_list_is_a_list_and_its_boxes_are_told()
    {
        const string html = """
            <ul><li role="checkbox" aria-checked="false" aria-level="1"><img src="data:image/png;base64,AAAA" width="17.6px" height="17.6px" alt="unchecked" aria-roledescription="checkbox" /><p style="display:inline-block;"><span>Call the harbour</span></p></li></ul>
            """;
        Assert.Equal(["bullet1: Call the harbour"], Outline(html));
        Assert.Equal(["dropped_formatting"], WarningCodes(html));
    }

    [Fact]
    public void Table_is_a_table() =>
        Assert.Equal(
            ["table: - [] Year|Ships / 2024|4"],
            Outline($"""
                <b style="font-weight:normal;"><div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;"><colgroup><col width="185" /><col width="439" /></colgroup><tbody><tr style="height:0pt"><td style="vertical-align:top;"><p dir="ltr"><span style="{Bold}">Year</span></p></td><td><p><span style="{Regular}">Ships</span></p></td></tr><tr><td><p><span style="{Regular}">2024</span></p></td><td><p><span style="{Regular}">4</span></p></td></tr></tbody></table></div><br /></b>
                """));
}
