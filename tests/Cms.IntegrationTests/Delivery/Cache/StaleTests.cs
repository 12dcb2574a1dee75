using System.Diagnostics;
using Cms.Api.Delivery.Cache;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>While the database is away readers go on reading what was kept, for a time, and are told that it may be old.</summary>
public sealed class StaleTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task What_is_kept_is_answered_as_stale_while_the_database_is_away_and_anew_when_it_is_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await using var gate = new DatabaseGate(cms.App.ConnectionString);
        gate.Open();
        await using var app = await CmsApp.StartAsync(gate.ConnectionString);
        using var reader = app.Client();
        var address = $"/v1/articles/{story["slug"]}";
        var before = await reader.SeeAsync(address);
        Assert.Null(before.Header("Cms-Stale"));

        gate.Shut();
        await Eventually.HoldsAsync(async () => (await reader.SeeAsync(address)).Header("Cms-Stale") == "true");
        var stale = await reader.SeeAsync(address);
        Assert.Equal((200, before.Text, before.ETag), (stale.Status, stale.Text, stale.ETag));
        var unknown = await reader.SeeAsync("/v1/tags");
        Assert.Equal((503, "1"), (unknown.Status, unknown.Header("Retry-After")));
        var editors = await app.Client(CmsApp.AdminKey).AskAsync(HttpMethod.Get, "site");
        Assert.Equal(503, editors.Status);

        await cms.Newsroom.ActAsync(story, "takedown", new() { ["reason"] = "legal" });
        gate.Open();
        await Eventually.HoldsAsync(async () => await reader.SeeAsync(address) is { Status: 410 } gone && gone.Header("Cms-Stale") is null);
    }

    [Fact]
    public async Task What_is_kept_grows_no_older_while_the_database_is_away()
    {
        await using var gate = new DatabaseGate(cms.App.ConnectionString);
        gate.Open();
        var longest = TimeSpan.FromSeconds(2);
        await using var app = await CmsApp.StartAsync(gate.ConnectionString, cache: new CacheSettings { Longest = longest });
        using var reader = app.Client();
        Assert.Equal(200, (await reader.SeeAsync("/v1/site")).Status);
        gate.Shut();

        var shut = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(shut) < 2 * longest) Assert.Equal(200, (await reader.SeeAsync("/v1/site")).Status);

        var stale = await reader.SeeAsync("/v1/site");
        Assert.Equal(("true", "public, max-age=1"), (stale.Header("Cms-Stale"), stale.Header("Cache-Control")));
    }

    [Fact]
    public async Task After_its_time_even_what_is_kept_is_refused()
    {
        await using var gate = new DatabaseGate(cms.App.ConnectionString);
        gate.Open();
        await using var app = await CmsApp.StartAsync(gate.ConnectionString, cache: new CacheSettings { Stale = TimeSpan.FromSeconds(1) });
        using var reader = app.Client();
        Assert.Equal(200, (await reader.SeeAsync("/v1/site")).Status);

        gate.Shut();

        await Eventually.HoldsAsync(async () => (await reader.SeeAsync("/v1/site")).Status == 503);
    }
}
