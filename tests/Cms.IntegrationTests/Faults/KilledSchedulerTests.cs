using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Articles.Lifecycle;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Faults;

/// <summary>What many stories are scheduled for is done once for each, and not before, though an instance is killed in the middle of it.</summary>
public sealed class KilledSchedulerTests(TwoInstances instances) : IClassFixture<TwoInstances>
{
    /// <summary>CMS_LONG=1 takes a thousand.</summary>
    [Fact]
    public async Task Two_instances_publish_each_of_many_stories_once_though_one_of_them_is_killed()
    {
        var count = Rounds.Of(200, 1_000);
        var newsroom = new Newsroom(instances.Here.Client(CmsApp.AdminKey));
        var (section, author) = (await newsroom.SectionAsync("Crowd"), (string)(await newsroom.AuthorAsync("Crowd"))["slug"]!);
        for (var number = 0; number < count; number++)
        {
            var story = await newsroom.DraftAsync(new JsonObject
            {
                ["section"] = section,
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }),
            });
            (await newsroom.Editor.ScheduleAsync(story, $$"""{ "publishAt": "{{Stories.Tomorrow}}" }""")).Is(200);
        }
        await using var connection = new NpgsqlConnection(instances.ConnectionString);
        Task<T> AskAsync<T>([ConstantExpected] string sql, object? parameters = null) => connection.SingleAsync<T>(sql, parameters, TestContext.Current.CancellationToken);
        var due = await AskAsync<DateTimeOffset>(
            "with moved as (update editorial.moment set at = clock_timestamp() + interval '1 second' returning at) select max(at) from moved");
        await Eventually.HoldsAsync(async () => await AskAsync<long>("select count(*) from editorial.revision") > count / 4);
        await instances.There.KillAsync();
        await Eventually.HoldsAsync(async () => await AskAsync<long>("select count(*) from editorial.moment") == 0);

        Assert.Equal(count, await AskAsync<int>("select count(*) from editorial.revision where number = 1"));
        Assert.Equal(0, await AskAsync<int>("select count(*) from editorial.revision where number > 1"));
        Assert.Equal(count, await AskAsync<int>("select count(*) from live.change_log where type = 'article' and action = 'upsert' and at >= @Due", new { Due = due }));
        var late = await AskAsync<double>("select extract(epoch from percentile_cont(0.99) within group (order by at - @Due)) from live.change_log where type = 'article'", new { Due = due });
        TestContext.Current.TestOutputHelper?.WriteLine($"99 % of {count} were published within {late:0.00} s.");
    }
}
