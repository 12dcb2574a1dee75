using Cms.Api.PortableText;
using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class HtmlLinkTests
{
    private const string Id = "0192f0c4-7d1e-7a33-9c5b-000000000003";

    [Theory]
    [InlineData("<a href=https://e.example>a <b>b</b></a>c", "normal: <https://e.example>a </><strong https://e.example>b</>c")]
    [InlineData("<a href=/a>a</a><a href=/b>b</a><a href=/a>c</a>", "normal: </a>a</></b>b</></a>c</>")]
    [InlineData("<a href=/a>a<a href=/b>b</a>c", "normal: </a>a</></b>b</>c")]
    [InlineData("<a href=/a><h2>a</h2><p>b</p></a>", "h2: </a>a</>", "normal: </a>b</>")]
    [InlineData("<a href=' https://e.example/a b '>a</a>", "normal: <https://e.example/a%20b>a</>")]
    [InlineData("<a href='https://www.google.com/url?q=https://e.example/x%3Fy%3Dz&amp;sa=D'>a</a>", "normal: <https://e.example/x?y=z>a</>")]
    [InlineData("<a href=https://e.example></a>", "normal: <https://e.example>https://e.example</>")]
    [InlineData("<a href=https://e.example><img src=https://e.example/o.gif alt=a></a>", "normal: <https://e.example>a</>")]
    [InlineData("<a href=/a></a>b", "normal: b")]
    [InlineData("<a name=x>a</a><a href=''>b</a>", "normal: ab")]
    [InlineData("a<a href='#_ftn1'>[1]</a>", "normal: a<#_ftn1>[1]</>")]
    public void Link_is_a_mark(string html, params string[] outline) => Assert.Equal(outline, Outline(html));

    [Theory]
    [InlineData("<a href='javascript:alert(1)'>a</a>")]
    [InlineData("<a href='ftp://e.example/'>a</a>")]
    [InlineData("<a href='https://bank.example@evil.example'>a</a>")]
    [InlineData("<a href='/\\evil.example'>a</a>")]
    public void Link_that_leads_nowhere_leaves_its_text(string html)
    {
        Assert.Equal(["normal: a"], Outline(html));
        Assert.Equal(["dropped_link"], WarningCodes(html));
    }

    [Theory]
    [InlineData("<p><a href=cms:a-story>read</a></p>", "read", "a-story")]
    [InlineData("<p> <b><a href='cms:a-story'>Also <i>Read</i></a></b></p>", "alsoRead", "a-story")]
    [InlineData($"<li><a href=cms:{Id}>MORE ON</a>", "moreOn", Id)]
    [InlineData($"<ul><li>a<p><a href=cms:{Id}>watch</a></p>b</ul>", "watch", Id)]
    [InlineData("<blockquote><a href=cms:बंदरगाह>source</a></blockquote>", "source", "बंदरगाह")]
    public void Related_link_stands_alone(string html, string kind, string target)
    {
        var read = Read(html);
        var link = Assert.Single(read.Links);
        Assert.Equal((kind, target, 1), (link.Kind, link.Target, link.Line));
        Assert.Equal(link.Id, Assert.Single(read.Body.Blocks.OfType<RelatedLinkBlock>()).RelatedLinkId);
        if (target == Id) Assert.Equal(Guid.Parse(Id), link.Id);
    }

    [Fact]
    public void Link_named_twice_is_one_link()
    {
        var read = Read("<p><a href=cms:a>read</a><p><a href=cms:a>watch</a><p><a href=cms:a>read</a>");
        Assert.Equal(["read", "watch"], read.Links.Select(link => link.Kind));
        var ids = read.Body.Blocks.OfType<RelatedLinkBlock>().Select(block => block.RelatedLinkId).ToList();
        Assert.Equal([read.Links[0].Id, read.Links[1].Id, read.Links[0].Id], ids);
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public void Correction_stands_alone()
    {
        var read = Read($"<p><a href=cms:{Id}>Correction</a>");
        Assert.Equal(Guid.Parse(Id), Assert.IsType<CorrectionBlock>(Assert.Single(read.Body.Blocks)).CorrectionId);
        Assert.Empty(read.Links);
    }

    [Theory]
    [InlineData("\n<p>See <a href=cms:a>read</a></p>")]
    [InlineData("\n<p><a href=cms:a>read</a> on</p>")]
    [InlineData("\n<p><a href=cms:a>read</a><br><a href=cms:b>read</a></p>")]
    [InlineData("\n<p><a href=cms:a>look</a></p>")]
    [InlineData("\n<p><a href='cms:No slug'>read</a></p>")]
    [InlineData("\n<p><a href=cms:a>correction</a></p>")]
    [InlineData("\n<h2><a href=cms:a>read</a></h2>")]
    public void Broken_reference_is_a_fault_that_says_what_is_right(string html)
    {
        var fault = OnlyFault(html);
        Assert.Equal("invalid_value", fault.Code);
        Assert.StartsWith("Line 2: Cannot be linked, a cms: link stands alone in its paragraph", fault.Detail, StringComparison.Ordinal);
    }
}
