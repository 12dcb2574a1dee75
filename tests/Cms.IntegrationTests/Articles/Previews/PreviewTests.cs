using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Previews;

/// <summary>Whoever has a link sees the page that publishing would make; whoever has not, or no longer, learns nothing.</summary>
public sealed class PreviewTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Preview_is_the_page_that_publishing_makes()
    {
        var hidden = await cms.Newsroom.DraftAsync();
        var shown = await cms.Newsroom.PublishedAsync();
        var draft = await cms.Newsroom.DraftAsync(new JsonObject
        {
            ["publishedAt"] = "2026-01-02T03:04:05Z",
            ["tags"] = new JsonArray((string)(await cms.Newsroom.TagAsync(Newsroom.Unique("Seen")))["slug"]!),
            ["leadImage"] = new JsonObject { ["image"] = Newsroom.Id(await cms.Newsroom.ImageAsync()) },
            ["relatedLinks"] = new JsonArray(Link(hidden), Link(shown)),
        });
        var url = await LinkAsync(draft);

        var preview = await LookAsync(url);
        var page = preview.Is(200);
        Assert.Equal(Newsroom.Id(shown), (string?)Assert.Single(page["article"]!["relatedLinks"]!.AsArray())!["article"]!["id"]);
        Assert.Equal("no-store", preview.Header("Cache-Control"));
        Assert.Equal("noindex, nofollow", preview.Header("X-Robots-Tag"));
        Assert.Equal("*", preview.Header("Access-Control-Allow-Origin"));
        Assert.Null(preview.Header("Access-Control-Allow-Credentials"));
        Assert.Null(preview.Header("Cache-Tag"));

        await cms.Newsroom.PublishAsync(draft);
        Assert.Equal(await LiveAsync((string)page["path"]!), AsListed(preview.Text));

        await cms.Newsroom.PatchAsync($"articles/{draft["id"]}", new JsonObject { ["headline"] = "A better one", ["slug"] = $"better-{draft["slug"]}" });
        var next = (await LookAsync(url)).Is(200);
        Assert.Equal(("A better one", 2), ((string?)next["article"]!["headline"], (int)next["article"]!["revision"]!));
        Assert.Equal(AsListed(preview.Text), await LiveAsync((string)page["path"]!));
        await cms.Newsroom.PublishAsync(draft);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await LiveAsync((string)next["path"]!)), JsonNode.Parse(AsListed(next.ToJsonString()))));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Preview_follows_a_merge_and_keeps_a_kept_credit()
    {
        var (old, target) = (await cms.Newsroom.TagAsync(Newsroom.Unique("Old")), await cms.Newsroom.TagAsync(Newsroom.Unique("Goes on")));
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("First Name"));
        var draft = await cms.Newsroom.DraftAsync(new JsonObject
        {
            ["tags"] = new JsonArray((string)old["slug"]!),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
        });
        await cms.Newsroom.SendAsync(HttpMethod.Post, $"tags/{old["id"]}/merge", new JsonObject { ["into"] = Newsroom.Id(target) }, HttpStatusCode.OK);
        await cms.Newsroom.PatchAsync($"authors/{author["id"]}?keepCredits=true", new JsonObject { ["name"] = "Second Name" });

        var story = (await LookAsync(await LinkAsync(draft))).Is(200)["article"]!;

        Assert.Equal([(string)target["slug"]!], story["tags"]!.Strings("slug"));
        Assert.Equal([(string)author["name"]!], story["bylines"]!.Strings("name"));
    }

    [Fact]
    public async Task Story_that_has_only_a_headline_can_be_looked_at()
    {
        var draft = await cms.Newsroom.PostAsync("articles", new JsonObject { ["language"] = "en", ["headline"] = "Only a headline" });

        var page = (await LookAsync(await LinkAsync(draft))).Is(200);

        Assert.Equal("article", (string?)page["kind"]);
        Assert.Equal($"/preview/{draft["slug"]}", (string?)page["path"]);
        Assert.Null(page["section"]);
        Assert.Empty(page["breadcrumb"]!.AsArray());
        Assert.Equal("Only a headline", (string?)page["article"]!["headline"]);
        Assert.Equal("Only a headline", (string?)page["seo"]!["title"]);
    }

    [Fact]
    public async Task Looks_are_counted_and_the_list_tells_no_address()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var created = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/preview-links", ifMatch: null)).Is(201);
        Assert.Equal(
            ["createdAt", "createdBy", "expiresAt", "id", "lastViewedAt", "revokedAt", "url", "views"], created.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromDays(7), (DateTimeOffset)created["expiresAt"]! - (DateTimeOffset)created["createdAt"]!);
        Assert.Equal((0, "admin"), ((int)created["views"]!, (string?)created["createdBy"]));
        var url = (string)created["url"]!;
        Assert.StartsWith(cms.App.Address.GetLeftPart(UriPartial.Authority) + "/v1/preview/cms_preview_", url, StringComparison.Ordinal);

        foreach (var _ in Enumerable.Range(0, 3)) (await LookAsync(url)).Is(200);
        using var head = await cms.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (head.StatusCode, head.Headers.CacheControl?.ToString()));

        var list = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{draft["slug"]}/preview-links");
        var link = Assert.Single(list.Is(200)["items"]!.AsArray())!.AsObject();
        Assert.Equal(3, (int)link["views"]!);
        Assert.NotNull(link["lastViewedAt"]);
        Assert.DoesNotContain("cms_preview_", list.Text, StringComparison.Ordinal);
        Assert.Equal((string?)draft["etag"], (string?)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["etag"]);
    }

    [Fact]
    public async Task Link_that_is_no_more_and_one_that_never_was_are_the_same()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var (revoked, expired, works) = (await LinkAsync(draft), await LinkAsync(draft), await LinkAsync(draft));
        var ids = (await cms.Newsroom.GetAsync($"articles/{draft["id"]}/preview-links"))["items"]!.AsArray().Select(link => (string)link!["id"]!).ToList();
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{draft["id"]}/preview-links/{ids[0]}", ifMatch: null)).Is(204);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{draft["id"]}/preview-links/{ids[0]}", ifMatch: null)).Is(204);
        await RunAsync($"update editorial.preview_link set expires_at = now() where id = '{ids[1]}'");
        Assert.Equal(
            ["revokePreviewLink", "createPreviewLink", "createPreviewLink", "createPreviewLink", "createArticle"],
            (await cms.Newsroom.GetAsync($"articles/{draft["id"]}/audit"))["items"]!.AsArray().Select(entry => (string)entry!["action"]!));
        var trashed = await cms.Newsroom.DraftAsync();
        var (ofTrashed, killed) = (await LinkAsync(trashed), await cms.Newsroom.DraftAsync());
        var ofKilled = await LinkAsync(killed);
        var held = await cms.Newsroom.DraftAsync();
        var ofHeld = await LinkAsync(held);
        // Whoever has to judge it needs to see it.
        await cms.Newsroom.PostAsync($"articles/{held["id"]}/holds", new JsonObject { ["kind"] = "legal", ["reason"] = "An order is expected" });
        (await LookAsync(ofHeld)).Is(200);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);
        await cms.Newsroom.ActAsync(killed, "kill", new JsonObject { ["reason"] = "legal" });

        (await LookAsync(works)).Is(200);
        var last = works[^1] == 'A' ? 'Q' : 'A';
        string[] nothing = [revoked, expired, ofTrashed, ofKilled, works[..^1] + last, works[..^4], works + "AAAA", works[..^64], works.Replace("cms_preview_", "", StringComparison.Ordinal), works + "%0a"];
        var answers = new List<string>();
        foreach (var url in nothing)
        {
            var answer = await LookAsync(url);
            Assert.Equal((404, "no-store", "noindex, nofollow"), (answer.Status, answer.Header("Cache-Control"), answer.Header("X-Robots-Tag")));
            answers.Add(answer.Text);
            using var head = await cms.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        }
        Assert.Single(answers.Distinct());
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{killed["id"]}/preview-links")).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{trashed["id"]}/preview-links")).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{killed["id"]}/preview-links/{ids[2]}")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_link_lasts_no_longer_than_thirty_days_and_does_not_begin_expired()
    {
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}/preview-links";
        var now = await DatabaseClock.NowAsync(cms.App.ConnectionString);
        Task<Answer> AskAsync(TimeSpan later) =>
            cms.Newsroom.Editor.AskAsync(HttpMethod.Post, path, new JsonObject { ["expiresAt"] = now.Add(later).ToString("O", System.Globalization.CultureInfo.InvariantCulture) });

        (await AskAsync(TimeSpan.FromDays(29.9))).Is(201);
        (await AskAsync(TimeSpan.FromDays(30.1))).IsProblem(422, "invalid", "/expiresAt out_of_range");
        (await AskAsync(TimeSpan.FromSeconds(-1))).IsProblem(422, "invalid", "/expiresAt out_of_range");
    }

    [Fact]
    public async Task Address_of_a_link_is_told_again_to_whoever_repeats_the_request_under_its_key_and_to_nobody_else()
    {
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}/preview-links";
        using var editor = cms.App.Client(CmsApp.AdminKey);
        editor.DefaultRequestHeaders.Add("Idempotency-Key", "preview");
        using var other = await cms.ClientAsync("writer");
        other.DefaultRequestHeaders.Add("Idempotency-Key", "preview");

        var (first, again) = ((await editor.AskAsync(HttpMethod.Post, path, new JsonObject())).Is(201), await editor.AskAsync(HttpMethod.Post, path, new JsonObject()));

        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.True(JsonNode.DeepEquals(first, again.Is(201)));
        Assert.Single((await cms.Newsroom.GetAsync(path))["items"]!.AsArray());
        Assert.NotEqual((string?)first["url"], (string?)(await other.AskAsync(HttpMethod.Post, path, new JsonObject())).Is(201)["url"]);
        Assert.DoesNotContain("cms_preview_", (await cms.Newsroom.GetAsync($"{path}/{first["id"]}")).ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>The one thing that a preview says otherwise.</summary>
    private static string AsListed(string page)
    {
        Assert.Contains("\"noindex\":true", page, StringComparison.Ordinal);
        return page.Replace("\"noindex\":true", "\"noindex\":false", StringComparison.Ordinal);
    }

    private static JsonObject Link(JsonObject article) => new() { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(article) };

    private async Task<string> LinkAsync(JsonObject article) =>
        (string)(await cms.Newsroom.PostAsync($"articles/{Newsroom.Id(article)}/preview-links", []))["url"]!;

    private async Task<Answer> LookAsync(string url)
    {
        var response = await cms.Reader.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return new Answer(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<string> LiveAsync(string path) => cms.Reader.GetStringAsync($"/v1/page?path={Uri.EscapeDataString(path)}", TestContext.Current.CancellationToken);

    private async Task RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(cms.App.ConnectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
