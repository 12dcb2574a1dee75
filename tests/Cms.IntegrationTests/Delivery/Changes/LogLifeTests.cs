using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>Where the change log begins, and when another one does.</summary>
public sealed class LogLifeTests(TestPostgres postgres)
{
    [Fact]
    public async Task What_is_older_than_is_kept_is_forgotten_and_told_to_be()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
        await new Newsroom(app.Client(CmsApp.AdminKey)).PublishedAsync();
        await LiveSnapshot.ScalarAsync<long>(app.ConnectionString, "update live.change_log set at = at - interval '31 days' where number <= 3 returning number");

        await app.Services.GetRequiredService<LogWorker>().ForgetAsync(TestContext.Current.CancellationToken);

        Assert.Equal((410, "resync_needed"), await AskAsync(app, "?after=2", answer => (string?)answer["code"]));
        Assert.Equal((200, "4"), await AskAsync(app, "?after=3&limit=1", answer => answer["items"]![0]!["seq"]!.ToString()));
    }

    [Fact]
    public async Task Database_that_was_restored_begins_another_epoch_and_one_that_was_only_started_again_does_not()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        string? first;
        await using (var app = await CmsApp.StartAsync(database.ConnectionString)) first = await EpochAsync(app);
        await using (var again = await CmsApp.StartAsync(database.ConnectionString)) Assert.Equal(first, await EpochAsync(again));

        await using var copy = await postgres.CopyAsync(database);
        await using var restored = await CmsApp.StartAsync(copy.ConnectionString);

        Assert.NotEqual(first, await EpochAsync(restored));
        Assert.Equal((410, "resync_needed"), await AskAsync(restored, $"?epoch={first}", answer => (string?)answer["code"]));
    }

    [Fact]
    public async Task Who_follows_a_database_that_is_restored_under_a_running_service_is_sent_away_and_begins_in_its_epoch()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
        var story = await new Newsroom(app.Client(CmsApp.AdminKey)).PublishedAsync();
        using var follower = await Following.BeginAsync(app.Address, "?after=0");
        Assert.Equal(await EpochAsync(app), (string?)(await follower.NextAsync()).Data["epoch"]);
        await follower.UntilAsync(story);

        await LiveSnapshot.ScalarAsync<Guid>(app.ConnectionString, "update live.head set epoch = gen_random_uuid() returning epoch");
        await app.LookAsync();

        string told;
        do
        {
            told = (await follower.NextAsync()).Name;
        }
        while (told == "change");
        Assert.Equal("resync", told);
        using var again = await Following.BeginAsync(app.Address, "?after=0");
        Assert.Equal(await EpochAsync(app), (string?)(await again.NextAsync()).Data["epoch"]);
    }

    private static async Task<string?> EpochAsync(CmsApp app) => (await AskAsync(app, "", answer => (string?)answer["epoch"])).Told;

    private static async Task<(int Status, string? Told)> AskAsync(CmsApp app, string query, Func<JsonNode, string?> tell)
    {
        using var reader = app.Client();
        using var response = await reader.GetAsync("/v1/changes" + query, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, tell(JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!));
    }
}
