using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>Who links to a story, in every state.</summary>
public sealed class BacklinkTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Working_copies_and_public_revisions_are_told_apart_in_every_state()
    {
        var target = await cms.Newsroom.DraftAsync();
        var draft = await cms.Newsroom.DraftAsync(LinkingTo(target));
        var published = await cms.Newsroom.PublishedAsync(LinkingTo(target));
        var letGo = await cms.Newsroom.PublishedAsync(LinkingTo(target));
        await cms.Newsroom.PatchAsync($"articles/{letGo["id"]}", new JsonObject { ["relatedLinks"] = new JsonArray() });
        var unpublished = await cms.Newsroom.PublishedAsync(LinkingTo(target));
        await cms.Newsroom.ActAsync(unpublished, "unpublish", []);
        var trashed = await cms.Newsroom.DraftAsync(LinkingTo(target));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);
        var killed = await cms.Newsroom.PublishedAsync(LinkingTo(target));
        await cms.Newsroom.ActAsync(killed, "kill", new JsonObject { ["reason"] = "legal" });
        var inText = await cms.Newsroom.DraftAsync(new JsonObject { ["bodyMarkdown"] = $"Text.\n\n[read](cms:{target["slug"]})" });
        var inOldRevision = await cms.Newsroom.PublishedAsync(LinkingTo(target));
        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{inOldRevision["id"]}", new JsonObject { ["relatedLinks"] = new JsonArray() }));
        await cms.Newsroom.DraftAsync(LinkingTo(draft));

        var items = (await cms.Newsroom.GetAsync($"articles/{target["slug"]}/backlinks"))["items"]!.AsArray();

        Assert.Equal(
            [
                Line(draft, "never", workingCopy: true, published: false),
                Line(published, "published", workingCopy: true, published: true),
                Line(letGo, "published", workingCopy: false, published: true),
                Line(unpublished, "unpublished", workingCopy: true, published: false),
                Line(trashed, "never", workingCopy: true, published: false),
                Line(killed, "killed", workingCopy: true, published: false),
                Line(inText, "never", workingCopy: true, published: false),
            ],
            items.Select(item => $"{item!["id"]} {item["slug"]} {item["headline"]} {item["publication"]} {item["workingCopy"]} {item["published"]}"));
        Assert.Equal([Newsroom.Id(trashed)], items.Where(item => item!["trashedAt"] is not null).Select(item => (string)item!["id"]!));

        static string Line(JsonObject story, string publication, bool workingCopy, bool published) =>
            $"{story["id"]} {story["slug"]} {story["headline"]} {publication} {(workingCopy ? "true" : "false")} {(published ? "true" : "false")}";
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        var target = await cms.Newsroom.DraftAsync();
        List<string> stories = [];
        for (var number = 0; number < 3; number++) stories.Add(Newsroom.Id(await cms.Newsroom.DraftAsync(LinkingTo(target))));

        var first = await cms.Newsroom.GetAsync($"articles/{target["id"]}/backlinks?limit=2");
        var second = await cms.Newsroom.GetAsync($"articles/{target["id"]}/backlinks?limit=2&cursor={first["next"]}");

        Assert.Equal(stories, first.Items("id").Concat(second.Items("id")));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_story_that_there_is_not_has_none() =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles/no-such-story/backlinks")).IsProblem(404, "not_found");

    private static JsonObject LinkingTo(JsonObject target) =>
        new() { ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(target) }) };
}
