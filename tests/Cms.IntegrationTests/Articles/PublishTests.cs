using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Articles;

public sealed class PublishTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Publishing_answers_the_story_with_its_revision_and_a_new_etag()
    {
        var draft = await cms.Newsroom.DraftAsync();

        var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish", ifMatch: (string)draft["etag"]!);
        var story = answer.Is(200);

        Assert.Equal("published", (string?)story["publication"]);
        Assert.Equal(1, (int)story["publishedRevision"]!);
        Assert.False((bool)story["hasUnpublishedChanges"]!);
        Assert.NotNull(story["publishedAt"]);
        Assert.Equal((string?)story["publishedAt"], (string?)story["firstPublishedAt"]);
        Assert.Null(story["updatedAt"]);
        Assert.Equal(answer.ETag, (string?)story["etag"]);
        Assert.NotEqual((string?)draft["etag"], answer.ETag);
        Assert.True(JsonNode.DeepEquals(story, await cms.Newsroom.GetAsync($"articles/{draft["id"]}")));
    }

    [Fact]
    public async Task An_edit_leaves_the_published_revision_and_is_an_unpublished_change_until_it_is_undone_or_published()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}";

        var edited = await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Edited" });
        Assert.True((bool)edited["hasUnpublishedChanges"]!);
        Assert.Equal(1, (int)edited["publishedRevision"]!);
        Assert.Equal("published", (string?)edited["publication"]);
        Assert.False((bool)(await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = story["headline"]!.DeepClone() }))["hasUnpublishedChanges"]!);
        Assert.True((bool)(await cms.Newsroom.PatchAsync(path, new JsonObject { ["slug"] = $"moved-{story["slug"]}" }))["hasUnpublishedChanges"]!);
        Assert.True((bool)(await cms.Newsroom.PatchAsync(path, new JsonObject { ["bodyMarkdown"] = "Another text" }))["hasUnpublishedChanges"]!);

        var again = await cms.Newsroom.PublishAsync(story);
        Assert.False((bool)again["hasUnpublishedChanges"]!);
        Assert.Equal(2, (int)again["publishedRevision"]!);
    }

    [Fact]
    public async Task Only_a_significant_update_of_a_published_story_is_told_to_readers()
    {
        var story = await cms.Newsroom.PublishedAsync();
        Assert.Null((await cms.Newsroom.PublishAsync(story))["updatedAt"]);
        Assert.Null((await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor", ["note"] = "A comma" }))["updatedAt"]);

        await cms.Newsroom.CorrectAsync(story, "update");
        var updated = await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "significant" });

        Assert.NotNull(updated["updatedAt"]);
        Assert.Equal((string?)updated["modifiedAt"], (string?)updated["updatedAt"]);
        Assert.Equal((string?)updated["updatedAt"], (string?)(await cms.Newsroom.PublishAsync(story))["updatedAt"]);
        Assert.Null((await cms.Newsroom.PublishAsync(await cms.Newsroom.DraftAsync(), new JsonObject { ["update"] = "significant" }))["updatedAt"]);
    }

    [Fact]
    public async Task The_moment_of_the_first_publication_never_changes()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var first = (string)story["firstPublishedAt"]!;

        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["publishedAt"] = "2001-01-01T00:00:00Z" });
        var corrected = await cms.Newsroom.PublishAsync(story);
        Assert.Equal("2001-01-01T00:00:00Z", (string?)corrected["publishedAt"]);
        Assert.Equal(first, (string?)corrected["firstPublishedAt"]);

        await cms.Newsroom.ActAsync(story, "unpublish", []);
        Assert.Equal(first, (string?)(await cms.Newsroom.PublishAsync(story))["firstPublishedAt"]);
    }

    [Theory]
    [InlineData("2024-11-12T18:33:00+05:30", "2024-11-12T13:03:00Z")]
    [InlineData("1851-09-18T00:00:00Z", "1851-09-18T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public async Task A_given_moment_of_publication_is_kept(string given, string kept)
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["publishedAt"] = given });

        Assert.Equal(kept, (string?)story["publishedAt"]);
        Assert.Equal(kept, (string?)story["firstPublishedAt"]);
        Assert.Equal(kept, (string?)(await cms.Newsroom.PublishAsync(story))["publishedAt"]);
    }

    [Fact]
    public async Task Revisions_are_numbered_without_a_gap_also_when_publications_meet()
    {
        var story = await cms.Newsroom.DraftAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cms.Newsroom.PublishAsync(story)));

        Assert.Equal(Enumerable.Range(1, 10), answers.Select(answer => (int)answer["publishedRevision"]!).Order());
        Assert.Equal(10, (int)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publishedRevision"]!);
    }

    [Theory]
    [InlineData("update editorial.revision set note = 'changed' where article_id = '{0}'")]
    [InlineData("delete from editorial.revision where article_id = '{0}'")]
    [InlineData("truncate editorial.revision cascade")]
    public async Task A_revision_is_immutable_in_the_database(string sql)
    {
        var story = await cms.Newsroom.PublishedAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => LiveSnapshot.ScalarAsync<object>(
            cms.App.ConnectionString, string.Format(CultureInfo.InvariantCulture, sql, story["id"])));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("""{ "update": "big" }""", "/update invalid_value")]
    [InlineData("""{ "note": "a\u0000b" }""", "/note invalid_text")]
    public async Task A_request_that_breaks_rules_is_422_and_publishes_nothing(string sent, string fault)
    {
        var draft = await cms.Newsroom.DraftAsync();

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish", sent)).IsProblem(422, "invalid", fault);

        Assert.True(JsonNode.DeepEquals(draft, await cms.Newsroom.GetAsync($"articles/{draft["id"]}")));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_published() =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles/no-such-story/publish")).IsProblem(404, "not_found");
}
