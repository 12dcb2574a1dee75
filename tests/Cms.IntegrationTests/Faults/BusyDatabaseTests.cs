using System.Diagnostics;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Faults;

/// <summary>When every connection is taken, what needs none is answered as ever, and what needs one is refused in time.</summary>
public sealed class BusyDatabaseTests(TestPostgres postgres)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task Kept_answers_and_refusals_are_given_while_all_connections_wait()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var app = await CmsApp.StartAsync(new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 4 }.ConnectionString);
        using var reader = app.Client();
        var first = await reader.GetAsync("/v1/site", TestContext.Current.CancellationToken);
        var etag = first.Headers.ETag!.Tag;

        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locking = new NpgsqlCommand("lock table live.document in access exclusive mode", other)) await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var waiting = Enumerable.Range(1, 30).Select(number => TimedAsync(reader, $"/v1/tags/nothing-{number}")).ToList();
        for (var count = 0; count < 20; count++)
        {
            using var kept = await reader.GetAsync("/v1/site", TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)kept.StatusCode);
            Assert.False(kept.Headers.Contains("Cms-Stale"), "The log is followed all the time.");
        }
        using var known = new HttpRequestMessage(HttpMethod.Get, "/v1/site") { Headers = { IfNoneMatch = { new(etag) } } };
        Assert.Equal(304, (int)(await reader.SendAsync(known, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(400, (int)(await reader.GetAsync("/v1/tags?limit=0", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(404, (int)(await reader.GetAsync("/v1/nothing", TestContext.Current.CancellationToken)).StatusCode);
        Assert.All(await Task.WhenAll(waiting), answer =>
        {
            Assert.Equal(503, answer.Status);
            Assert.True(answer.Took < LongestAnswer, $"It took {answer.Took}.");
        });
    }

    private static async Task<(int Status, TimeSpan Took)> TimedAsync(HttpClient reader, string address)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await reader.GetAsync(address, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, Stopwatch.GetElapsedTime(started));
    }
}
