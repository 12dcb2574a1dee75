using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Revisions;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Articles.Revisions;

public sealed class SaveThinningTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task The_last_of_each_day_stays_and_after_a_year_the_last_of_each_month()
    {
        // The first is older than anything, the last is kept for its age: each moment is that of a save.
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var month = new DateTime(today.Year - 3, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime[] moments =
        [
            month.AddDays(2), month.AddDays(2).AddHours(5), month.AddDays(20), month.AddMonths(1),
            today.AddDays(-40).AddHours(1), today.AddDays(-40).AddHours(2), today.AddDays(-39).AddHours(1),
            today.AddDays(-2).AddHours(1), today.AddDays(-2).AddHours(2),
        ];
        var (story, path) = await StoryAsync(moments);
        var (other, otherPath) = await StoryAsync([.. moments.Take(2)]);
        await cms.Newsroom.PublishAsync(story);

        var thinning = cms.App.Services.GetRequiredService<SaveThinning>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => thinning.RunAsync(TestContext.Current.CancellationToken)));
        await thinning.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal("3,4,6,7,8,9", await VersionsAsync(story, "and replaced_at < current_date"));
        Assert.Equal("2", await VersionsAsync(other, ""));
        Assert.Equal(1, (int)(await cms.Newsroom.GetAsync($"{path}/revisions/1"))["revision"]!["number"]!);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{otherPath}/revisions/v1")).IsProblem(404, "not_found");
    }

    /// <summary>A story with a save at each moment, replaced within the hour.</summary>
    private async Task<(JsonObject Story, string Path)> StoryAsync(IReadOnlyList<DateTime> moments)
    {
        var story = await cms.Newsroom.DraftAsync();
        var path = $"articles/{story["id"]}";
        for (var version = 1; version <= moments.Count; version++)
        {
            await cms.Newsroom.PatchAsync(path, new JsonObject { ["ednote"] = $"Note {version}" });
            await LiveSnapshot.ScalarAsync<object>(cms.App.ConnectionString, string.Create(
                CultureInfo.InvariantCulture,
                $"update editorial.save set saved_at = '{moments[version - 1]:O}', replaced_at = '{moments[version - 1].AddMinutes(10):O}' where article_id = '{story["id"]}' and version = {version} returning 1"));
        }
        return (story, path);
    }

    private Task<string> VersionsAsync(JsonObject story, string more) => LiveSnapshot.ScalarAsync<string>(
        cms.App.ConnectionString, $"select string_agg(version::text, ',' order by version) from editorial.save where article_id = '{story["id"]}' {more}");
}
