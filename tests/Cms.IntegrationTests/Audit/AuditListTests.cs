using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Audit;

/// <summary>The trail as a whole: what was done to anything, and what of it concerns one resource, kind, key or operation.</summary>
public sealed class AuditListTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task What_was_done_to_something_is_told_after_it_was_deleted()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Short-lived"));
        await cms.Newsroom.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["name"] = Newsroom.Unique("Shorter-lived") });
        var deleted = await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{tag["id"]}");
        deleted.Is(204);

        var items = await ListAsync($"resource={tag["id"]}");

        Assert.Equal(["deleteTag 2 ", "patchTag 1 2", "createTag  1"], items.Select(item => $"{item["action"]} {item["versionBefore"]} {item["versionAfter"]}"));
        Assert.All(items, item => Assert.Equal(("tag", Newsroom.Id(tag), "admin"), ((string?)item["kind"], (string?)item["resourceId"], (string?)item["by"])));
        Assert.Equal(deleted.Header("X-Request-Id"), (string?)items[0]["requestId"]);
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task What_was_done_to_each_kind_is_told_as_that(string collection)
    {
        var created = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var path = Collections.PathOf(collection, created);
        await cms.Newsroom.PatchAsync(path, Collections.Change(collection));
        var kind = (string)(await ListAsync($"resource={created["id"]}"))[0]["kind"]!;

        var items = await ListAsync($"kind={kind}&limit=2");

        Assert.All(items, item => Assert.Equal((kind, Newsroom.Id(created)), ((string?)item["kind"], (string?)item["resourceId"])));
        Assert.Equal(["patch", "create"], items.Select(item => string.Concat(((string)item["action"]!).TakeWhile(char.IsLower))));
        Assert.Equal(items.Select(item => item.ToJsonString()), (await ListAsync($"kind={kind}&resource={created["id"]}")).Select(item => item.ToJsonString()));
    }

    [Fact]
    public async Task What_was_done_with_a_key_and_what_by_an_operation_is_told()
    {
        var key = await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique("Night desk"), ["role"] = "publisher" });
        using var night = cms.App.Client((string)key["key"]!);
        var (first, second) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());
        foreach (var story in new[] { first, second }) (await night.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/publish")).Is(200);
        (await night.AskAsync(HttpMethod.Post, $"articles/{first["id"]}/unpublish")).Is(200);

        Assert.Equal(["unpublishArticle", "publishArticle", "publishArticle"], (await ListAsync($"key={key["id"]}")).Select(item => (string)item["action"]!));
        Assert.Equal(["publishArticle"], (await ListAsync($"key={key["id"]}&resource={second["id"]}")).Select(item => (string)item["action"]!));
        Assert.Equal([Newsroom.Id(second), Newsroom.Id(first)], (await ListAsync("action=publishArticle&limit=2")).Select(item => (string)item["resourceId"]!));
        Assert.Empty(await ListAsync($"action=publishArticle&resource={key["id"]}"));
    }

    [Fact]
    public async Task To_revoke_a_key_again_is_no_second_event()
    {
        var key = await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique("Once"), ["role"] = "writer" });
        for (var count = 0; count < 2; count++) (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"keys/{key["id"]}")).Is(204);

        Assert.Equal(["revokeKey", "createKey"], (await ListAsync($"resource={key["id"]}")).Select(item => (string)item["action"]!));
    }

    [Fact]
    public async Task What_a_merge_did_to_stories_stands_with_the_tags()
    {
        var (from, into) = (await cms.Newsroom.TagAsync(Newsroom.Unique("From")), await cms.Newsroom.TagAsync(Newsroom.Unique("Into")));
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray((string)from["slug"]!) });
        await cms.Newsroom.SendAsync(HttpMethod.Post, $"tags/{from["id"]}/merge", new JsonObject { ["into"] = Newsroom.Id(into) }, HttpStatusCode.OK);

        Assert.Equal($"Merged into {into["id"]}.", (string?)(await ListAsync($"resource={from["id"]}"))[0]["note"]);
        Assert.Equal($"{from["id"]} was merged into it.", (string?)(await ListAsync($"resource={into["id"]}"))[0]["note"]);
        Assert.Equal(["createArticle"], (await ListAsync($"resource={story["id"]}")).Select(item => (string)item["action"]!));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_ended_also_when_something_is_done_meanwhile()
    {
        var path = $"tags/{(await cms.Newsroom.TagAsync(Newsroom.Unique("Paged")))["id"]}";
        for (var count = 0; count < 4; count++) await cms.Newsroom.PatchAsync(path, new JsonObject { ["name"] = Newsroom.Unique("Paged") });

        var versions = new List<long>();
        for (var next = $"audit?resource={path["tags/".Length..]}&limit=2"; next is not null;)
        {
            var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, next);
            versions.AddRange(answer.Is(200)["items"]!.AsArray().Select(item => (long)item!["versionAfter"]!));
            next = answer.Header("Link")?.Split('<', '>')[1]["/v1/editorial/".Length..];
            await cms.Newsroom.PatchAsync(path, new JsonObject { ["name"] = Newsroom.Unique("Paged") });
        }

        Assert.Equal([5, 4, 3, 2, 1], versions);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        await cms.Newsroom.DraftAsync();
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}/audit";
        var next = (string)(await cms.Newsroom.GetAsync("audit?kind=article&limit=1"))["next"]!;

        foreach (var list in new[] { "audit?kind=tag", "audit?action=createArticle", "audit?limit=1", $"{path}?limit=1" })
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{list}&cursor={next}")).IsProblem(400, "invalid_cursor");
    }

    [Theory]
    [InlineData("kind=tags&resource=news&key=0192F0C4-7D1E-7A33-9C5B-000000000001", "kind invalid_value", "resource invalid_format", "key invalid_format")]
    [InlineData("kind=tag&action=createTag", "action conflict")]
    [InlineData("key=0192f0c4-7d1e-7a33-9c5b-000000000001&action=createTag", "action conflict")]
    [InlineData("action=publishArticel", "action invalid_value")]
    [InlineData("action=listArticles", "action invalid_value")]
    [InlineData("action=&limit=0&by=admin", "action required", "limit out_of_range", "by unknown_member")]
    public async Task All_that_is_wrong_with_a_query_is_told_at_once(string query, params string[] faults) =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"audit?{query}")).IsProblem(400, "invalid_parameter", faults);

    [Fact]
    public async Task A_writer_does_not_read_it()
    {
        using var writer = await cms.ClientAsync("writer");

        (await writer.AskAsync(HttpMethod.Get, "audit")).IsProblem(403, "forbidden");
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string query) =>
        [.. (await cms.Newsroom.GetAsync($"audit?{query}"))["items"]!.AsArray().Select(item => item!.AsObject())];
}
