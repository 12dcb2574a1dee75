using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using CsCheck;
using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed partial class HostileHtmlTests
{
    [Fact]
    public void Words_are_all_there_and_in_their_order() =>
        HtmlGen.Words(withTables: false).Sample(page => WordsOf(page.Html).SequenceEqual(Enumerable.Range(1, page.Words)), iter: 1_500);

    [Fact]
    public void Words_are_all_there_with_tables() =>
        HtmlGen.Words(withTables: true).Sample(page => WordsOf(page.Html).Order().SequenceEqual(Enumerable.Range(1, page.Words)), iter: 1_500);

    [Fact]
    public void Anything_is_a_canonical_body_or_faults() =>
        HtmlGen.Soup.Sample(html =>
        {
            var faults = new List<Fault>();
            var read = BodyHtml.Read(html, "/bodyHtml", faults);
            if (read is null) return faults.Count > 0;
            var json = Json(read.Body);
            return faults.Count == 0 && Bodies.Canonical(json) == json && AllAddresses(read.Body).All(IsSafe);
        }, iter: 2_000);

    [Fact]
    public void Nothing_nests_too_deeply()
    {
        string[] tags =
            ["<div>", "<b>", "<a href=/a>", "<ul>", "<ul><li>", "<table>", "<table><td>", "<blockquote>", "<font>", "<q>", "<svg>", "<select>", "<object>", "<p hidden>", "<pre>", "<li><b>", "<!--", "<![CDATA[", "<a b=\"", "&#"];
        foreach (var tag in tags)
        {
            var faults = new List<Fault>();
            var read = BodyHtml.Read(string.Concat(Enumerable.Repeat(tag, 20_000)), "/bodyHtml", faults);
            Assert.True(read is not null || faults.TrueForAll(fault => fault.Code is "too_long" or "too_many"), tag);
        }
    }

    [Theory]
    [InlineData("<a href='javascript:go()'>a</a>")]
    [InlineData("<a href='JaVaScRiPt:go()'>a</a>")]
    [InlineData("<a href=' \u0001 javascript:go()'>a</a>")]
    [InlineData("<a href='java\tscript:go()'>a</a>")]
    [InlineData("<a href='java&Tab;script&colon;go()'>a</a>")]
    [InlineData("<a href='jav&#x0A;ascript:go()'>a</a>")]
    [InlineData("<a href='&#106;&#97&#x76;ascript:go()'>a</a>")]
    [InlineData("<a href='&#0000106avascript:go()'>a</a>")]
    [InlineData("<a href='javascript&#58;//%0Ago()'>a</a>")]
    [InlineData("<a href='java\0script:go()'>a</a>")]
    [InlineData("<a href='\u2028javascript:go()'>a</a>")]
    [InlineData("<a href='feed:javascript:go()'>a</a>")]
    [InlineData("<a href='view-source:javascript:go()'>a</a>")]
    [InlineData("<a href='vbscript:go()'>a</a>")]
    [InlineData("<a href='data:text/html;base64,PHA+'>a</a>")]
    [InlineData("<a href='data:image/svg+xml,<svg onload=go()>'>a</a>")]
    [InlineData("<a href='blob:https://e.example/1'>a</a>")]
    [InlineData("<a href='https:\\\\evil.example'>a</a>")]
    [InlineData("<a href='\\\\evil.example'>a</a>")]
    [InlineData("<a href=javascript:go() href=/fine>a</a>")]
    [InlineData("<a xlink:href='javascript:go()'>a</a>")]
    [InlineData("<a HREF=javascript:go()>a</a>")]
    [InlineData("<a/href=javascript:go()>a</a>")]
    [InlineData("<a \0href=/x href=javascript:go()>a</a>")]
    [InlineData("<base href='javascript:go()//'><a>a</a>")]
    [InlineData("<svg><a xlink:href='javascript:go()'><text>x</text></a></svg><p>a")]
    [InlineData("<svg><script>go()</script></svg><p>a")]
    [InlineData("<svg><style><img src=x onerror=go()></style></svg><p>a")]
    [InlineData("<math><mi xlink:href='javascript:go()'>a</mi></math>")]
    [InlineData("<form action=javascript:go()><button formaction=javascript:go()>a</button></form>")]
    [InlineData("<img src=x onerror=go()><p>a")]
    [InlineData("<img src='javascript:go()'><p>a")]
    [InlineData("<img src='data:image/svg+xml;base64,AAAA'><p>a")]
    [InlineData("<img \"\"\"><script>go()</script>\">", "\">")]
    [InlineData("<body onload=go()>a")]
    [InlineData("<iframe src=javascript:go()></iframe><p>a")]
    [InlineData("<iframe srcdoc='<script>go()</script>'></iframe><p>a")]
    [InlineData("<iframe src='https://www.youtube.com/embed/abcdefghijk&quot; onload=x>'></iframe><p>a", "!\na")]
    [InlineData("<object data='javascript:go()'></object><embed src='javascript:go()'><p>a")]
    [InlineData("<video src=x onerror=go()><source onerror=go()></video><p>a")]
    [InlineData("<meta http-equiv=refresh content='0;url=javascript:go()'><link rel=stylesheet href=javascript:go()><p>a")]
    [InlineData("<p style='background:url(javascript:go())' onmouseover=go()>a")]
    [InlineData("<style>@import'javascript:go()';</style><p>a")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=go()>'></noscript><p>a", "'>\na")]
    [InlineData("<title></title><img src=x onerror=go()><p>a")]
    [InlineData("<textarea></textarea><script>go()</script>a")]
    [InlineData("<!--><img src=x onerror=go()>--><p>a", "-->\na")]
    [InlineData("<!-- --!><script>go()</script><p>a")]
    [InlineData("<![CDATA[><script>go()</script>]]><p>a", "><script>go()</script>\na")]
    [InlineData("<script>a='</script><p>a", "a")]
    [InlineData("<scr<script>ipt>go()</script><p>a", "ipt>go()\na")]
    [InlineData("<<script>go()//<</script><p>a", "<\na")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=go()&gt;'></table></math><p>a", "a")]
    [InlineData("<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=go()></style><p>a")]
    [InlineData("+ADw-script+AD4-go()+ADw-/script+AD4-", "+ADw-script+AD4-go()+ADw-/script+AD4-")]
    [InlineData("&lt;script&gt;go()&lt;/script&gt;", "<script>go()</script>")]
    [InlineData("%3Cscript%3Ego()%3C/script%3E", "%3Cscript%3Ego()%3C/script%3E")]
    [InlineData("{{constructor.constructor('go()')()}}", "{{constructor.constructor('go()')()}}")]
    public void What_would_run_is_left_out_or_is_text(string html, string text = "a")
    {
        var body = Read(html).Body;
        Assert.All(AllAddresses(body), address => Assert.True(IsSafe(address), address));
        Assert.All(AllAddresses(body), address => Assert.DoesNotContain("go()", address, StringComparison.Ordinal));
        Assert.Equal(text, string.Join('\n', body.Blocks.Select(block => block is TextBlock words ? string.Concat(words.Spans.Select(span => span.Text)) : "!")));
    }

    private static IEnumerable<int> WordsOf(string html)
    {
        var faults = new List<Fault>();
        var read = BodyHtml.Read(html, "/bodyHtml", faults);
        return read is null ? [-1] : Word().Matches(Json(read.Body)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static string Json(Body body) => Encoding.UTF8.GetString(BodyWriter.ToBytes(body));

    private static IEnumerable<string> AllAddresses(Body body) =>
        [.. body.Blocks.OfType<TextBlock>().SelectMany(block => block.MarkDefs).OfType<LinkMark>().Select(link => link.Href), .. body.Blocks.OfType<EmbedBlock>().Select(embed => embed.Url)];

    private static bool IsSafe(string address) => Safe().IsMatch(address) && !address.AsSpan().ContainsAny("\\\"<>`");

    [GeneratedRegex(@"w([0-9]+)x")]
    private static partial Regex Word();

    // A known scheme, or nothing that a browser could take for one or for another host.
    [GeneratedRegex(@"^((https?://[^/\s]|mailto:.|tel:.)[^\s]*|/|/[^/\s][^\s]*|[^:/\s]+([/?#][^\s]*)?|[?#][^\s]*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Safe();
}
