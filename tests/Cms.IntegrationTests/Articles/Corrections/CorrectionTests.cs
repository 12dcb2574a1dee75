using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Corrections;

/// <summary>Corrections as editors have them: added, read, and never changed.</summary>
public sealed class CorrectionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_correction_is_added_and_read_and_leaves_the_working_copy_as_it_is()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}/corrections";

        var added = await cms.Newsroom.Editor.AskAsync(
            HttpMethod.Post, path, JsonNode.Parse("""{ "kind": "clarification", "text": " One line,\r\nand another. ", "placement": "top", "severity": "significant" }"""), ifMatch: null);
        var correction = added.Is(201);

        Assert.Equal($"/v1/editorial/{path}/{correction["id"]}", added.Header("Location"));
        Assert.Equal(("clarification", "One line,\nand another.", "top", "significant"), ((string)correction["kind"]!, (string)correction["text"]!, (string)correction["placement"]!, (string)correction["severity"]!));
        Assert.True(correction.ContainsKey("revision") && correction["revision"] is null && correction.ContainsKey("publishedAt") && correction["publishedAt"] is null);
        Assert.True(JsonNode.DeepEquals(correction, await cms.Newsroom.GetAsync($"{path}/{correction["id"]}")));
        Assert.True(JsonNode.DeepEquals(story, await cms.Newsroom.GetAsync($"articles/{story["id"]}")));

        var second = await cms.Newsroom.CorrectAsync(story);
        Assert.Equal([(string?)correction["id"], (string?)second["id"]], (await cms.Newsroom.GetAsync(path))["items"]!.AsArray().Select(item => (string?)item!["id"]));
    }

    [Fact]
    public async Task Whoever_says_which_version_is_corrected_is_told_when_it_is_another()
    {
        var story = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "Edited" });

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/corrections", JsonNode.Parse("""{ "kind": "update", "text": "x" }"""), (string)story["etag"]!))
            .IsProblem(412, "stale");
    }

    [Theory]
    [InlineData("correction", "significant")]
    [InlineData("retraction", "significant")]
    [InlineData("clarification", "minor")]
    [InlineData("update", "minor")]
    [InlineData("editorsNote", "minor")]
    [InlineData("removal", "minor")]
    public async Task What_is_left_out_follows_from_the_kind(string kind, string severity)
    {
        var correction = await cms.Newsroom.CorrectAsync(await cms.Newsroom.DraftAsync(), kind);

        Assert.Equal(("bottom", severity), ((string)correction["placement"]!, (string)correction["severity"]!));
    }

    [Theory]
    [InlineData("""{}""", "/kind required", "/text required")]
    [InlineData("""{ "kind": "erratum", "text": "x", "placement": "side", "severity": "big" }""", "/kind invalid_value", "/placement invalid_value", "/severity invalid_value")]
    [InlineData("""{ "kind": "update", "text": " \n " }""", "/text required")]
    [InlineData("""{ "kind": "update", "text": "a\u0000b" }""", "/text invalid_text")]
    public async Task A_correction_that_breaks_rules_is_refused_with_all_of_them(string sent, params string[] faults)
    {
        var story = await cms.Newsroom.DraftAsync();

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/corrections", sent)).IsProblem(422, "invalid", faults);
    }

    [Theory]
    [InlineData(2_000, 201)]
    [InlineData(2_001, 422)]
    public async Task A_text_has_two_thousand_code_points_at_most(int length, int status)
    {
        var story = await cms.Newsroom.DraftAsync();
        var text = string.Concat(Enumerable.Repeat("🏮", length));

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/corrections", new JsonObject { ["kind"] = "update", ["text"] = text })).Is(status);
    }

    [Fact]
    public async Task Nothing_changes_a_correction_or_takes_it_away()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var correction = await cms.Newsroom.CorrectAsync(story);
        foreach (var path in new[] { $"articles/{story["id"]}/corrections", $"articles/{story["id"]}/corrections/{correction["id"]}" })
        {
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
                (await cms.Newsroom.Editor.AskAsync(method, path, method == HttpMethod.Delete ? null : correction)).IsProblem(405, "method_not_allowed");
        }
    }

    [Theory]
    [InlineData("update editorial.correction set text = 'changed' where id = '{0}'", false)]
    [InlineData("update editorial.correction set text = 'changed', revision = 1, published_at = now() where id = '{0}'", false)]
    [InlineData("update editorial.correction set revision = null, published_at = null where id = '{0}'", true)]
    [InlineData("update editorial.correction set published_at = now() where id = '{0}'", true)]
    [InlineData("delete from editorial.correction where id = '{0}'", false)]
    [InlineData("delete from editorial.correction where id = '{0}'", true)]
    [InlineData("truncate editorial.correction", true)]
    public async Task A_correction_is_immutable_in_the_database(string sql, bool isPublic)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var correction = await cms.Newsroom.CorrectAsync(story);
        if (isPublic) await cms.Newsroom.PublishAsync(story);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => LiveSnapshot.ScalarAsync<object>(
            cms.App.ConnectionString, string.Format(CultureInfo.InvariantCulture, sql, correction["id"])));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task A_story_that_is_killed_or_in_the_trash_takes_none_and_one_that_is_not_there_has_none()
    {
        var (killed, trashed) = (await cms.Newsroom.PublishedAsync(), await cms.Newsroom.DraftAsync());
        await cms.Newsroom.ActAsync(killed, "kill", new JsonObject { ["reason"] = "legal" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);
        var correction = JsonNode.Parse("""{ "kind": "update", "text": "x" }""");

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{killed["id"]}/corrections", correction)).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{trashed["id"]}/corrections", correction)).IsProblem(409, "not_allowed_now");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles/no-such-story/corrections", correction)).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles/no-such-story/corrections")).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{killed["id"]}/corrections/{Guid.Empty}")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_story_has_a_hundred_at_most()
    {
        var story = await cms.Newsroom.DraftAsync();
        for (var count = 0; count < 100; count++) await cms.Newsroom.CorrectAsync(story, "update");

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/corrections", JsonNode.Parse("""{ "kind": "update", "text": "x" }"""))).IsProblem(409, "not_allowed_now");
    }
}
