using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Lifecycle;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Pages;

/// <summary>The page of a moment to come is what schedules will make of it, and asking changes nothing.</summary>
public sealed class PageForeseenTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Story_comes_at_its_moment_and_goes_at_its_other_one_with_the_links_to_it()
    {
        var story = await cms.Newsroom.DraftAsync();
        var linking = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(story) }),
        });
        (await cms.Newsroom.Editor.ScheduleAsync(story, """{ "publishAt": "2098-01-01T08:00:00Z", "unpublishAt": "2098-01-02T08:00:00Z" }""")).Is(200);
        var before = await LiveSnapshot.TakeAsync(cms.App.ConnectionString);
        var path = $"/{story["section"]}/{story["slug"]}";

        (await SeeAsync(path, "2098-01-01T07:59:59Z")).Is(404);
        var page = (await SeeAsync(path, "2098-01-01T08:00:00Z")).Is(200);
        Assert.Equal("2098-01-01T08:00:00Z", (string?)page["article"]!["publishedAt"]);
        Assert.Equal(Newsroom.Id(story), (string?)(await SeeAsync($"/{story["section"]}", "2098-01-02T07:00:00Z")).Is(200)["items"]![0]!["id"]);
        Assert.Single(await LinksAsync(linking, "2098-01-02T07:00:00Z"));
        (await SeeAsync(path, "2098-01-02T08:00:00Z")).Is(404);
        Assert.Empty(await LinksAsync(linking, "2098-01-02T08:00:00Z"));

        Assert.Equal(before, await LiveSnapshot.TakeAsync(cms.App.ConnectionString));
        Assert.Equal("never", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Fact]
    public async Task Embargo_that_ends_with_the_schedule_does_not_stand_in_its_way_and_a_hold_does()
    {
        var (embargoed, held) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.InAsync("scheduled"));
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, $"articles/{embargoed["id"]}/embargo", """{ "until": "2098-01-01T08:00:00Z" }""")).Is(200);
        (await cms.Newsroom.Editor.ScheduleAsync(embargoed, """{ "publishAt": "2098-01-01T08:00:00Z" }""")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(held, "holds", """{ "kind": "legal", "reason": "A letter came." }""")).Is(201);

        (await SeeAsync($"/{embargoed["section"]}/{embargoed["slug"]}", "2098-01-01T08:00:00Z")).Is(200);
        (await SeeAsync($"/{held["section"]}/{held["slug"]}", "2099-06-01T08:00:00Z")).Is(404);
    }

    [Fact]
    public async Task Where_nothing_is_scheduled_the_future_is_as_the_present()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"/{story["section"]}/{story["slug"]}";

        var later = await SeeAsync(path, (await DatabaseClock.NowAsync(cms.App.ConnectionString)).AddMinutes(5).ToString("O", CultureInfo.InvariantCulture));

        Assert.Equal(await cms.Reader.GetStringAsync($"/v1/page?path={path}", TestContext.Current.CancellationToken), later.Text);
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });
        Assert.Equal("legal", (string?)(await SeeAsync(path, "2097-01-01T08:00:00Z")).Is(410)["reason"]);
    }

    private async Task<JsonArray> LinksAsync(JsonObject story, string at) =>
        (await SeeAsync($"/{story["section"]}/{story["slug"]}", at)).Is(200)["article"]!["relatedLinks"]!.AsArray();

    private Task<Answer> SeeAsync(string path, string at) =>
        cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"page?path={Uri.EscapeDataString(path)}&asOf={Uri.EscapeDataString(at)}");
}
