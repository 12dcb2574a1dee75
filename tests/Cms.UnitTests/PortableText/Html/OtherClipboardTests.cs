using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class OtherClipboardTests
{
    [Fact]
    public void Apple_pages() =>
        Assert.Equal(
            ["normal: Ships <strong>came</> in.", "normal: A\u00A0tab here", "bullet1: One"],
            Outline("""
                <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><html><head><meta name="Generator" content="Cocoa HTML Writer"></head><body>
                <p class="p1"><span class="s1">Ships<span class="Apple-converted-space">&nbsp; </span></span><span class="s2"><b>came</b></span> in.</p>
                <p class="p2"><span class="s1"></span><br></p>
                <p class="p1">A<span class="Apple-converted-space">&nbsp;</span>tab<span class="Apple-tab-span" style="white-space:pre">	</span>here</p>
                <ul class="ul1"><li class="li1"><span class="s3"></span>One</li></ul></body></html>
                """));

    [Fact]
    public void Libre_office() =>
        Assert.Equal(
            ["h3: The quay", "normal: Ships <em>came</> (<ur rtl>گوادر</>).", "number1: a", "number2: b", "table: - [] 1|2"],
            Outline("""
                <!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2"/></head><body lang="en-GB" link="#000080" dir="ltr">
                <h3 class="western">The quay</h3>
                <p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt"><span lang="en-US">Ships <i>came</i> (</span></font></font><span lang="ur-PK"><span lang="ur" dir="rtl">گوادر</span></span>).</p>
                <ol><li><p style="margin-bottom: 0cm">a</p><ol type="a"><li><p>b</p></li></ol></li></ol>
                <table width="100%" cellpadding="4"><col width="128*"/><col width="128*"/><tr valign="top"><td><p><sdfield type="x">1</sdfield></p></td><td><p>2</p></td></tr></table>
                </body></html>
                """));

    [Fact]
    public void Wordpress()
    {
        const string html = """
            <!-- wp:paragraph {"dropCap":true} --><p class="has-drop-cap">Ships came.</p><!-- /wp:paragraph -->
            <!-- wp:heading {"level":3} --><h3 class="wp-block-heading">The quay</h3><!-- /wp:heading -->
            <!-- wp:quote --><blockquote class="wp-block-quote"><!-- wp:paragraph --><p>Nobody slept.</p><!-- /wp:paragraph --><cite>A sailor</cite></blockquote><!-- /wp:quote -->
            <!-- wp:separator --><hr class="wp-block-separator"/><!-- /wp:separator -->
            """;
        Assert.Equal(["normal: Ships came.", "h3: The quay", "blockquote: Nobody slept.", "blockquote: <em>A sailor</>", "DividerBlock"], Outline(html));
        Assert.Empty(Read(html).Warnings);
    }

    [Fact]
    public void Notes_and_chats() =>
        Assert.Equal(
            ["normal: Ships came.", "bullet1: One", "bullet2: Two", "DividerBlock", "table: - [] Year|Ships / 2024|4", "blockquote: See <http://example.org/>here</>."],
            Outline("""
                <div>Ships <span>came</span>.
                </div><div><br /></div><div><ul><li>One</li><li style="list-style: none"><ul><li>Two</li></ul></li></ul><div><br /></div></div><div><hr /></div>
                <table><colgroup><col /><col /></colgroup><tbody><tr><td><div>Year
                </div></td><td><div>Ships
                </div></td></tr><tr><td><div>2024</div></td><td><div>4</div></td></tr></tbody></table>
                <blockquote type="cite" class="c-mrkdwn__quote" style="font-weight: 400; white-space: normal;">See<span> </span><a class="c-link" href="http://example.org/" style="text-decoration: none;">here</a>.</blockquote>
                """));

    [Fact]
    public void Mail()
    {
        const string html = """
            <div dir="ltr"><div>The port opened.</div><div><br></div><div><font color="#500050">Nobody slept.</font></div></div><br>
            <div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Monday A Sailor wrote:<br></div><blockquote class="gmail_quote" style="margin:0px"><div>When?</div><div>And <u></u>who?</div></blockquote></div>
            <table cellpadding="0" border="0" role="presentation"><tr><td><table><tr><td><b>A Reporter</b></td></tr><tr><td>Desk</td></tr></table></td><td><img src="https://mail.example/logo.png" alt="Logo"></td></tr></table>
            <img src="https://t.example/open?id=1" width="1" height="1" alt="">
            """;
        Assert.Equal(
            [
                "normal: The port opened.",
                "normal: Nobody slept.",
                "normal: On Monday A Sailor wrote:",
                "blockquote: When?",
                "blockquote: And who?",
                "normal: <strong>A Reporter</>",
                "normal: Desk",
                "normal: <https://mail.example/logo.png>Logo</>",
            ],
            Outline(html));
        Assert.Equal(["changed_structure", "changed_structure", "dropped_formatting", "dropped_image", "dropped_image"], WarningCodes(html).Order());
    }

    [Fact]
    public void Web_page() =>
        Assert.Equal(
            [
                "normal: </>Home</> </world>World</>",
                "h2: A port opens",
                "normal: By A Reporter",
                "normal: <https://e.example/q.jpg>A quay</>",
                "normal: Photo: AP",
                "normal: Ships came.",
                "youtube: https://www.youtube.com/embed/abcdefghijk | A film | A film",
                "normal: Share",
                "normal: Contact",
            ],
            Outline("""
                <!doctype html><html lang="en"><head><title>A port</title><link rel=stylesheet href=x.css><script>if (a < b) document.write("<p>x</p>")</script></head>
                <body class="story"><nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1 itemprop=headline>A port opens</h1><address>By A Reporter</address>
                <figure><picture><source srcset="q.webp"><img loading=lazy src="https://e.example/q.jpg" alt="A quay"></picture><figcaption>Photo: AP</figcaption></figure>
                <p>Ships came.</p><div class=ad><script async src=ad.js></script><noscript><img src=https://t.example/p.gif></noscript></div>
                <p><iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film" allowfullscreen></iframe></p>
                <button aria-label=Share><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>Share</button></article></main><footer>Contact</footer></body></html>
                """));
}
