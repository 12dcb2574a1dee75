using Cms.Api.Site;

namespace Cms.UnitTests.Site;

public sealed class FooterLinksTests
{
    private static readonly SiteContent Site = new() { Name = "The Ledger & Co" };

    private static string Resolve(string label, string url, (string Name, string Path)? section) =>
        string.Join(", ", PageHead.FooterLinks(Site, [new FooterLink { LabelTemplate = label, Url = url }], section)
            .Select(link => $"{link!["label"]} → {link["url"]}"));

    [Fact]
    public void Placeholders_are_filled_as_text_in_labels_and_encoded_in_urls() =>
        Assert.Equal(
            "The Ledger & Co: दुनिया → /news/%E0%A4%A6?from=%E0%A4%A6%E0%A5%81%E0%A4%A8%E0%A4%BF%E0%A4%AF%E0%A4%BE&by=The%20Ledger%20%26%20Co",
            Resolve("{site.name}: {section.name}", "/{section.path}?from={section.name}&by={site.name}", ("दुनिया", "news/द")));

    [Fact]
    public void Link_without_placeholders_stays_as_it_is() => Assert.Equal("Home → /", Resolve("Home", "/", ("World", "news/world")));

    [Theory]
    [InlineData("More {section.name}", "/")]
    [InlineData("More", "/{section.path}")]
    public void Link_that_speaks_of_a_section_is_left_out_where_there_is_none(string label, string url) => Assert.Equal("", Resolve(label, url, null));

    [Fact]
    public void Link_that_speaks_of_the_site_alone_stands_everywhere() => Assert.Equal("The Ledger & Co home → /", Resolve("{site.name} home", "/", null));
}
