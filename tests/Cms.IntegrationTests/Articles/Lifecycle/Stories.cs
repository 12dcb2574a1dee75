using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Lifecycle;

/// <summary>Brings stories into states, through the API but for the clock: a moment is moved, never the database's time.</summary>
internal static class Stories
{
    public const string Tomorrow = "2099-01-01T08:00:00Z";

    public static readonly string[] States =
        ["draft", "inReview", "approved", "published", "unpublished", "takenDown", "killed", "trashed", "held", "hidden", "embargoed", "scheduled"];

    /// <summary>A story in a state; <c>hidden</c> is published and held.</summary>
    public static async Task<JsonObject> InAsync(this Newsroom newsroom, string state)
    {
        var story = await newsroom.DraftAsync(new JsonObject { ["slugline"] = "harbour story" });
        foreach (var (method, action, body) in Steps(state))
            (await newsroom.Editor.SendTextAsync(new HttpMethod(method), $"articles/{story["id"]}/{action}".TrimEnd('/'), body)).IsSuccess();
        return story;
    }

    public static Task<Answer> DoAsync(this HttpClient editor, JsonObject story, string action, string? body = null, string? ifMatch = "*") =>
        editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}", body, ifMatch: ifMatch);

    public static Task<Answer> ScheduleAsync(this HttpClient editor, JsonObject story, string schedule) =>
        editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/schedule", schedule);

    public static void IsSuccess(this Answer answer) => Assert.True(answer.Status is >= 200 and < 300, $"{answer.Status}: {answer.Text}");

    /// <summary>Makes what is scheduled due.</summary>
    public static async Task MakeDueAsync(string connectionString, params JsonObject[] stories)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync(
            "update editorial.moment set at = clock_timestamp() - interval '1 second' where article_id = any(@Ids)",
            new { Ids = stories.Select(story => Guid.Parse((string)story["id"]!)).ToArray() },
            TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string Method, string Action, string? Body)> Steps(string state) => state switch
    {
        "draft" => [],
        "inReview" => [("POST", "submit", null)],
        "approved" => [("POST", "submit", null), ("POST", "approve", null)],
        "published" => [("POST", "publish", null)],
        "unpublished" => [("POST", "publish", null), ("POST", "unpublish", null)],
        "takenDown" => [("POST", "publish", null), ("POST", "takedown", """{ "reason": "legal" }""")],
        "killed" => [("POST", "publish", null), ("POST", "kill", """{ "reason": "legal" }""")],
        "trashed" => [("DELETE", "", null)],
        "held" => [("POST", "holds", """{ "kind": "legal", "reason": "A letter came." }""")],
        "hidden" => [("POST", "publish", null), ("POST", "holds", """{ "kind": "legal", "reason": "A letter came." }""")],
        "embargoed" => [("PUT", "embargo", "{}")],
        "scheduled" => [("PUT", "schedule", $$"""{ "publishAt": "{{Tomorrow}}" }""")],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
