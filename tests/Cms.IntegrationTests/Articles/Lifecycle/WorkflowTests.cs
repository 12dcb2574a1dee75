using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Lifecycle;

public sealed class WorkflowTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_story_goes_to_review_comes_back_and_is_approved()
    {
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["slugline"] = "harbour" });

        Assert.Equal("inReview", (string?)(await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200)["workflow"]);
        Assert.Equal("draft", (string?)(await cms.Newsroom.Editor.DoAsync(story, "return", """{ "note": "Who says so?" }""")).Is(200)["workflow"]);
        (await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200);
        var approved = (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        Assert.Equal("approved", (string?)approved["workflow"]);
        (await cms.Newsroom.Editor.DoAsync(story, "return", ifMatch: (string)story["etag"]!)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.DoAsync(story, "return", ifMatch: null)).IsProblem(428, "precondition_required");
    }

    [Fact]
    public async Task What_is_submitted_has_a_section_and_a_slugline()
    {
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = null });

        (await cms.Newsroom.Editor.DoAsync(story, "submit")).IsProblem(422, "invalid", "/section required", "/slugline required");
    }

    [Fact]
    public async Task Where_the_site_asks_for_approval_another_text_needs_another()
    {
        using var writer = await cms.ClientAsync("writer");
        var story = (await writer.AskAsync(HttpMethod.Post, "articles", (await FreshAsync()).DeepClone())).Is(201);
        (await writer.DoAsync(story, "submit")).Is(200);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "another" });

        // The approver has written none of it.
        (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        var edited = (await writer.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "New" })).Is(200);
        Assert.Equal("draft", (string?)edited["workflow"]);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).IsProblem(409, "not_allowed_now");

        (await writer.DoAsync(story, "submit")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).Is(200);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });
        Assert.Equal("approved", (string?)(await writer.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = null })).Is(200)["workflow"]);
    }

    [Fact]
    public async Task An_edit_that_ends_an_approval_warns_of_it_and_of_the_moment_that_will_fail()
    {
        var (scheduled, approved) = (await cms.Newsroom.InAsync("approved"), await cms.Newsroom.InAsync("approved"));
        (await cms.Newsroom.Editor.ScheduleAsync(scheduled, $$"""{ "publishAt": "{{Stories.Tomorrow}}" }""")).Is(200);
        var read = await cms.Newsroom.GetAsync($"articles/{scheduled["id"]}");
        var unsettled = await cms.Newsroom.PatchAsync($"articles/{approved["id"]}", new JsonObject { ["kicker"] = "Nobody asks for approval" });
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "anyone" });

        var put = read.DeepClone().AsObject();
        put["kicker"] = "New";
        var first = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, $"articles/{scheduled["id"]}", put)).Is(200);
        var again = await cms.Newsroom.PatchAsync($"articles/{scheduled["id"]}", new JsonObject { ["kicker"] = "Newer" });
        var other = await cms.Newsroom.PatchAsync($"articles/{approved["id"]}", new JsonObject { ["kicker"] = "New", ["bodyHtml"] = "<p><u>Text</u></p>" });
        var trail = (await cms.Newsroom.GetAsync($"articles/{scheduled["id"]}/audit"))["items"]!.AsArray().Select(entry => $"{entry!["action"]} {entry["note"]}").Take(2);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });

        Assert.Equal(["/workflow approval_withdrawn", "/schedule/publishAt schedule_unapproved"], WarningsOf(first));
        Assert.Contains(Stories.Tomorrow, (string)first["warnings"]![1]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(("draft", Stories.Tomorrow), ((string?)first["workflow"], (string?)first["schedule"]!["publishAt"]));
        Assert.Empty(WarningsOf(again));
        Assert.Empty(WarningsOf(unsettled));
        Assert.Equal(["/bodyHtml dropped_formatting", "/workflow approval_withdrawn"], WarningsOf(other));
        Assert.Equal(["patchArticle ", "replaceArticle No longer approved."], trail);

        static IEnumerable<string> WarningsOf(JsonObject story) => story["warnings"]!.AsArray().Select(warning => $"{warning!["pointer"]} {warning["code"]}");
    }

    [Fact]
    public async Task An_old_revision_and_a_merged_edit_warn_too()
    {
        var story = await cms.Newsroom.InAsync("approved");
        var first = await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "First" });
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "Second" });
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "anyone" });

        var merged = await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, $"articles/{story["id"]}", new JsonObject { ["summary"] = "Merged" }, (string)first["etag"]!);
        (await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        var restored = await cms.Newsroom.Editor.DoAsync(story, "revisions/v3/restore");
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });

        foreach (var answer in new[] { merged, restored })
            Assert.Equal("approval_withdrawn", (string?)Assert.Single(answer.Is(200)["warnings"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task A_save_that_changes_nothing_is_no_version_and_needs_no_other_approval()
    {
        var story = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", await FreshAsync())).Is(201);
        (await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "anyone" });
        var read = await cms.Newsroom.GetAsync($"articles/{story["id"]}");

        var put = await cms.Newsroom.SendAsync(HttpMethod.Put, $"articles/{story["id"]}", read, HttpStatusCode.OK);
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = (string)read["headline"]! });
        var after = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });

        put.Remove("warnings");
        read.Remove("warnings");
        Assert.Equal(read.ToJsonString(), put.ToJsonString());
        Assert.Equal(("approved", (string?)read["etag"]), ((string?)after["workflow"], (string?)after["etag"]));
    }

    [Fact]
    public async Task Who_approves_has_read_the_correction_that_came_while_the_story_was_in_review()
    {
        var story = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", await FreshAsync())).Is(201);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).Is(200);
        var submitted = (await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200);
        var corrected = await cms.Newsroom.Editor.DoAsync(story, "corrections", """{ "kind": "correction", "text": "Who has read this?" }""");
        corrected.Is(201);

        (await cms.Newsroom.Editor.DoAsync(story, "approve", ifMatch: (string)submitted["etag"]!)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.DoAsync(story, "approve", ifMatch: corrected.ETag)).Is(200);
    }

    [Fact]
    public async Task A_correction_that_nobody_approved_is_not_published()
    {
        var story = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", await FreshAsync())).Is(201);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(story, "submit")).Is(200);
        var approved = (await cms.Newsroom.Editor.DoAsync(story, "approve")).Is(200);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "anyone" });

        var corrected = await cms.Newsroom.Editor.DoAsync(story, "corrections", """{ "kind": "correction", "text": "Nobody read this." }""");
        corrected.Is(201);
        var publish = await cms.Newsroom.Editor.DoAsync(story, "publish");
        var read = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });

        Assert.Equal("unapproved", (string?)publish.IsProblem(409, "not_allowed_now")["because"]![0]);
        Assert.Equal(("draft", corrected.ETag), ((string?)read["workflow"], (string?)read["etag"]));
        Assert.NotEqual((string?)approved["etag"], corrected.ETag);
    }

    [Fact]
    public async Task Who_publishes_a_story_has_not_written_it()
    {
        using var author = await cms.ClientAsync("publisher");
        var story = (await author.AskAsync(HttpMethod.Post, "articles", await FreshAsync())).Is(201);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).Is(200);
        (await author.DoAsync(story, "submit")).Is(200);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "another" });

        var answer = await author.DoAsync(story, "approve");
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });

        Assert.Equal("ownStory", (string?)answer.IsProblem(409, "not_allowed_now")["because"]![0]);
    }

    [Fact]
    public async Task An_embargo_keeps_a_story_from_publication_until_it_is_lifted()
    {
        var story = await cms.Newsroom.DraftAsync();

        var embargoed = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/embargo", """{ "until": "2098-01-01T00:00:00Z", "note": "The ministry's" }""")).Is(200);
        Assert.Equal("""{"until":"2098-01-01T00:00:00Z","note":"The ministry's"}""", System.Text.RegularExpressions.Regex.Unescape(embargoed["embargo"]!.ToJsonString()));
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/embargo", """{ "until": "2020-01-01T00:00:00Z" }""")).IsProblem(422, "invalid", "/until out_of_range");
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).IsProblem(409, "not_allowed_now");

        Assert.Null((await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{story["id"]}/embargo")).Is(200)["embargo"]);
        (await cms.Newsroom.Editor.DoAsync(story, "publish")).Is(200);
    }

    [Fact]
    public async Task A_writer_makes_an_embargo_longer_and_never_shorter()
    {
        using var writer = await cms.ClientAsync("writer");
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}/embargo";

        (await writer.SendTextAsync(HttpMethod.Put, path, """{ "until": "2098-01-01T00:00:00Z" }""")).Is(200);
        (await writer.SendTextAsync(HttpMethod.Put, path, """{ "until": "2097-01-01T00:00:00Z" }""")).IsProblem(403, "forbidden");
        (await writer.SendTextAsync(HttpMethod.Put, path, "{}")).Is(200);
        (await writer.SendTextAsync(HttpMethod.Put, path, """{ "until": "2098-01-01T00:00:00Z" }""")).IsProblem(403, "forbidden");
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, path, """{ "until": "2098-01-01T00:00:00Z" }""")).Is(200);
    }

    private async Task<JsonObject> FreshAsync() => new()
    {
        ["language"] = "en-IN",
        ["headline"] = Newsroom.Unique("A story"),
        ["slugline"] = "harbour",
        ["section"] = await cms.Newsroom.SectionAsync(Newsroom.Unique("Desk")),
        ["bodyMarkdown"] = "Text.",
        ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)(await cms.Newsroom.AuthorAsync(Newsroom.Unique("Writer")))["slug"]! }),
    };
}
