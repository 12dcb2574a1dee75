using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Pages;

/// <summary>The page of a past moment is what delivery really answered then.</summary>
public sealed class PageAsOfTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly Gen<Step[]> History = RandomNewsroom.Histories(20, 40);

    [Fact]
    public async Task Every_page_of_every_moment_of_a_random_history_is_what_readers_got_byte_for_byte()
    {
        var statuses = new HashSet<string>();
        await History.SampleAsync(history => HoldsAsync(history, statuses), iter: 4, threads: 1);

        Assert.Contains("200", statuses);
        Assert.True(statuses.Count > 1, "No history had a page that was not there.");
    }

    [Fact]
    public async Task Moment_before_what_is_kept_is_refused()
    {
        var editor = cms.Newsroom.Editor;
        (await editor.AskAsync(HttpMethod.Get, "page?path=/&asOf=2001-01-01T00:00:00Z")).IsProblem(422, "not_kept");
        (await editor.AskAsync(HttpMethod.Get, "page?path=/&asOf=yesterday")).IsProblem(400, "invalid_parameter", "asOf invalid_format");
        (await editor.AskAsync(HttpMethod.Get, "page?asOf=2001-01-01T00:00:00Z")).IsProblem(400, "invalid_parameter", "path required");
        (await editor.AskAsync(HttpMethod.Get, "page?path=/")).Is(200);
    }

    [Fact]
    public async Task What_is_older_than_is_kept_is_deleted_and_nothing_else()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"/{story["section"]}/{story["slug"]}";
        var before = await NowAsync();
        var first = await LiveAsync(path);
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Another headline" });
        await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });

        await new LiveHistory(cms.App.Services.GetRequiredService<EditorialDataSource>(), new HistorySettings { Days = 1 }).ForgetAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first, await AsOfAsync(path, before));

        await new LiveHistory(cms.App.Services.GetRequiredService<EditorialDataSource>(), new HistorySettings { Days = 0 }).ForgetAsync(TestContext.Current.CancellationToken);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, Address(path, before)["/v1/editorial/".Length..])).IsProblem(422, "not_kept");
        Assert.Equal(0L, await LiveSnapshot.ScalarAsync<long>(
            cms.App.ConnectionString,
            "select (select count(*) from history.document) + (select count(*) from history.listing) + (select count(*) from history.alias) + (select count(*) from history.gone)"));
        Assert.Equal(await LiveAsync(path), await AsOfAsync(path, await NowAsync()));
    }

    [Fact]
    public async Task Role_of_delivery_cannot_read_the_past() => Assert.False(await LiveSnapshot.ScalarAsync<bool>(
        cms.App.ConnectionString, "select has_schema_privilege('cms_delivery', 'history', 'usage')"));

    private async Task HoldsAsync(Step[] history, HashSet<string> statuses)
    {
        var newsroom = await RandomNewsroom.CreateAsync(cms);
        var paths = new HashSet<string> { "/" };
        var seen = new List<(DateTimeOffset At, string Path, string Got)>();
        foreach (var step in history)
        {
            await newsroom.TakeAsync(step);
            await cms.App.DrainAsync();
            paths.UnionWith(await PathsAsync());
            var at = await NowAsync();
            foreach (var path in paths) seen.Add((at, path, await LiveAsync(path)));
        }

        foreach (var (at, path, got) in seen) Assert.Equal($"{path} at {at:O}: {got}", $"{path} at {at:O}: {await AsOfAsync(path, at)}");
        statuses.UnionWith(seen.Select(moment => moment.Got[..3]));
    }

    /// <summary>What a reader got, in the words that both sides have in common.</summary>
    private async Task<string> LiveAsync(string path)
    {
        using var response = await cms.Reader.GetAsync($"/v1/page?path={Uri.EscapeDataString(path)}", TestContext.Current.CancellationToken);
        return await ToldAsync(response);
    }

    private async Task<string> AsOfAsync(string path, DateTimeOffset at)
    {
        using var response = await cms.Newsroom.Editor.GetAsync(Address(path, at), TestContext.Current.CancellationToken);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        return await ToldAsync(response);
    }

    private static async Task<string> ToldAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.Moved => $"301 {Uri.UnescapeDataString(response.Headers.Location!.ToString().Split("path=")[1].Split('&')[0])}",
            HttpStatusCode.NotFound => $"404 {WithoutHint(text)}",
            var status => $"{(int)status} {text}",
        };
    }

    /// <summary>Of the past it is not told what was meant.</summary>
    private static string WithoutHint(string text)
    {
        var problem = JsonNode.Parse(text)!;
        problem["detail"] = ((string)problem["detail"]!).Split(" Did you mean ")[0];
        return problem.ToJsonString();
    }

    private static string Address(string path, DateTimeOffset at) =>
        $"/v1/editorial/page?asOf={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}&path={Uri.EscapeDataString(path)}";

    /// <summary>Every address there is, of stories, sections, authors and tags; those that go are still asked for.</summary>
    private async Task<IReadOnlyList<string>> PathsAsync() =>
        (await LiveSnapshot.ScalarAsync<string[]>(cms.App.ConnectionString, "select coalesce(array_agg(path), '{}') from live.document where path is not null")).ToList();

    private Task<DateTimeOffset> NowAsync() => DatabaseClock.NowAsync(cms.App.ConnectionString);
}
