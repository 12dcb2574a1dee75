using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

public sealed class TrashTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_deleted_draft_is_in_the_trash_and_can_be_restored_as_it_was()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var path = $"articles/{draft["id"]}";
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: (string)draft["etag"]!)).Is(204);
        var trashed = await cms.Newsroom.GetAsync(path);
        Assert.NotNull(trashed["trashedAt"]);

        var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/restore", ifMatch: (string)trashed["etag"]!);

        var restored = answer.Is(200);
        Assert.Equal(answer.ETag, (string?)restored["etag"]);
        Assert.Null(restored["trashedAt"]);
        foreach (var (name, value) in draft)
        {
            if (name is not ("etag" or "modifiedAt")) Assert.True(JsonNode.DeepEquals(value, restored[name]), $"{name} is {restored[name]}");
        }
    }

    [Theory]
    [InlineData("DELETE", "", "POST", "/restore", "trashArticle")]
    [InlineData("POST", "/restore", null, null, "restoreArticle")]
    [InlineData("DELETE", "/schedule", null, null, "unscheduleArticle")]
    [InlineData("DELETE", "/embargo", null, null, "liftEmbargo")]
    public async Task What_changes_nothing_is_no_version_and_no_event(string method, string what, string? back, string? undone, string action)
    {
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}";
        if (back is not null) Assert.InRange((await cms.Newsroom.Editor.AskAsync(new HttpMethod(method), path + what)).Status, 200, 204);
        var before = await cms.Newsroom.GetAsync(path);

        Assert.InRange((await cms.Newsroom.Editor.AskAsync(new HttpMethod(method), path + what)).Status, 200, 204);

        Assert.True(JsonNode.DeepEquals(before, await cms.Newsroom.GetAsync(path)));
        Assert.Equal(back is null ? 0 : 1, (await cms.Newsroom.GetAsync($"{path}/audit"))["items"]!.AsArray().Count(item => (string?)item!["action"] == action));
        if (back is not null) (await cms.Newsroom.Editor.AskAsync(new HttpMethod(back), path + undone)).Is(200);
    }

    [Fact]
    public async Task A_published_story_is_409_until_it_is_unpublished()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}";

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).IsProblem(409, "not_allowed_now");
        Assert.Null((await cms.Newsroom.GetAsync(path))["trashedAt"]);

        await cms.Newsroom.ActAsync(story, "unpublish", []);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);
    }

    [Fact]
    public async Task What_is_in_the_trash_is_neither_edited_nor_published()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var path = $"articles/{draft["id"]}";
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);
        var trashed = await cms.Newsroom.GetAsync(path);

        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["headline"] = "x" })).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, trashed)).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/publish")).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/related-links", new JsonObject { ["kind"] = "read", ["title"] = "x" }))
            .IsProblem(409, "not_allowed_now");
        Assert.True(JsonNode.DeepEquals(trashed, await cms.Newsroom.GetAsync(path)));
    }

    [Fact]
    public async Task What_is_killed_is_not_in_the_trash()
    {
        var (trashed, story) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);

        var killed = await cms.Newsroom.ActAsync(trashed, "kill", new JsonObject { ["reason"] = "legal" });
        await cms.Newsroom.ActAsync(story, "kill", new JsonObject { ["reason"] = "legal" });
        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{story["id"]}")).IsProblem(409, "not_allowed_now");

        Assert.Equal(["killed"], problem["because"]!.AsArray().Select(code => (string)code!));
        Assert.Null(killed["trashedAt"]);
        var ids = (await cms.Newsroom.GetAsync("articles?state=killed&limit=100"))["items"]!.AsArray().Select(item => (string)item!["id"]!).ToList();
        Assert.Contains(Newsroom.Id(trashed), ids);
        Assert.Contains(Newsroom.Id(story), ids);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{trashed["id"]}/restore")).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task Its_slug_stays_its_own()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["slug"] = "trashed-slug" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{draft["id"]}")).Is(204);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "x", ["slug"] = "trashed-slug" }))
            .IsProblem(409, "slug_taken");
    }
}
