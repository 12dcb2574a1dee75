using Cms.Api.PortableText;

namespace Cms.UnitTests.PortableText;

public sealed class AddressTests
{
    [Theory]
    [InlineData("https://example.org/a?b=c#d")]
    [InlineData("HTTP://example.org")]
    [InlineData("https://example.org/समाचार")]
    [InlineData("mailto:desk@example.org")]
    [InlineData("tel:+911234567")]
    [InlineData("/news/world/a-story")]
    [InlineData("/")]
    [InlineData("#top")]
    [InlineData("?page=2")]
    [InlineData("a-story")]
    [InlineData("a/b:c")]
    [InlineData("../a")]
    [InlineData("./a?u=https://example.org")]
    public void Link_may_lead_there(string href) => Assert.True(Hrefs.IsAllowed(href));

    [Theory]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https:\\\\evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https:///evil.example")]
    [InlineData("https://bank.example@evil.example/")]
    [InlineData("https://")]
    [InlineData("mailto:")]
    [InlineData("example:org")]
    [InlineData("a:b/c")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\u202Eb")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("https://example.org/a b")]
    [InlineData("cms:0192f0c4-7d1e-7a33-9c5b-000000000003")]
    public void Link_may_not_lead_there(string href) => Assert.False(Hrefs.IsAllowed(href));

    [Theory]
    [InlineData(" \n/a\tb\r\n", "/ab")]
    [InlineData("https://example.org/a b|c\\d?e \"<f>", "https://example.org/a%20b|c%5Cd?e%20%22%3Cf%3E")]
    [InlineData("https://example.org/\u202E\uFDD0", "https://example.org/%E2%80%AE%EF%B7%90")]
    [InlineData("../a b", "../a%20b")]
    [InlineData("<a>", "%3Ca%3E")]
    [InlineData("//example.org/a", "https://example.org/a")]
    [InlineData("mailto:desk@example.org?subject=a b", "mailto:desk@example.org?subject=a%20b")]
    [InlineData("https://www.google.com/url?sa=t&q=https%3A%2F%2Fexample.org%2Fa%3Fb&usg=x", "https://example.org/a?b")]
    [InlineData("https://www.google.co.in/url?url=http://example.org/", "http://example.org/")]
    [InlineData("https://example.org/समाचार", "https://example.org/समाचार")]
    public void Address_of_a_page_is_made_fit_to_be_stored(string href, string normal)
    {
        Assert.Equal(normal, Hrefs.Normalise(href));
        Assert.True(Hrefs.IsAllowed(normal));
        Assert.Equal(normal, Hrefs.Normalise(normal));
    }

    [Theory]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("\u0001 javascript:alert(1)")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https:\\\\evil.example")]
    [InlineData("https://bank.example\\@evil.example/")]
    [InlineData("https://www.google.com/url?q=javascript:alert(1)//https://")]
    [InlineData("///evil.example")]
    public void Nothing_bad_becomes_fit(string href)
    {
        var normal = Hrefs.Normalise(href);
        Assert.True(!Hrefs.IsAllowed(normal) || normal.StartsWith("https://www.google.com/", StringComparison.Ordinal));
    }

    [Fact]
    public void Endless_link_is_refused() => Assert.False(Hrefs.IsAllowed("https://example.org/" + new string('a', 2_048)));

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=abcdefghijk", "youtube")]
    [InlineData("https://m.youtube.com/watch?t=3&v=abcdefghijk", "youtube")]
    [InlineData("https://youtu.be/abcdefghijk?t=10", "youtube")]
    [InlineData("https://www.youtube.com/shorts/abcdefghijk", "youtube")]
    [InlineData("https://www.youtube-nocookie.com/embed/abcdefghijk", "youtube")]
    [InlineData("https://x.com/someone/status/1234567890", "x")]
    [InlineData("https://twitter.com/someone/status/1234567890?s=20", "x")]
    [InlineData("https://www.instagram.com/p/Abc-12_/", "instagram")]
    [InlineData("https://www.instagram.com/some.one/reel/Abc12/", "instagram")]
    [InlineData("https://vimeo.com/123456789", "vimeo")]
    [InlineData("https://player.vimeo.com/video/123456789", "vimeo")]
    [InlineData("https://open.spotify.com/episode/abc123", "spotify")]
    [InlineData("https://open.spotify.com/intl-de/track/abc123", "spotify")]
    [InlineData("https://soundcloud.com/some-one/a-track", "soundcloud")]
    [InlineData("https://www.facebook.com/some.page/posts/123", "facebook")]
    [InlineData("https://www.facebook.com/watch/?v=123", "facebook")]
    [InlineData("https://fb.watch/abc123/", "facebook")]
    [InlineData("https://www.tiktok.com/@some.one/video/123", "tiktok")]
    [InlineData("https://datawrapper.dwcdn.net/aB3dE/2/", "datawrapper")]
    public void Post_or_player_has_a_provider(string url, string provider) => Assert.Equal(provider, EmbedProviders.Of(url));

    [Theory]
    [InlineData("http://www.youtube.com/watch?v=abcdefghijk")]
    [InlineData("https://www.youtube.com/")]
    [InlineData("https://www.youtube.com.evil.example/watch?v=abcdefghijk")]
    [InlineData("https://evil.example/www.youtube.com/watch?v=abcdefghijk")]
    [InlineData("https://evilyoutube.com/watch?v=abcdefghijk")]
    [InlineData("https://youtube.com@evil.example/watch?v=abcdefghijk")]
    [InlineData("https://www.youtube.com:8443/watch?v=abcdefghijk")]
    [InlineData("https://x.com/someone")]
    [InlineData("/watch?v=abcdefghijk")]
    [InlineData("youtube.com/watch?v=abcdefghijk")]
    [InlineData("https://datawrapper.dwcdn.net/toolong/")]
    public void Anything_else_has_none(string url) => Assert.Null(EmbedProviders.Of(url));
}
