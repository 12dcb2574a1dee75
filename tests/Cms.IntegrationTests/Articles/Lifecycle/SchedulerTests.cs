using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Lifecycle;

public sealed class SchedulerTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private HttpClient Editor => cms.Newsroom.Editor;

    [Fact]
    public async Task A_story_appears_at_its_moment_as_it_is_then_and_goes_at_its_other_one()
    {
        var story = await cms.Newsroom.InAsync("scheduled");
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Changed in the meantime" });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(story));

        await Stories.MakeDueAsync(cms.App.ConnectionString, story);
        await Eventually.HoldsAsync(async () => await StatusAsync(story) == HttpStatusCode.OK);

        var published = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.Equal("published", (string?)published["publication"]);
        Assert.Equal("Changed in the meantime", (string?)published["headline"]);
        Assert.Equal(1, (int)published["publishedRevision"]!);
        Assert.Null(published["schedule"]);

        (await Editor.ScheduleAsync(story, $$"""{ "unpublishAt": "{{Stories.Tomorrow}}" }""")).Is(200);
        await Stories.MakeDueAsync(cms.App.ConnectionString, story);
        await Eventually.HoldsAsync(async () => await StatusAsync(story) == HttpStatusCode.NotFound);
        Assert.Equal("unpublished", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Fact]
    public async Task A_story_both_of_whose_moments_have_passed_is_published_and_withdrawn_and_no_reader_sees_it()
    {
        var story = await cms.Newsroom.DraftAsync();
        (await Editor.ScheduleAsync(story, $$"""{ "publishAt": "{{Stories.Tomorrow}}", "unpublishAt": "2099-01-02T08:00:00Z" }""")).Is(200);

        await Stories.MakeDueAsync(cms.App.ConnectionString, story);
        await Eventually.HoldsAsync(async () => (await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["schedule"] is null);

        Assert.Equal("unpublished", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
        var trail = await cms.Newsroom.GetAsync($"articles/{story["id"]}/audit");
        Assert.Equal(["unpublishScheduled", "publishScheduled"], trail["items"]!.AsArray().Take(2).Select(item => (string?)item!["action"]));
        var told = (await cms.Reader.GetFromJsonAsync<JsonObject>("/v1/changes?types=article&limit=1000", TestContext.Current.CancellationToken))!;
        Assert.DoesNotContain(told["items"]!.AsArray(), item => (string?)item!["id"] == (string?)story["id"]);
    }

    [Fact]
    public async Task What_cannot_be_published_at_its_moment_stays_unscheduled_and_says_why()
    {
        var (held, unfinished) = (await cms.Newsroom.InAsync("scheduled"), await cms.Newsroom.InAsync("scheduled"));
        (await Editor.DoAsync(held, "holds", """{ "kind": "legal", "reason": "A letter came." }""")).Is(201);
        await cms.Newsroom.PatchAsync($"articles/{unfinished["id"]}", new JsonObject { ["section"] = null });
        var etag = (string)(await cms.Newsroom.GetAsync($"articles/{unfinished["id"]}"))["etag"]!;

        await Stories.MakeDueAsync(cms.App.ConnectionString, held, unfinished);
        await Eventually.HoldsAsync(async () => await FailureAsync(held) is not null && await FailureAsync(unfinished) is not null);

        Assert.Equal("not_allowed_now", (string?)(await FailureAsync(held))!["code"]);
        var failure = (await FailureAsync(unfinished))!;
        Assert.Equal("publish", (string?)failure["action"]);
        Assert.Equal("not_ready_to_publish", (string?)failure["code"]);
        Assert.Equal("/section", (string?)failure["errors"]![0]!["pointer"]);
        var story = await cms.Newsroom.GetAsync($"articles/{unfinished["id"]}");
        Assert.Equal(("never", etag), ((string)story["publication"]!, (string)story["etag"]!));
        Assert.Null(story["schedule"]);

        await cms.Newsroom.PatchAsync($"articles/{unfinished["id"]}", new JsonObject { ["section"] = await cms.Newsroom.SectionAsync(Newsroom.Unique("Found")) });
        Assert.Null((await cms.Newsroom.PublishAsync(unfinished))["scheduleFailure"]);
    }

    [Fact]
    public async Task A_publication_that_fails_takes_what_was_to_come_after_it_along_and_the_trail_says_so()
    {
        var story = await cms.Newsroom.InAsync("held");
        await using (var connection = new NpgsqlConnection(cms.App.ConnectionString))
        {
            await connection.ExecuteAsync(
                """
                insert into editorial.moment (article_id, action, at, set_at, set_by)
                select @Id, action, at, now(), 'admin'
                from (values ('publish', timestamptz '2020-01-01 00:00Z'), ('unpublish', timestamptz '2099-01-02 08:00Z')) as m (action, at)
                """,
                new { Id = Guid.Parse((string)story["id"]!) },
                TestContext.Current.CancellationToken);
        }
        await Eventually.HoldsAsync(async () => await FailureAsync(story) is not null);

        var entry = (await cms.Newsroom.GetAsync($"articles/{story["id"]}/audit"))["items"]![0]!;
        Assert.Equal("scheduleFailed", (string?)entry["action"]);
        Assert.StartsWith("Scheduled by admin. A hold is open;", (string)entry["note"]!, StringComparison.Ordinal);
        Assert.EndsWith(" No longer scheduled: unpublish at 2099-01-02T08:00:00Z.", (string)entry["note"]!, StringComparison.Ordinal);
        Assert.Null((await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["schedule"]);
    }

    [Fact]
    public async Task One_that_fails_takes_no_other_down()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Crowded"));
        var stories = new List<JsonObject>();
        for (var number = 0; number < 5; number++)
        {
            stories.Add(await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = section, ["slug"] = $"crowded-{number}" }));
            (await Editor.ScheduleAsync(stories[^1], $$"""{ "publishAt": "{{Stories.Tomorrow}}" }""")).Is(200);
        }
        // Only the lock can tell: a section takes the address of the third.
        await cms.Newsroom.PostAsync("sections", new JsonObject { ["name"] = "Third", ["slug"] = "crowded-2", ["parent"] = section });

        await Stories.MakeDueAsync(cms.App.ConnectionString, [.. stories]);
        await Eventually.HoldsAsync(async () => await FailureAsync(stories[2]) is not null);
        await Eventually.HoldsAsync(async () => await StatusAsync(stories[4]) == HttpStatusCode.OK);

        Assert.Equal("path_taken", (string?)(await FailureAsync(stories[2]))!["code"]);
        foreach (var story in stories.Where((_, index) => index != 2)) Assert.Equal(HttpStatusCode.OK, await StatusAsync(story));
    }

    [Fact]
    public async Task An_editor_who_saves_without_a_pause_keeps_no_story_from_its_moment()
    {
        var story = await cms.Newsroom.InAsync("scheduled");
        using var done = new CancellationTokenSource();
        var saving = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!done.IsCancellationRequested) (await Editor.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "Saved" })).Is(200);
        }).ToList();

        await Stories.MakeDueAsync(cms.App.ConnectionString, story);
        await Eventually.HoldsAsync(async () => await StatusAsync(story) == HttpStatusCode.OK);

        await done.CancelAsync();
        await Task.WhenAll(saving);
        Assert.Equal(1, (int)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publishedRevision"]!);
    }

    [Fact]
    public async Task A_story_that_is_in_other_hands_at_every_look_is_waited_for()
    {
        var story = await cms.Newsroom.InAsync("scheduled");
        await using var hands = new NpgsqlConnection(cms.App.ConnectionString);
        await hands.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await hands.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await hands.ExecuteAsync("select from editorial.article where id = @Id for update", new { Id = Guid.Parse((string)story["id"]!) }, TestContext.Current.CancellationToken);

        await Stories.MakeDueAsync(cms.App.ConnectionString, story);
        await Eventually.HoldsAsync(() => hands.SingleAsync<bool>(
            "select exists (select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid)", null, TestContext.Current.CancellationToken));

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(async () => await StatusAsync(story) == HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> StatusAsync(JsonObject story) =>
        (await cms.Reader.GetAsync($"/v1/articles/{story["id"]}", TestContext.Current.CancellationToken)).StatusCode;

    private async Task<JsonNode?> FailureAsync(JsonObject story) => (await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["scheduleFailure"];
}
