using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

public sealed class WithdrawTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task An_unpublished_story_keeps_its_reason_and_can_be_published_again()
    {
        var story = await cms.Newsroom.PublishedAsync();

        var answer = await ActAsync(story, "unpublish", """{ "reason": "Waiting for the\nminister" }""");
        var unpublished = answer.Is(200);
        Assert.Equal(answer.ETag, (string?)unpublished["etag"]);
        Assert.Equal("unpublished", (string?)unpublished["publication"]);
        Assert.Equal("Waiting for the\nminister", (string?)unpublished["publicationReason"]);
        Assert.Null(unpublished["publishedRevision"]);
        Assert.True((bool)unpublished["hasUnpublishedChanges"]!);

        var again = (await ActAsync(story, "publish")).Is(200);
        Assert.Equal(2, (int)again["publishedRevision"]!);
        Assert.Null(again["publicationReason"]);
    }

    [Theory]
    [InlineData("takedown")]
    [InlineData("kill")]
    public async Task Taking_down_and_killing_need_a_reason_code(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();

        (await ActAsync(story, action, "{}")).IsProblem(422, "invalid", "/reason required");
        (await ActAsync(story, action)).IsProblem(422, "invalid", "/reason required");
        (await ActAsync(story, action, """{ "reason": "because" }""")).IsProblem(422, "invalid", "/reason invalid_value");
        Assert.Equal("published", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Theory]
    [InlineData("legal")]
    [InlineData("court")]
    [InlineData("privacy")]
    [InlineData("rights")]
    [InlineData("factual")]
    [InlineData("other")]
    public async Task A_story_taken_down_needs_a_note_to_be_published_again(string reason)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var takenDown = (await ActAsync(story, "takedown", $$"""{ "reason": "{{reason}}", "note": "A letter came" }""")).Is(200);
        Assert.Equal("takenDown", (string?)takenDown["publication"]);
        Assert.Equal(reason, (string?)takenDown["publicationReason"]);

        (await ActAsync(story, "publish")).IsProblem(422, "invalid", "/note required");
        (await ActAsync(story, "publish", """{ "note": "  " }""")).IsProblem(422, "invalid", "/note required");
        Assert.Equal("published", (string?)(await ActAsync(story, "publish", """{ "note": "Settled" }""")).Is(200)["publication"]);
    }

    [Fact]
    public async Task A_killed_story_stays_so_and_as_it_is()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var killed = (await ActAsync(story, "kill", """{ "reason": "court" }""")).Is(200);
        Assert.Equal("killed", (string?)killed["publication"]);
        Assert.Equal("court", (string?)killed["publicationReason"]);
        var path = $"articles/{story["id"]}";

        (await ActAsync(story, "publish", """{ "note": "Please" }""")).IsProblem(409, "not_allowed_now");
        (await ActAsync(story, "unpublish")).IsProblem(409, "not_allowed_now");
        (await ActAsync(story, "takedown", """{ "reason": "legal" }""")).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["headline"] = "x" })).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, killed)).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/related-links", new JsonObject { ["kind"] = "read", ["title"] = "x" })).IsProblem(409, "not_allowed_now");

        var second = await ActAsync(story, "kill", """{ "reason": "other" }""");
        Assert.True(JsonNode.DeepEquals(killed, second.Is(200)), $"{killed}\nbecame\n{second.Text}");
        Assert.Equal((string?)killed["etag"], second.ETag);
        Assert.Single(await TrailAsync(story, "killArticle"));
    }

    [Theory]
    [InlineData("unpublish")]
    [InlineData("takedown")]
    public async Task What_was_never_public_cannot_be_withdrawn(string action)
    {
        var draft = await cms.Newsroom.DraftAsync();

        (await ActAsync(draft, action, action == "takedown" ? """{ "reason": "legal" }""" : null)).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task A_draft_can_be_killed()
    {
        var draft = await cms.Newsroom.DraftAsync();

        Assert.Equal("killed", (string?)(await ActAsync(draft, "kill", """{ "reason": "legal" }""")).Is(200)["publication"]);
        (await ActAsync(draft, "publish")).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task A_story_taken_down_cannot_be_made_merely_unpublished()
    {
        var story = await cms.Newsroom.PublishedAsync();
        (await ActAsync(story, "takedown", """{ "reason": "legal" }""")).Is(200);

        (await ActAsync(story, "unpublish")).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task The_reason_that_readers_are_told_is_changed_with_a_note_and_the_audit_trail_has_both()
    {
        var story = await cms.Newsroom.PublishedAsync();
        (await ActAsync(story, "takedown", """{ "reason": "factual", "note": "The table was last year's" }""")).Is(200);

        (await ActAsync(story, "takedown", """{ "reason": "court" }""")).IsProblem(422, "invalid", "/note required");
        Assert.Equal("factual", (string?)(await cms.Reader.SeeAsync($"/v1/articles/{story["id"]}")).Is(410)["reason"]);

        Assert.Equal("court", (string?)(await ActAsync(story, "takedown", """{ "reason": "court", "note": "An order came" }""")).Is(200)["publicationReason"]);
        Assert.Equal("court", (string?)(await cms.Reader.SeeAsync($"/v1/articles/{story["id"]}")).Is(410)["reason"]);
        var notes = (await TrailAsync(story, "takeDownArticle")).Select(entry => (string?)entry["note"]);
        Assert.Equal(["From factual to court. An order came", "factual: The table was last year's"], notes);
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Theory]
    [InlineData("unpublish")]
    [InlineData("takedown")]
    public async Task A_withdrawal_that_changes_nothing_is_no_second_event(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var first = (await ActAsync(story, action, """{ "reason": "legal" }""")).Is(200);

        var second = (await ActAsync(story, action, """{ "reason": "legal" }""")).Is(200);
        Assert.Equal((string?)first["etag"], (string?)second["etag"]);
        Assert.Equal((string?)first["modifiedAt"], (string?)second["modifiedAt"]);
        Assert.Single(await TrailAsync(story, action == "takedown" ? "takeDownArticle" : "unpublishArticle"));

        var other = (await ActAsync(story, action, action == "takedown" ? """{ "reason": "court", "note": "An order came" }""" : """{ "reason": "court" }""")).Is(200);
        Assert.NotEqual((string?)first["etag"], (string?)other["etag"]);
    }

    [Fact]
    public async Task Unpublishing_what_is_unpublished_ends_its_schedule_and_is_an_event()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var first = (await ActAsync(story, "unpublish")).Is(200);
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/schedule", """{ "publishAt": "2099-01-01T08:00:00Z" }""")).Is(200);

        var second = (await ActAsync(story, "unpublish")).Is(200);

        Assert.Null(second["schedule"]);
        Assert.NotEqual((string?)first["etag"], (string?)second["etag"]);
        Assert.Equal(["No longer scheduled: publish at 2099-01-01T08:00:00Z.", null], (await TrailAsync(story, "unpublishArticle")).Select(entry => (string?)entry["note"]));
    }

    [Fact]
    public async Task An_edit_of_a_withdrawn_story_does_not_bring_it_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        (await ActAsync(story, "takedown", """{ "reason": "legal" }""")).Is(200);

        var edited = await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Corrected" });

        Assert.Equal("takenDown", (string?)edited["publication"]);
        Assert.Equal("legal", (string?)edited["publicationReason"]);
    }

    private Task<Answer> ActAsync(JsonObject story, string action, string? body = null) =>
        cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}", body);

    private async Task<IReadOnlyList<JsonNode>> TrailAsync(JsonObject story, string action) =>
        [.. (await cms.Newsroom.GetAsync($"articles/{story["id"]}/audit"))["items"]!.AsArray().Where(entry => (string?)entry!["action"] == action).Select(entry => entry!)];
}
