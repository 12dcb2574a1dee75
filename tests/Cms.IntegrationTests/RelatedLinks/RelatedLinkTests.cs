using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.RelatedLinks;

/// <summary>The related links of a story one by one: parts of its working copy, under its ETag.</summary>
public sealed class RelatedLinkTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_link_has_one_address()
    {
        var story = await cms.Newsroom.DraftAsync();
        var links = $"articles/{story["id"]}/related-links";
        const string id = "0192f0c4-7d1e-7a33-9c5b-0123456789ab";
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, links, new JsonObject { ["id"] = id, ["kind"] = "read", ["title"] = "Not found yet" }, ifMatch: null)).Is(201);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{links}/{id}")).Is(200);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{links}/{id.ToUpperInvariant()}")).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{links}/{id.Replace("-", "", StringComparison.Ordinal)}")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_link_is_added_read_replaced_changed_and_taken_away()
    {
        var (story, target) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.PublishedAsync());
        var links = $"articles/{story["id"]}/related-links";

        var added = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, links, new JsonObject { ["kind"] = "read", ["article"] = target["slug"]!.DeepClone() }, ifMatch: null);
        var link = added.Is(201);
        var path = $"{links}/{link["id"]}";
        Assert.Equal("/v1/editorial/" + path, added.Header("Location"));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{ "id": "{{link["id"]}}", "kind": "read", "position": "end", "article": "{{target["id"]}}", "url": null, "title": null, "label": null, "state": "ok" }"""),
            link));
        Assert.Equal((string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"], added.ETag);
        Assert.NotEqual((string?)story["etag"], added.ETag);

        var read = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path);
        Assert.True(JsonNode.DeepEquals(link, read.Is(200)));
        Assert.Equal(added.ETag, read.ETag);

        Assert.True(JsonNode.DeepEquals(link, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, link, read.ETag)).Is(200)));
        var patched = (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["label"] = "Earlier" })).Is(200);
        Assert.Equal("Earlier", (string?)patched["label"]);
        Assert.Equal("read", (string?)patched["kind"]);
        var reset = (await cms.Newsroom.Editor.PatchAsync(path, JsonNode.Parse("""{ "label": null, "article": null, "url": "https://a.example/", "title": "Elsewhere" }""")!)).Is(200);
        Assert.Null(reset["label"]);
        Assert.Equal("external", (string?)reset["state"]);
        var replaced = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, new JsonObject { ["kind"] = "watch", ["title"] = "Not found yet" })).Is(200);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{ "id": "{{link["id"]}}", "kind": "watch", "position": "end", "article": null, "url": null, "title": "Not found yet", "label": null, "state": "unresolved" }"""),
            replaced));

        var deleted = await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path);
        deleted.Is(204);
        Assert.Equal((string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"], deleted.ETag);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["label"] = "x" })).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task The_list_is_that_of_the_article_in_its_order()
    {
        var story = await cms.Newsroom.DraftAsync();
        foreach (var title in new[] { "One", "Two", "Three" }) await AddAsync(story, $$"""{ "kind": "moreOn", "title": "{{title}}" }""");

        var listed = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{story["slug"]}/related-links");

        Assert.Equal(["One", "Two", "Three"], listed.Is(200)["items"]!.AsArray().Select(link => (string?)link!["title"]));
        var article = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.True(JsonNode.DeepEquals(article["relatedLinks"], listed.Json["items"]));
        Assert.Equal((string?)article["etag"], listed.ETag);
    }

    [Fact]
    public async Task The_state_follows_the_target()
    {
        var (story, target) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());
        var link = (await AddAsync(story, $$"""{ "kind": "read", "article": "{{target["id"]}}" }""")).Is(201);
        var etag = (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"];
        Assert.Equal("pending", (string?)link["state"]);

        foreach (var (action, state) in new[] { ("publish", "ok"), ("unpublish", "pending"), ("publish", "ok"), ("takedown", "gone") })
        {
            await cms.Newsroom.ActAsync(target, action, action == "takedown" ? new JsonObject { ["reason"] = "legal" } : []);
            Assert.Equal(state, (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}/related-links/{link["id"]}"))["state"]);
        }
        Assert.Equal(etag, (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"]);
    }

    [Fact]
    public async Task A_link_is_written_under_the_etag_of_its_story()
    {
        var story = await cms.Newsroom.DraftAsync();
        var link = (await AddAsync(story, """{ "kind": "read", "title": "x" }""")).Is(201);
        var path = $"articles/{story["id"]}/related-links/{link["id"]}";
        var old = (string)story["etag"]!;

        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["label"] = "x" }, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, link, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["label"] = "x" }, old)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: old)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/related-links", new JsonObject { ["kind"] = "read", ["title"] = "x" }, old)).IsProblem(412, "stale");
    }

    [Fact]
    public async Task Stale_change_of_a_link_is_told_what_all_have_changed_and_merged_with_changes_of_other_links()
    {
        var story = await cms.Newsroom.DraftAsync();
        var (first, second) = ((await AddAsync(story, """{ "kind": "read", "title": "First" }""")).Is(201), await AddAsync(story, """{ "kind": "read", "title": "Second" }"""));
        var (article, read) = ($"articles/{story["id"]}", second.ETag!);
        var (one, two) = ($"{article}/related-links/{first["id"]}", $"{article}/related-links/{second.Json["id"]}");
        await cms.Newsroom.PatchAsync(article, new JsonObject { ["kicker"] = "Theirs" });
        await cms.Newsroom.PatchAsync(two, new JsonObject { ["label"] = "Theirs" });

        var problem = (await cms.Newsroom.Editor.PatchAsync(one, new JsonObject { ["label"] = "Yours" }, read)).IsProblem(412, "stale");
        Assert.Equal(["/kicker", "/relatedLinks"], problem["changes"]!.AsArray().Select(change => (string)change!["pointer"]!));
        var links = problem["changes"]![1]!;
        Assert.Equal((null, "Theirs", "Yours", false), ((string?)links["base"]![0]!["label"], (string?)links["theirs"]![1]!["label"], (string?)links["yours"]![0]!["label"], (bool)links["conflict"]!));

        var merged = await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, one, new JsonObject { ["label"] = "Yours" }, read);
        Assert.Equal("Yours", (string?)merged.Is(200)["label"]);
        Assert.Equal("merge=disjoint", merged.Header("Preference-Applied"));
        var after = await cms.Newsroom.GetAsync(article);
        Assert.Equal("Theirs", (string?)after["kicker"]);
        Assert.Equal(["Yours", "Theirs"], after["relatedLinks"]!.AsArray().Select(link => (string?)link!["label"]));

        foreach (var (method, sent) in new[] { (HttpMethod.Patch, new JsonObject { ["label"] = "Mine" }), (HttpMethod.Put, new JsonObject { ["kind"] = "read", ["title"] = "Second", ["label"] = "Mine" }), (HttpMethod.Delete, null) })
            Assert.True((bool)(await cms.Newsroom.Editor.AskForMergeAsync(method, two, sent, read)).IsProblem(412, "stale")["changes"]![1]!["conflict"]!);
    }

    [Fact]
    public async Task Link_is_added_and_taken_away_beside_changes_of_others()
    {
        var story = await cms.Newsroom.DraftAsync();
        var (first, second) = ((await AddAsync(story, """{ "kind": "read", "title": "First" }""")).Is(201), await AddAsync(story, """{ "kind": "read", "title": "Second" }"""));
        var (article, read) = ($"articles/{story["id"]}", second.ETag!);
        await cms.Newsroom.PatchAsync($"{article}/related-links/{first["id"]}", new JsonObject { ["label"] = "Theirs" });

        var added = await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Post, $"{article}/related-links", new JsonObject { ["kind"] = "read", ["title"] = "Third" }, read);
        Assert.Equal("Third", (string?)added.Is(201)["title"]);
        (await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Delete, $"{article}/related-links/{second.Json["id"]}", null, read)).Is(204);

        Assert.Equal(["First Theirs", "Third "], (await cms.Newsroom.GetAsync(article))["relatedLinks"]!.AsArray().Select(link => $"{link!["title"]} {link["label"]}"));
    }

    [Fact]
    public async Task Links_added_at_once_are_all_there()
    {
        var story = await cms.Newsroom.DraftAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => (await AddAsync(story, """{ "kind": "read", "title": "x" }""")).Is(201)));

        Assert.Equal(10, (await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["relatedLinks"]!.AsArray().Count);
    }

    [Fact]
    public async Task Taking_an_inline_link_away_takes_its_block_too()
    {
        var id = Guid.CreateVersion7().ToString();
        var story = await cms.Newsroom.DraftAsync(JsonNode.Parse($$"""
            {
              "body": [ { "_type": "divider", "_key": "a" }, { "_type": "relatedLink", "_key": "b", "relatedLinkId": "{{id}}" }, { "_type": "divider", "_key": "c" } ],
              "relatedLinks": [ { "id": "{{id}}", "kind": "read", "position": "inline", "title": "x" }, { "kind": "read", "title": "stays" } ]
            }
            """)!.AsObject());

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{story["id"]}/related-links/{id}")).Is(204);

        var after = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.Equal(["a", "c"], after["body"]!.AsArray().Select(block => (string?)block!["_key"]));
        Assert.Equal("stays", (string?)Assert.Single(after["relatedLinks"]!.AsArray())!["title"]);
    }

    [Theory]
    [InlineData("""{}""", 422, "/kind required", "/title required")]
    [InlineData("""{ "kind": "see", "position": "top", "url": "ftp://a.example", "title": "x" }""", 422, "/kind invalid_value", "/position invalid_value", "/url invalid_format")]
    [InlineData("""{ "kind": "read", "article": "no-such-story" }""", 422, "/article not_found")]
    [InlineData("""{ "id": "not-an-id", "kind": "read", "title": "x" }""", 422, "/id invalid_format")]
    [InlineData("""{ "id": "0193F0C4-7D1E-7A33-9C5B-0123456789AB", "kind": "read", "title": "x" }""", 422, "/id invalid_format")]
    [InlineData("""{ "id": 7, "kind": "read", "title": "x" }""", 400, "/id invalid_type")]
    [InlineData("""{ "kind": "read", "title": "x", "kindd": null }""", 400, "/kindd unknown_member")]
    [InlineData("""{ "kind": [], "title": "x" }""", 400, "/kind invalid_type")]
    public async Task Faults_point_into_the_link_that_was_sent(string sent, int status, params string[] faults)
    {
        var story = await cms.Newsroom.DraftAsync();
        var first = (await AddAsync(story, """{ "kind": "read", "title": "First" }""")).Is(201);

        var problem = (await AddAsync(story, sent)).IsProblem(status, status == 422 ? "invalid" : "malformed", faults);

        Assert.DoesNotContain("relatedLinks", problem.ToJsonString(), StringComparison.Ordinal);
        if (!sent.Contains("\"id\"", StringComparison.Ordinal))
            (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/related-links/{first["id"]}", sent)).IsProblem(status, status == 422 ? "invalid" : "malformed", faults);
        Assert.Single((await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["relatedLinks"]!.AsArray());
    }

    [Fact]
    public async Task An_unknown_member_of_a_patch_is_400_even_as_null()
    {
        var story = await cms.Newsroom.DraftAsync();
        var link = (await AddAsync(story, """{ "kind": "read", "title": "x" }""")).Is(201);

        (await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}/related-links/{link["id"]}", new JsonObject { ["titel"] = null }))
            .IsProblem(400, "malformed", "/titel unknown_member");
    }

    [Fact]
    public async Task An_id_cannot_be_changed()
    {
        var story = await cms.Newsroom.DraftAsync();
        var link = (await AddAsync(story, """{ "kind": "read", "title": "x" }""")).Is(201);

        (await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}/related-links/{link["id"]}", new JsonObject { ["id"] = Guid.CreateVersion7().ToString() }))
            .IsProblem(422, "invalid", "/id read_only");
    }

    [Fact]
    public async Task A_link_to_an_article_and_a_url_or_to_its_own_story_is_refused()
    {
        var (story, target) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());

        (await AddAsync(story, $$"""{ "kind": "read", "article": "{{target["slug"]}}", "url": "https://a.example/" }""")).IsProblem(422, "invalid", "/url conflict");
        (await AddAsync(story, $$"""{ "kind": "read", "article": "{{story["slug"]}}" }""")).IsProblem(422, "invalid", "/article invalid_value");
        (await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}", JsonNode.Parse($$"""{ "relatedLinks": [ { "kind": "read", "article": "{{story["id"]}}" } ] }""")!))
            .IsProblem(422, "invalid", "/relatedLinks/0/article invalid_value");
    }

    [Fact]
    public async Task A_story_that_is_not_there_has_no_links() =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles/no-such-story/related-links")).IsProblem(404, "not_found");

    private Task<Answer> AddAsync(JsonObject story, string link) =>
        cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/related-links", link, ifMatch: null);
}
