using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText.Output;

public sealed class HtmlWriterTests
{
    private static string Html(params Block[] blocks) => HtmlWriter.Write(new Body(blocks), Contexts.Everything);

    private static TextBlock Text(string text, string style = "normal", string? listItem = null, int level = 0, params string[] marks) =>
        new("k", style, listItem, level, [new Span(text, marks)], []);

    private static string Spans(string spans, string markDefs = "") => HtmlWriter.Write(Read(Paragraph(spans, markDefs)), Contexts.Everything);

    private static TextBlock Item(string text, int level, string kind = "bullet") => Text(text, listItem: kind, level: level);

    [Fact]
    public void Every_type_has_its_elements() => Assert.Equal(
        """
        <p>The port <a href="https://example.org/port" rel="noopener"><strong><em>opened</em></strong></a> in <span lang="ur" dir="rtl">گوادر</span></p>
        <h2>&#39;AS TYPED&#39;</h2>
        <ul>
        <li>a point</li>
        </ul>
        <figure class="cms-image cms-image-wide">
        <img src="https://images.example/one.jpg" alt="" width="1200" height="675" loading="lazy" />
        <figcaption>A quay <span class="cms-credit">Asha Rao/AP</span></figcaption>
        </figure>
        <div class="cms-gallery">
        <figure class="cms-image">
        <img src="https://images.example/one.jpg" alt="" width="1200" height="675" loading="lazy" />
        <figcaption><span class="cms-credit">Asha Rao/AP</span></figcaption>
        </figure>
        <figure class="cms-image">
        <img src="https://images.example/two.jpg" alt="Two cranes" width="800" height="600" loading="lazy" />
        <figcaption>Two</figcaption>
        </figure>
        </div>
        <figure class="cms-embed cms-embed-youtube">
        <a href="https://youtu.be/abcdefghijk" rel="noopener">A video of the port</a>
        </figure>
        <figure class="cms-pull-quote">
        <blockquote>
        <p>We opened it.</p>
        </blockquote>
        <figcaption>The minister</figcaption>
        </figure>
        <aside class="cms-fact-box">
        <h3>The port</h3>
        <p>Built in a year.</p>
        <figure class="cms-image cms-image-inline">
        <img src="https://images.example/two.jpg" alt="A crane" width="800" height="600" loading="lazy" />
        </figure>
        </aside>
        <figure class="cms-table">
        <table>
        <caption>Ships</caption>
        <thead>
        <tr>
        <th scope="col">Year</th>
        <th scope="col">Ships</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>2023</td>
        <td>4</td>
        </tr>
        <tr>
        <td>2024</td>
        <td></td>
        </tr>
        </tbody>
        </table>
        </figure>
        <p class="cms-related-link cms-related-link-read"><span class="cms-label">READ</span>: <a href="https://news.example/news/a-port" rel="noopener">A port &amp; its town</a></p>
        <hr />
        <aside class="cms-correction cms-correction-clarification">
        <p><span class="cms-label">Clarification</span>: The port is *one* of &lt;two&gt;.<br />
        Not three.</p>
        </aside>
        """,
        HtmlWriter.Write(Read(EveryType), Contexts.Everything));

    [Fact]
    public void What_is_not_shown_leaves_nothing()
    {
        Assert.DoesNotContain("images.example", HtmlWriter.Write(Read(EveryType), Contexts.Nothing));
        Assert.DoesNotContain("news.example", HtmlWriter.Write(Read(EveryType), Contexts.Nothing));
        Assert.DoesNotContain("cms-correction", HtmlWriter.Write(Read(EveryType), Contexts.Nothing));
        Assert.Equal("", Html());
        Assert.Equal("", HtmlWriter.Write(new Body([new GalleryBlock("k", [new GalleryItem(Guid.Parse(Image1), "A caption")])]), Contexts.Nothing));
    }

    [Theory]
    // The longest outside, whatever the order of the marks.
    [InlineData("""{"_type":"span","text":"a ","marks":["em"]},{"_type":"span","text":"b","marks":["strong","em"]},{"_type":"span","text":" c","marks":["em"]}""", "<em>a <strong>b</strong> c</em>")]
    // Two that cross: the later one is closed and begun again.
    [InlineData("""{"_type":"span","text":"a","marks":["em"]},{"_type":"span","text":"b","marks":["strong","em"]},{"_type":"span","text":"c","marks":["strong"]}""", "<em>a<strong>b</strong></em><strong>c</strong>")]
    // But one link stays one.
    [InlineData("""{"_type":"span","text":"a","marks":["em"]},{"_type":"span","text":"b","marks":["em","l1"]},{"_type":"span","text":"c","marks":["l1"]}""", "<em>a</em><a href=\"/a\"><em>b</em>c</a>")]
    [InlineData("""{"_type":"span","text":"a","marks":["l1"]},{"_type":"span","text":"b","marks":["em","l1"]},{"_type":"span","text":"c","marks":["em"]}""", "<a href=\"/a\">a<em>b</em></a><em>c</em>")]
    [InlineData("""{"_type":"span","text":"a","marks":["u1"]},{"_type":"span","text":"b","marks":["u1","l1"]},{"_type":"span","text":"c","marks":["l1"]}""", "<span lang=\"ur\" dir=\"rtl\">a</span><a href=\"/a\"><span lang=\"ur\" dir=\"rtl\">b</span>c</a>")]
    // Two links side by side are two.
    [InlineData("""{"_type":"span","text":"a","marks":["l1"]},{"_type":"span","text":"b","marks":["l2"]}""", "<a href=\"/a\">a</a><a href=\"/b\">b</a>")]
    [InlineData("""{"_type":"span","text":"a","marks":["strike-through","sub","sup","code"]}""", "<del><sub><sup><code>a</code></sup></sub></del>")]
    public void Marks_nest(string spans, string html) => Assert.Equal(
        $"<p>{html}</p>",
        Spans(spans, """{"_key":"l1","_type":"link","href":"/a"},{"_key":"l2","_type":"link","href":"/b"},{"_key":"u1","_type":"lang","lang":"ur"}"""));

    [Fact]
    public void Text_is_never_markup()
    {
        const string hostile = "</p><script>alert('1')</script>\"&amp;";
        const string escaped = "&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;";
        var image = Guid.Parse(Image1);
        var link = Guid.Parse(Link);
        var context = Contexts.Everything with
        {
            Images = new Dictionary<Guid, ShownImage> { [image] = new("/a?\"'<>&", 1, 1, hostile, hostile) },
            Links = new Dictionary<Guid, ShownLink> { [link] = new(hostile, hostile, hostile, "/b") },
        };
        var html = HtmlWriter.Write(
            new Body([
                Text(hostile), Text(hostile, "h2"), Item(hostile, 1), Text(hostile + "\n", marks: "code"),
                new ImageBlock("k", image, hostile, hostile, hostile), new GalleryBlock("k", [new GalleryItem(image, hostile)]),
                new EmbedBlock("k", hostile, "https://x.com/a/status/1", hostile, hostile), new PullQuoteBlock("k", hostile, hostile),
                new FactBoxBlock("k", hostile, [Text(hostile)]), new TableBlock("k", hostile, [hostile], [[hostile]]), new RelatedLinkBlock("k", link),
                new TextBlock("k", "normal", null, 0, [new Span("a", ["u"])], [new LangMark("u", hostile, hostile)]),
            ]),
            context);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("alert('1')", html);
        Assert.Equal(26, html.Split(escaped).Length - 1);
        Assert.Equal(2, html.Split("src=\"/a?%22&#39;%3C%3E&amp;\"").Length - 1);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example")]
    [InlineData("java\tscript:alert(1)")]
    public void Address_that_no_body_may_hold_leads_nowhere(string address)
    {
        var image = Guid.Parse(Image1);
        var link = Guid.Parse(Link);
        var html = HtmlWriter.Write(
            new Body([
                new TextBlock("k", "normal", null, 0, [new Span("a", ["l"])], [new LinkMark("l", address)]),
                new EmbedBlock("k", "youtube", address, "b", "c"), new ImageBlock("k", image, "d", "e", "wide"), new RelatedLinkBlock("k", link),
            ]),
            Contexts.Everything with
            {
                Images = new Dictionary<Guid, ShownImage> { [image] = new(address, 1, 1, null) },
                Links = new Dictionary<Guid, ShownLink> { [link] = new("read", "f", "g", address) },
            });
        Assert.Equal("<p>a</p>\n<figure class=\"cms-embed cms-embed-youtube\">\nb\n<figcaption>c</figcaption>\n</figure>", html);
    }

    [Theory]
    [InlineData("/a", "href=\"/a\"")]
    [InlineData("/हि?q=a&b=ä", "href=\"/%E0%A4%B9%E0%A4%BF?q=a&amp;b=%C3%A4\"")]
    [InlineData("/a?from=http://उदाहरण.भारत/", "href=\"/a?from=http://%E0%A4%89%E0%A4%A6%E0%A4%BE%E0%A4%B9%E0%A4%B0%E0%A4%A3.%E0%A4%AD%E0%A4%BE%E0%A4%B0%E0%A4%A4/\"")]
    [InlineData("/a%20b%", "href=\"/a%20b%\"")]
    [InlineData("mailto:desk@example.org", "href=\"mailto:desk@example.org\"")]
    [InlineData("https://example.org/{a}", "href=\"https://example.org/%7Ba%7D\" rel=\"noopener\"")]
    [InlineData("https://उदाहरण.भारत:8080/é", "href=\"https://xn--p1b6ci4b4b3a.xn--h2brj9c:8080/%C3%A9\" rel=\"noopener\"")]
    [InlineData("HTTP://[2001:db8::1]/é", "href=\"HTTP://[2001:db8::1]/%C3%A9\" rel=\"noopener\"")]
    public void Addresses_are_ascii(string address, string attributes)
    {
        var block = new TextBlock("k", "normal", null, 0, [new Span("a", ["l"])], [new LinkMark("l", address)]);
        Assert.Equal($"<p><a {attributes}>a</a></p>", Html(block));
    }

    // U+2100 is written "a/c" when it is put into small letters: the host would end where no reader sees it end.
    [Fact]
    public void Host_cannot_become_another() => Assert.DoesNotContain("a/c", AsciiUrl.Of("https://bank.example℀.evil.example/"));

    [Fact]
    public void Only_one_link_holds_a_word()
    {
        var block = new TextBlock("k", "normal", null, 0, [new Span("a", ["l1", "l2", "unknown"])], [new LinkMark("l1", "/a"), new LinkMark("l2", "/b")]);
        Assert.Equal("<p><a href=\"/a\">a</a></p>", Html(block));
    }

    [Fact]
    public void Attribute_keeps_its_line_breaks() => Assert.Contains(
        "alt=\"a&#10;b\"", Html(new ImageBlock("k", Guid.Parse(Image1), null, "a\nb", "wide")));

    [Fact]
    public void Neighbouring_quotes_are_one() => Assert.Equal(
        "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n<p>c</p>\n<blockquote>\n<p>d</p>\n</blockquote>",
        Html(Text("a", "blockquote"), Text("b", "blockquote"), Text("c"), Text("d", "blockquote")));

    [Fact]
    public void Line_breaks_and_listings()
    {
        Assert.Equal("<p>a<br />\n<br />\nb</p>", Html(Text("a\n\nb")));
        Assert.Equal("<p><code>a</code></p>", Html(Text("a", marks: "code")));
        Assert.Equal("<pre><code>if\n  a &lt; b</code></pre>\n<p>c</p>", Html(Text("if\n  a < b", marks: "code"), Text("c")));
        Assert.Equal("<blockquote>\n<pre><code>a\nb</code></pre>\n</blockquote>", Html(Text("a\nb", "blockquote", marks: "code")));
        Assert.Equal("<pre><code>a\n<strong>b</strong></code></pre>", Html(new TextBlock("k", "normal", null, 0, [new Span("a\n", ["code"]), new Span("b", ["strong", "code"])], [])));
        Assert.Equal("<ul>\n<li><pre><code>a\nb</code></pre></li>\n</ul>", Html(Text("a\nb", "normal", "bullet", 1, "code")));
        Assert.Equal("<h2><code>a<br />\nb</code></h2>", Html(Text("a\nb", "h2", marks: "code")));
    }

    [Fact]
    public void Lists_nest_inside_their_items() => Assert.Equal(
        "<ul>\n<li>a\n<ol>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ol>\n</li>\n<li>e</li>\n</ul>\n<ol>\n<li>f</li>\n</ol>\n<p>g</p>",
        Html(Item("a", 1), Item("b", 2, "number"), Item("c", 3), Item("d", 2, "number"), Item("e", 1), Item("f", 1, "number"), Text("g")));

    [Fact]
    public void Levels_may_jump()
    {
        Assert.Equal("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>", Html(Item("a", 1), Item("b", 3), Item("c", 2)));
        Assert.Equal("<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>", Html(Item("a", 3), Item("b", 1)));
        Assert.Equal("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>", Html(Item("a", 1), Item("b", 2), Item("c", 2, "number")));
    }

    [Fact]
    public void Embed_with_a_title_has_its_text_below() => Assert.Equal(
        "<figure class=\"cms-embed cms-embed-x\">\n<a href=\"https://x.com/a/status/1\" rel=\"noopener\">Post</a>\n<figcaption>One<br />\nTwo</figcaption>\n</figure>",
        Html(new EmbedBlock("k", "x", "https://x.com/a/status/1", "Post", "One\nTwo")));
}
