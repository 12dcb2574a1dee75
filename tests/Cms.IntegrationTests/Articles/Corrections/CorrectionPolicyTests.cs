using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Corrections;

/// <summary>What corrections ask of a publication, and what they make of it. These change the site's policy, so each sets it.</summary>
public sealed class CorrectionPolicyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static JsonObject Significant => new() { ["update"] = "significant" };

    [Fact]
    public async Task A_significant_update_needs_a_correction_added_since_the_last_publication()
    {
        await PolicyAsync("required");
        var story = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.PublishAsync(story, Significant);
        (await TryAsync(story)).IsProblem(422, "not_ready_to_publish", "/corrections required");
        Assert.Equal(1, (int)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publishedRevision"]!);

        await cms.Newsroom.CorrectAsync(story, "update");
        (await TryAsync(story)).Is(200);

        (await TryAsync(story)).IsProblem(422, "not_ready_to_publish", "/corrections required");
        await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        (await TryAsync(story)).IsProblem(422, "not_ready_to_publish", "/corrections required");
    }

    [Fact]
    public async Task A_site_may_leave_it_to_its_editors()
    {
        await PolicyAsync("optional");
        var story = await cms.Newsroom.PublishedAsync();

        Assert.NotNull((await TryAsync(story)).Is(200)["updatedAt"]);
    }

    [Theory]
    [InlineData("correction", "minor", true)]
    [InlineData("retraction", "minor", true)]
    [InlineData("correction", null, true)]
    [InlineData("clarification", "significant", true)]
    [InlineData("clarification", null, false)]
    [InlineData("update", null, false)]
    public async Task A_publication_is_as_significant_as_what_it_carries_and_the_next_one_is_not(string kind, string? severity, bool told)
    {
        await PolicyAsync("required");
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.CorrectAsync(story, kind, severity: severity);

        var updated = await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });

        Assert.Equal(told ? (string?)updated["modifiedAt"] : null, (string?)updated["updatedAt"]);
        Assert.Equal((string?)updated["updatedAt"], (string?)(await cms.Newsroom.PublishAsync(story))["updatedAt"]);
    }

    [Fact]
    public async Task The_publication_that_carries_corrections_is_told_and_a_refused_one_carries_none()
    {
        await PolicyAsync("required");
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}/corrections";
        await cms.Newsroom.CorrectAsync(story);
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["section"] = null });
        (await TryAsync(story)).IsProblem(422, "not_ready_to_publish", "/section required");
        Assert.Null((await cms.Newsroom.GetAsync(path))["items"]![0]!["revision"]);

        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["section"] = story["section"]!.DeepClone() });
        var published = await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.PublishAsync(story);

        var carried = (await cms.Newsroom.GetAsync(path))["items"]![0]!;
        Assert.Equal(2, (int)carried["revision"]!);
        Assert.Equal((string?)published["modifiedAt"], (string?)carried["publishedAt"]);
    }

    [Fact]
    public async Task An_inline_correction_and_its_block_need_each_other()
    {
        await PolicyAsync("required");
        var (story, other) = (await cms.Newsroom.PublishedAsync(), await cms.Newsroom.DraftAsync());
        var inline = (string)(await cms.Newsroom.CorrectAsync(story, placement: "inline"))["id"]!;
        var below = (string)(await cms.Newsroom.CorrectAsync(story))["id"]!;
        var foreign = (string)(await cms.Newsroom.CorrectAsync(other, placement: "inline"))["id"]!;
        (await TryAsync(story)).IsProblem(422, "not_ready_to_publish", "/body required");

        await BodyAsync(story, $"[correction](cms:{below})\n\n[correction](cms:{inline})\n\n[correction](cms:{foreign})\n\n[correction](cms:{inline})");
        (await TryAsync(story)).IsProblem(
            422, "not_ready_to_publish", "/body/1/correctionId not_found", "/body/3/correctionId not_found", "/body/4/correctionId duplicate");

        await BodyAsync(story, $"[correction](cms:{inline})");
        (await TryAsync(story)).Is(200);
        await BodyAsync(story, "No more of it.");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/publish")).IsProblem(422, "not_ready_to_publish", "/body required");
    }

    private Task PolicyAsync(string policy) => cms.Newsroom.PatchAsync("site", new JsonObject { ["correctionPolicy"] = policy });

    private Task BodyAsync(JsonObject story, string markdown) => cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["bodyMarkdown"] = "Text.\n\n" + markdown });

    private Task<Answer> TryAsync(JsonObject story) => cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/publish", Significant);
}
