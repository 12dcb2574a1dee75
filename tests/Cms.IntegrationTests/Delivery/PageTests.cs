using System.Net;
using System.Text.Json;
using static Cms.IntegrationTests.Delivery.NewsroomFixture;

namespace Cms.IntegrationTests.Delivery;

public sealed class PageTests(NewsroomFixture newsroom) : IClassFixture<NewsroomFixture>
{
    private const string EncodedStoryPath = "/news/world/%E0%A4%A8%E0%A4%AF%E0%A4%BE-%E0%A4%AA%E0%A5%81%E0%A4%B2";

    private DeliveryFixture Delivery => newsroom.Delivery;

    [Fact]
    public async Task Story_has_its_own_furniture_and_its_sections()
    {
        using var response = await Delivery.GetAsync($"/v1/page?path={EncodedStoryPath}");

        var expected = $$"""
            {"kind":"article","path":"/news/world/नया-पुल","site":{"name":"The Site"},"section":{"path":"news/world","name":"World","breadcrumb":["World"]},"breadcrumb":["World"],
            "article":{{StoryCard[..^1]}},"body":{{StoryBody}}},"author":null,"tag":null,"items":[],"next":null,
            "layout":{"slots":[1]},"footerLinks":["more World"],"seo":{"title":"S"},"jsonLd":[{"@type":"NewsArticle"}]}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"article:{NewsroomFixture.Story},section:{World},site:{NewsroomFixture.Site}", Assert.Single(response.Headers.GetValues("Cache-Tag")));
        Assert.Equal("4711", Assert.Single(response.Headers.GetValues("Cms-Sequence")));
    }

    [Theory]
    [InlineData("/news/world", "section", "World", "World", "section=news/world")]
    [InlineData("/news", "section", "News", "News", "section=news")]
    [InlineData("/tags/ports", "tag", "Ports", null, "tag=ports")]
    [InlineData("/authors/ann-lee", "author", "Ann Lee", null, "author=ann-lee")]
    [InlineData("/", "home", "Home", null, "")]
    public async Task Page_of_stories_goes_on_in_the_list_of_articles(string path, string kind, string furniture, string? section, string filter)
    {
        var page = await Delivery.GetJsonAsync($"/v1/page?path={path}");

        Assert.Equal(kind, page.GetProperty("kind").GetString());
        Assert.Equal(path, page.GetProperty("path").GetString());
        Assert.Equal("The Site", page.GetProperty("site").GetProperty("name").GetString());
        Assert.Equal(section, page.GetProperty("section") is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("name").GetString() : null);
        Assert.Equal(furniture, page.GetProperty("breadcrumb")[0].GetString());
        Assert.Equal(furniture, page.GetProperty("layout").GetProperty("of").GetString());
        Assert.Equal($"more {furniture}", page.GetProperty("footerLinks")[0].GetString());
        Assert.Equal(furniture, page.GetProperty("seo").GetProperty("title").GetString());
        Assert.Equal(furniture, page.GetProperty("jsonLd")[0].GetProperty("@type").GetString());
        foreach (var member in new[] { "article", "author", "tag" })
            Assert.Equal(member == kind ? JsonValueKind.Object : JsonValueKind.Null, page.GetProperty(member).ValueKind);

        var rest = await Delivery.GetJsonAsync($"/v1/articles?{filter}&cursor={page.GetProperty("next").GetString()}".Replace("?&", "?", StringComparison.Ordinal));
        var slugs = page.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("slug").GetString());
        Assert.Equal(20, page.GetProperty("items").GetArrayLength());
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(number => $"n{number}"), slugs);
    }

    [Theory]
    [InlineData("/news/world/old-bridge", EncodedStoryPath)]
    [InlineData("/elsewhere/old-bridge", EncodedStoryPath)]
    [InlineData("/other", "/news/world/other")]
    [InlineData("/sport/other", "/news/world/other")]
    [InlineData("/tags/harbours", "/tags/ports")]
    [InlineData("/authors/ann", "/authors/ann-lee")]
    [InlineData("/authors/deep/ann-lee", "/authors/ann-lee")]
    public async Task Path_that_ends_in_a_known_slug_is_301_to_its_path(string path, string canonical)
    {
        using var response = await Delivery.GetAsync($"/v1/page?path={path}");

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        var location = Assert.Single(response.Headers.GetValues("Location"));
        Assert.Equal($"/v1/page?path={Uri.EscapeDataString(Uri.UnescapeDataString(canonical))}", location);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal(Uri.UnescapeDataString(canonical), (await Delivery.GetJsonAsync(location)).GetProperty("path").GetString());
    }

    [Fact]
    public async Task Withdrawn_story_is_410_at_every_path_it_was_public_at()
    {
        foreach (var path in new[] { "/news/world/withdrawn", "/news/withdrawn-before" })
        {
            using var response = await Delivery.GetAsync($"/v1/page?path={path}");
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Withdrawn, problem.GetProperty("id").GetGuid());
        }
    }

    [Theory]
    [InlineData("/tags/ann-lee")]
    [InlineData("/authors/ports")]
    [InlineData("/ports")]
    [InlineData("/tags/other")]
    [InlineData("/news/world/")]
    [InlineData("//")]
    [InlineData("/AP")]
    [InlineData("/news%252Fworld")]
    public async Task Slug_of_another_kind_leads_nowhere(string path)
    {
        using var response = await Delivery.GetAsync($"/v1/page?path={path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?path=")]
    [InlineData("?path=news")]
    [InlineData("?path=/news%3Fx=1")]
    [InlineData("?path=/news%23top")]
    [InlineData("?path=/news&path=/news")]
    [InlineData("?path=/%EF%BF%BE")]
    [InlineData("?path=/%00")]
    [InlineData("?path=/news&limit=3")]
    public async Task What_is_no_path_is_400(string query)
    {
        using var response = await Delivery.GetAsync($"/v1/page{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("invalid_parameter", problem.GetProperty("code").GetString());
    }
}
