using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Revisions;

public sealed class AuditTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Who_did_what_to_a_story_is_told_newest_first()
    {
        using var lena = cms.App.Client((string)(await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = "Lena's laptop", ["role"] = "publisher" }))["key"]!);
        var story = await cms.Newsroom.DraftAsync();
        var path = $"articles/{story["id"]}";
        var edited = await lena.PatchAsync(path, new JsonObject { ["headline"] = "Edited" });
        (await lena.AskAsync(HttpMethod.Post, $"{path}/publish", new JsonObject { ["note"] = "Confirmed twice" })).Is(200);
        (await lena.AskAsync(HttpMethod.Post, $"{path}/takedown", new JsonObject { ["reason"] = "court", ["note"] = "Order 12/26" })).Is(200);

        var items = (await cms.Newsroom.GetAsync($"{path}/audit"))["items"]!.AsArray();

        Assert.Equal(
            ["takeDownArticle 3 4 court: Order 12/26", "publishArticle 2 3 Confirmed twice", "patchArticle 1 2 ", "createArticle  1 "],
            items.Select(item => $"{item!["action"]} {item["versionBefore"]} {item["versionAfter"]} {item["note"]}"));
        Assert.Equal(["Lena's laptop", "Lena's laptop", "Lena's laptop", "admin"], items.Select(item => (string)item!["by"]!));
        Assert.Equal(edited.Header("X-Request-Id"), (string?)items[2]!["requestId"]);
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_ended()
    {
        var path = $"articles/{(await cms.Newsroom.DraftAsync())["id"]}";
        for (var count = 0; count < 4; count++) await cms.Newsroom.PatchAsync(path, new JsonObject { ["ednote"] = $"Note {count}" });

        var versions = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await cms.Newsroom.GetAsync($"{path}/audit?limit=2{cursor}");
            versions.AddRange(page["items"]!.AsArray().Select(item => (long)item!["versionAfter"]!));
            cursor = (string?)page["next"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal([5, 4, 3, 2, 1], versions);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{path}/audit?cursor=x")).IsProblem(400, "invalid_cursor");
    }

    [Fact]
    public async Task What_was_refused_leaves_no_trace()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["bylines"] = new JsonArray() });
        var path = $"articles/{draft["id"]}";
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/publish", new JsonObject())).IsProblem(422, "not_ready_to_publish", "/bylines required");

        Assert.Single((await cms.Newsroom.GetAsync($"{path}/audit"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("update editorial.audit set note = 'changed'")]
    [InlineData("delete from editorial.audit")]
    [InlineData("truncate editorial.audit")]
    public async Task An_entry_is_immutable_in_the_database(string sql)
    {
        await cms.Newsroom.DraftAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => LiveSnapshot.ScalarAsync<object>(cms.App.ConnectionString, sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task What_the_service_does_by_itself_is_noted_as_its_own() => Assert.Equal(1L, await LiveSnapshot.ScalarAsync<long>(
        cms.App.ConnectionString, "select count(*) from editorial.audit where action = 'createSite' and key_name = 'cms' and key_id is null and request_id is null"));
}
