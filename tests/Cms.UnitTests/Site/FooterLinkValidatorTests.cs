using Cms.Api.Site;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Site;

public sealed class FooterLinkValidatorTests
{
    [Theory]
    [InlineData("Home", "/")]
    [InlineData("More {section.name} on {site.name}", "/{section.path}")]
    [InlineData("Archive", "https://archive.example/{section.path}?of={section.name}")]
    [InlineData("खोज", "/खोज")]
    public void Usable_link_passes(string label, string url) => Assert.Empty(FaultsOf(label, url));

    [Theory]
    [InlineData(null, "/", "/labelTemplate required")]
    [InlineData("Home", null, "/url required")]
    [InlineData("More {section.slug}", "/", "/labelTemplate invalid_value")]
    [InlineData("More {", "/", "/labelTemplate invalid_value")]
    [InlineData("two\nlines", "/", "/labelTemplate invalid_text")]
    [InlineData("Home", "home", "/url invalid_format")]
    [InlineData("Home", "//elsewhere.example", "/url invalid_format")]
    [InlineData("Home", "/\\elsewhere.example", "/url invalid_format")]
    [InlineData("Home", "/a b", "/url invalid_format")]
    [InlineData("Home", "javascript:alert(1)", "/url invalid_format")]
    [InlineData("Home", "/{section.id}", "/url invalid_value")]
    public void Unusable_link_is_refused(string? label, string? url, string fault) => Assert.Equal([fault], FaultsOf(label, url));

    [Fact]
    public void Label_is_measured_as_a_template()
    {
        Assert.Empty(FaultsOf(new string('a', TheSite.MaxFooterLabel), "/"));
        Assert.Equal(["/labelTemplate too_long"], FaultsOf(new string('a', TheSite.MaxFooterLabel + 1), "/"));
    }

    private static string[] FaultsOf(string? label, string? url) => Faults.Of(new FooterLinkValidator(), new FooterLink { LabelTemplate = label, Url = url });
}
