using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Lifecycle;

public sealed class ScheduleTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private HttpClient Editor => cms.Newsroom.Editor;

    [Fact]
    public async Task A_local_time_is_kept_with_its_zone_and_its_instant()
    {
        var story = await cms.Newsroom.DraftAsync();

        var scheduled = (await Editor.ScheduleAsync(story, """{ "publishAt": "2098-11-12T18:33", "unpublishAt": "2098-11-13T06:00:30", "timeZone": "Asia/Kolkata" }""")).Is(200);

        Assert.Equal(
            """{"publishAt":"2098-11-12T13:03:00Z","unpublishAt":"2098-11-13T00:30:30Z","timeZone":"Asia/Kolkata","publishAtLocal":"2098-11-12T18:33:00","unpublishAtLocal":"2098-11-13T06:00:30"}""",
            scheduled["schedule"]!.ToJsonString());
        Assert.NotEqual((string?)story["etag"], (string?)scheduled["etag"]);
        Assert.Equal("never", (string?)scheduled["publication"]);
    }

    [Fact]
    public async Task An_instant_needs_no_zone()
    {
        var story = await cms.Newsroom.DraftAsync();

        var scheduled = (await Editor.ScheduleAsync(story, """{ "publishAt": "2098-11-12T18:33:00+05:30" }""")).Is(200);

        Assert.Equal(
            """{"publishAt":"2098-11-12T13:03:00Z","unpublishAt":null,"timeZone":null,"publishAtLocal":null,"unpublishAtLocal":null}""", scheduled["schedule"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", " required")]
    [InlineData("""{ "publishAt": "2098-11-12T18:33" }""", "/timeZone required")]
    [InlineData("""{ "publishAt": "2098-11-12T18:33", "timeZone": "IST" }""", "/timeZone invalid_value")]
    [InlineData("""{ "publishAt": "tomorrow", "timeZone": "Asia/Kolkata" }""", "/publishAt invalid_format")]
    [InlineData("""{ "publishAt": "2098-02-30T18:33", "timeZone": "Asia/Kolkata" }""", "/publishAt invalid_value")]
    [InlineData("""{ "publishAt": "2020-01-01T00:00:00Z" }""", "/publishAt out_of_range")]
    [InlineData("""{ "publishAt": "9001-01-01T00:00:00Z" }""", "/publishAt invalid_value")]
    [InlineData("""{ "publishAt": "9001-01-01T00:00", "timeZone": "Asia/Kolkata" }""", "/publishAt invalid_value")]
    [InlineData("""{ "publishAt": "2098-01-02T00:00:00Z", "unpublishAt": "2098-01-01T00:00:00Z" }""", "/unpublishAt out_of_range")]
    [InlineData("""{ "unpublishAt": "2098-01-01T00:00:00Z" }""", "/publishAt required")]
    public async Task A_schedule_that_makes_no_sense_is_refused_with_all_that_is_wrong(string schedule, string fault)
    {
        var story = await cms.Newsroom.DraftAsync();

        (await Editor.ScheduleAsync(story, schedule)).IsProblem(422, "invalid", fault);
    }

    [Theory]
    [InlineData("""{ "publishAt": "2041-03-10T02:30", "timeZone": "America/New_York" }""", "2041-03-10T01:59:59-05:00", "2041-03-10T03:00:00-04:00")]
    [InlineData("""{ "publishAt": "2041-11-03T01:30", "timeZone": "America/New_York" }""", "2041-11-03T01:30:00-04:00", "2041-11-03T01:30:00-05:00")]
    public async Task A_time_that_clocks_skip_or_show_twice_is_refused_with_both_neighbours(string schedule, string first, string second)
    {
        var story = await cms.Newsroom.DraftAsync();

        var problem = (await Editor.ScheduleAsync(story, schedule)).IsProblem(422, "invalid", "/publishAt invalid_value");

        Assert.Contains(first, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains(second, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-04:00", "2041-11-03T05:30:00Z")]
    [InlineData("-05:00", "2041-11-03T06:30:00Z")]
    public async Task An_offset_decides_which_of_two_equal_times_is_meant(string offset, string instant)
    {
        var story = await cms.Newsroom.DraftAsync();

        var scheduled = (await Editor.ScheduleAsync(story, $$"""{ "publishAt": "2041-11-03T01:30:00{{offset}}", "timeZone": "America/New_York" }""")).Is(200);

        Assert.Equal(instant, (string?)scheduled["schedule"]!["publishAt"]);
        Assert.Equal("2041-11-03T01:30:00", (string?)scheduled["schedule"]!["publishAtLocal"]);
    }

    [Theory]
    [InlineData("2041-11-03T01:30:00-06:00", "America/New_York", "2041-11-03T01:30:00-04:00", "2041-11-03T01:30:00-05:00")]
    [InlineData("2041-03-10T02:30:00-05:00", "America/New_York", "2041-03-10T01:59:59-05:00", "2041-03-10T03:00:00-04:00")]
    [InlineData("2041-07-01T12:00:00+01:00", "Europe/Berlin", "2041-07-01T12:00:00+02:00")]
    [InlineData("2041-07-01T12:00:00.5+05:30", "UTC", "2041-07-01T12:00:00.5+00:00")]
    public async Task An_offset_that_the_zone_has_not_at_that_time_is_refused_with_those_it_has(string sent, string zone, params string[] right)
    {
        var story = await cms.Newsroom.DraftAsync();

        var problem = (await Editor.ScheduleAsync(story, $$"""{ "publishAt": "{{sent}}", "timeZone": "{{zone}}" }""")).IsProblem(422, "invalid", "/publishAt invalid_value");

        Assert.All(right, one => Assert.Contains(one, (string)problem["detail"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_time_in_utc_is_no_local_time_so_that_what_was_answered_can_be_sent_again()
    {
        var story = await cms.Newsroom.DraftAsync();

        var scheduled = (await Editor.ScheduleAsync(story, """{ "publishAt": "2041-11-03T06:30:00Z", "timeZone": "America/New_York" }""")).Is(200);

        Assert.Equal(("2041-11-03T06:30:00Z", "2041-11-03T01:30:00"), ((string?)scheduled["schedule"]!["publishAt"], (string?)scheduled["schedule"]!["publishAtLocal"]));
    }

    [Fact]
    public async Task A_story_that_could_not_be_published_cannot_be_scheduled_for_it()
    {
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = null });

        (await Editor.ScheduleAsync(story, $$"""{ "publishAt": "{{Stories.Tomorrow}}" }""")).IsProblem(422, "not_ready_to_publish", "/section required");
    }

    [Fact]
    public async Task A_schedule_inside_an_embargo_is_refused_and_so_is_an_embargo_over_a_schedule()
    {
        var story = await cms.Newsroom.DraftAsync();
        (await Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/embargo", """{ "until": "2098-06-01T00:00:00Z" }""")).Is(200);

        (await Editor.ScheduleAsync(story, """{ "publishAt": "2098-05-31T23:59:59Z" }""")).IsProblem(422, "invalid", "/publishAt conflict");
        (await Editor.ScheduleAsync(story, """{ "publishAt": "2098-06-01T00:00:00Z" }""")).Is(200);
        (await Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/embargo", """{ "until": "2098-06-01T00:00:01Z" }""")).IsProblem(422, "invalid", "/until conflict");
        (await Editor.SendTextAsync(HttpMethod.Put, $"articles/{story["id"]}/embargo", "{}")).IsProblem(422, "invalid", "/until conflict");
    }

    [Fact]
    public async Task A_schedule_is_taken_away_and_ends_with_what_makes_it_pointless()
    {
        var story = await cms.Newsroom.InAsync("scheduled");
        Assert.Null((await Editor.AskAsync(HttpMethod.Delete, $"articles/{story["id"]}/schedule")).Is(200)["schedule"]);

        foreach (var (action, body) in new[] { ("publish", null), ("kill", """{ "reason": "legal" }""") })
        {
            var other = await cms.Newsroom.InAsync("scheduled");
            Assert.Null((await Editor.DoAsync(other, action, body)).Is(200)["schedule"]);
        }
        var trashed = await cms.Newsroom.InAsync("scheduled");
        (await Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);
        Assert.Null((await cms.Newsroom.GetAsync($"articles/{trashed["id"]}"))["schedule"]);
    }

    [Theory]
    [InlineData("publish", null, "unpublish at 2099-01-02T08:00:00Z", "publish at 2099-01-01T08:00:00Z")]
    [InlineData("kill", """{ "reason": "legal", "note": "A letter came" }""", null, "publish at 2099-01-01T08:00:00Z, unpublish at 2099-01-02T08:00:00Z")]
    [InlineData("schedule", null, null, "publish at 2099-01-01T08:00:00Z, unpublish at 2099-01-02T08:00:00Z")]
    [InlineData("", null, null, "publish at 2099-01-01T08:00:00Z, unpublish at 2099-01-02T08:00:00Z")]
    public async Task The_trail_tells_which_moments_an_act_ended(string action, string? body, string? left, string ended)
    {
        var story = await cms.Newsroom.DraftAsync();
        (await Editor.ScheduleAsync(story, $$"""{ "publishAt": "{{Stories.Tomorrow}}", "unpublishAt": "2099-01-02T08:00:00Z" }""")).Is(200);

        var method = action is "" or "schedule" ? HttpMethod.Delete : HttpMethod.Post;
        (await Editor.SendTextAsync(method, $"articles/{story["id"]}/{action}".TrimEnd('/'), body)).IsSuccess();

        var given = body is null ? "" : "legal: A letter came\n";
        Assert.Equal([$"{given}No longer scheduled: {ended}.", $"Scheduled: publish at {Stories.Tomorrow}, unpublish at 2099-01-02T08:00:00Z."], (await NotesAsync(story)).Take(2));
        Assert.Equal(left, (await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["schedule"]?["unpublishAt"] is { } at ? $"unpublish at {at}" : null);
    }

    [Fact]
    public async Task The_trail_tells_what_a_new_schedule_took_the_place_of()
    {
        var story = await cms.Newsroom.InAsync("scheduled");

        (await Editor.ScheduleAsync(story, """{ "publishAt": "2098-11-12T18:33", "timeZone": "Asia/Kolkata" }""")).Is(200);

        Assert.Equal($"Scheduled: publish at 2098-11-12T13:03:00Z.\nNo longer scheduled: publish at {Stories.Tomorrow}.", (await NotesAsync(story))[0]);
    }

    [Fact]
    public async Task What_comes_out_of_the_trash_is_not_scheduled_again()
    {
        var story = await cms.Newsroom.InAsync("scheduled");
        (await Editor.AskAsync(HttpMethod.Delete, $"articles/{story["id"]}")).Is(204);

        Assert.Null((await Editor.DoAsync(story, "restore")).Is(200)["schedule"]);
    }

    [Fact]
    public async Task Scheduled_embargoed_and_held_stories_are_found_by_their_state()
    {
        var expected = new Dictionary<string, JsonObject>();
        foreach (var state in new[] { "scheduled", "embargoed", "held", "inReview" }) expected[state] = await cms.Newsroom.InAsync(state);

        foreach (var (state, story) in expected)
        {
            var found = (await cms.Newsroom.GetAsync($"articles?state={state}&limit=100"))["items"]!.AsArray().Select(item => (string)item!["id"]!).ToList();
            Assert.Contains((string)story["id"]!, found);
            Assert.Empty(expected.Where(other => other.Key != state).Select(other => (string)other.Value["id"]!).Intersect(found));
        }
    }

    private async Task<IReadOnlyList<string?>> NotesAsync(JsonObject story) =>
        [.. (await cms.Newsroom.GetAsync($"articles/{story["id"]}/audit"))["items"]!.AsArray().Select(entry => (string?)entry!["note"])];
}
