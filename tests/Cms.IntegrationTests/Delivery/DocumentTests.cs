using System.Net;
using System.Text;
using System.Text.Json;

namespace Cms.IntegrationTests.Delivery;

public sealed class DocumentTests(NewsroomFixture newsroom) : IClassFixture<NewsroomFixture>
{
    private DeliveryFixture Delivery => newsroom.Delivery;

    [Fact]
    public async Task Id_and_slug_answer_the_card_with_the_body_as_last_member()
    {
        var expected = NewsroomFixture.StoryCard[..^1] + ",\"body\":" + NewsroomFixture.StoryBody + "}";
        foreach (var reference in new[] { NewsroomFixture.Story.ToString(), Uri.EscapeDataString("नया-पुल"), Uri.EscapeDataString("नया-पुल".Normalize(NormalizationForm.FormD)) })
        {
            using var response = await Delivery.GetAsync($"/v1/articles/{reference}?body=blocks");

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(expected, await TextAsync(response));
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
            Assert.Equal(Encoding.UTF8.GetByteCount(expected), response.Content.Headers.ContentLength);
            Assert.Equal("public, max-age=5, s-maxage=30", response.Headers.CacheControl?.ToString());
            Assert.Equal($"article:{NewsroomFixture.Story}", Header(response, "Cache-Tag"));
            Assert.Equal("4711", Header(response, "Cms-Sequence"));
        }
    }

    [Theory]
    [InlineData("id,headline", """{"id":"01930000-0000-7000-8000-00000000000a","headline":"A bridge, \"new\""}""")]
    [InlineData("body", "{\"body\":" + NewsroomFixture.StoryBody + "}")]
    [InlineData("body,slug", "{\"slug\":\"नया-पुल\",\"body\":" + NewsroomFixture.StoryBody + "}")]
    public async Task Fields_choose_members(string fields, string expected)
    {
        using var response = await Delivery.GetAsync($"/v1/articles/{NewsroomFixture.Story}?fields={fields}");

        Assert.Equal(expected, await TextAsync(response));
    }

    [Fact]
    public async Task All_faults_of_a_query_are_told_at_once()
    {
        using var response = await Delivery.GetAsync($"/v1/articles/{NewsroomFixture.Story}?fields=headline,nope&body=html&wrong=1");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        var errors = JsonSerializer.Deserialize<JsonElement>(await TextAsync(response)).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["body", "fields", "wrong"], errors.Select(error => error.GetProperty("parameter").GetString()).Order());
        var unknownField = errors.Single(error => error.GetProperty("parameter").GetString() == "fields");
        Assert.Contains("headline, relatedLinks, body", unknownField.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_etag_is_304_by_weak_comparison()
    {
        var path = $"/v1/articles/{NewsroomFixture.Story}";
        using var first = await Delivery.GetAsync(path);
        var etag = first.Headers.ETag!;
        Assert.False(etag.IsWeak);

        foreach (var known in new[] { etag.Tag, $"W/{etag.Tag}", $"\"another\", W/{etag.Tag}", "*" })
        {
            using var again = await Delivery.GetAsync(path, ("If-None-Match", known));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(etag, again.Headers.ETag);
            Assert.Equal("public, max-age=5, s-maxage=30", again.Headers.CacheControl?.ToString());
            Assert.Equal("4711", Header(again, "Cms-Sequence"));
            Assert.Equal("", await TextAsync(again));
        }
        foreach (var unknown in new[] { "\"another\"", etag.Tag.Trim('"'), "W/\"another\"" })
        {
            using var again = await Delivery.GetAsync(path, ("If-None-Match", unknown));
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }
        using var part = await Delivery.GetAsync(path + "?fields=id");
        Assert.NotEqual(etag, part.Headers.ETag);
    }

    [Theory]
    [InlineData("/v1/articles/other")]
    [InlineData("/v1/articles/old-bridge")]
    [InlineData("/v1/articles/withdrawn")]
    [InlineData("/v1/articles/nothing")]
    [InlineData("/v1/articles?limit=2")]
    [InlineData("/v1/articles?limit=0")]
    [InlineData("/v1/page?path=/")]
    public async Task Head_answers_as_get_without_the_bytes(string path)
    {
        using var get = await Delivery.GetAsync(path);
        using var head = await Delivery.SendAsync(HttpMethod.Head, path);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(HeadersOf(get), HeadersOf(head));
        Assert.Equal("", await TextAsync(head));
    }

    [Fact]
    public async Task Any_origin_may_read_without_credentials()
    {
        foreach (var path in new[] { "/v1/articles/other", "/v1/articles/nothing", "/v1/articles/old-bridge", "/v1/articles", "/v1/page?path=/" })
        {
            using var response = await Delivery.GetAsync(path);
            Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
            Assert.Equal("ETag, Link, Location, Retry-After, Cache-Tag, Cms-Sequence, Cms-Stale, X-Request-Id", Header(response, "Access-Control-Expose-Headers"));

            using var preflight = await Delivery.SendAsync(
                HttpMethod.Options, path, ("Origin", "https://example.com"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "x-anything"));
            Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
            Assert.Equal("*", Header(preflight, "Access-Control-Allow-Origin"));
            Assert.Equal("GET, HEAD", Header(preflight, "Access-Control-Allow-Methods"));
            Assert.Equal("*, Authorization", Header(preflight, "Access-Control-Allow-Headers"));

            using var post = await Delivery.SendAsync(HttpMethod.Post, path);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        }
    }

    [Fact]
    public async Task Failure_may_be_read_by_any_origin_too()
    {
        await using var app = await DeliveryFixture.StartAsync("Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=1");
        using var client = DeliveryFixture.ClientOf(app);

        using var response = await client.GetAsync("/v1/site", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/v1/articles/old-bridge", "/v1/articles/%E0%A4%A8%E0%A4%AF%E0%A4%BE-%E0%A4%AA%E0%A5%81%E0%A4%B2")]
    [InlineData("/v1/articles/old-bridge?fields=id,slug&body=blocks", "/v1/articles/%E0%A4%A8%E0%A4%AF%E0%A4%BE-%E0%A4%AA%E0%A5%81%E0%A4%B2?fields=id,slug&body=blocks")]
    [InlineData("/v1/articles/old-bridge/related-links", "/v1/articles/%E0%A4%A8%E0%A4%AF%E0%A4%BE-%E0%A4%AA%E0%A5%81%E0%A4%B2/related-links")]
    [InlineData("/v1/tags/harbours", "/v1/tags/ports")]
    public async Task Former_slug_is_301_with_the_query_kept(string path, string location)
    {
        using var response = await Delivery.GetAsync(path);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(location, Header(response, "Location"));
        Assert.Equal("no-cache", Header(response, "Cache-Control"));
        Assert.Equal("4711", Header(response, "Cms-Sequence"));
        Assert.NotEqual("", Header(response, "Cache-Tag"));
        using var followed = await Delivery.GetAsync(location);
        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
    }

    [Fact]
    public async Task Withdrawn_story_is_410_with_id_and_reason_under_every_address()
    {
        foreach (var reference in new[] { NewsroomFixture.Withdrawn.ToString(), "withdrawn", "withdrawn-before" })
        {
            using var response = await Delivery.GetAsync($"/v1/articles/{reference}");

            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            var problem = JsonSerializer.Deserialize<JsonElement>(await TextAsync(response));
            Assert.Equal(NewsroomFixture.Withdrawn, problem.GetProperty("id").GetGuid());
            Assert.Equal("legal", problem.GetProperty("reason").GetString());
            Assert.Equal("gone", problem.GetProperty("code").GetString());
            Assert.Equal($"article:{NewsroomFixture.Withdrawn}", Header(response, "Cache-Tag"));
        }
    }

    [Fact]
    public async Task Everything_that_is_not_public_answers_the_same_bytes()
    {
        var unknown = new Guid("01930000-0000-7000-8000-00000000ffff");
        using var expected = await Delivery.GetAsync($"/v1/articles/{unknown}");
        Assert.Equal(HttpStatusCode.NotFound, expected.StatusCode);
        Assert.Equal($"article:{unknown}", Header(expected, "Cache-Tag"));

        string[] paths =
        [
            "/v1/articles/nothing", "/v1/articles/ports", $"/v1/articles/{NewsroomFixture.Topic}", $"/v1/articles/{NewsroomFixture.Story.ToString().ToUpperInvariant()}",
            $"/v1/articles/{NewsroomFixture.Story:N}", "/v1/articles/%EF%BF%BE", "/v1/articles/%ED%A0%80", "/v1/articles/a%2Fb", "/v1/articles/nothing/related-links",
            "/v1/tags/nothing", "/v1/sections/news/nothing", "/v1/agencies/zz", "/v1/page?path=/nothing", "/v1/page?path=/news/world/nothing",
        ];
        foreach (var path in paths)
        {
            using var response = await Delivery.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal(await TextAsync(expected), await TextAsync(response));
            Assert.Equal("public, max-age=5, s-maxage=30", response.Headers.CacheControl?.ToString());
            Assert.Equal("4711", Header(response, "Cms-Sequence"));
        }
    }

    [Theory]
    [InlineData("/v1/sections/news/world")]
    [InlineData("/v1/sections/news%2Fworld")]
    [InlineData("/v1/sections/news%2fworld")]
    [InlineData("/v1/sections/01930000-0000-7000-8000-000000000012")]
    public async Task Section_is_found_by_path_with_plain_or_encoded_slashes(string path) =>
        Assert.Equal("World", (await Delivery.GetJsonAsync(path)).GetProperty("name").GetString());

    [Fact]
    public async Task Only_documents_and_members_are_served_from_what_is_stored()
    {
        Assert.Equal("""{"items":[{"path":"news","children":[]}]}""", await TextAsync("/v1/sections"));
        Assert.Equal("""{"name":"The Site"}""", await TextAsync("/v1/site"));
        Assert.Equal("""{"code":"AP"}""", await TextAsync("/v1/agencies/AP"));
        Assert.Equal("""{"items":[{"id":"x","body":"inner"}],"next":null}""", await TextAsync($"/v1/articles/{NewsroomFixture.Story}/related-links"));
        Assert.Equal("""{"items":[],"next":null}""", await TextAsync("/v1/articles/other/related-links"));
    }

    [Theory]
    [InlineData("", "53 52 51")]
    [InlineData("?kind=read", "53 51")]
    [InlineData("?kind=read,alsoRead&article=other", "52 51")]
    [InlineData("?target=old-bridge", "51")]
    [InlineData("?article=01930000-0000-7000-8000-00000000000a&kind=alsoRead", "")]
    [InlineData("?article=nothing", "")]
    public async Task Related_links_are_a_list_like_any_other(string query, string expected)
    {
        var page = await Delivery.GetJsonAsync("/v1/related-links" + query);

        Assert.Equal(expected, string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()![^2..])));
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await Delivery.GetAsync(path);
        return await TextAsync(response);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static IEnumerable<string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order();
}
