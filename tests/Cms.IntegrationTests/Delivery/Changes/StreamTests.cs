using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>The change feed, followed.</summary>
public sealed class StreamTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly int Streams = Rounds.Of(200, 5_000);

    [Fact]
    public async Task Every_change_is_an_event_with_its_number_and_who_was_cut_off_goes_on_from_it()
    {
        var story = await cms.Newsroom.PublishedAsync();
        using var first = await FollowAsync("?types=article");
        Assert.Equal("start", (await first.NextAsync()).Name);
        var seen = await first.UntilAsync(story);
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Second" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });
        var second = await first.UntilAsync(story);
        Assert.True(second > seen);

        using var resumed = await FollowAsync("?types=article", ("Last-Event-ID", seen.ToString(CultureInfo.InvariantCulture)));
        await resumed.NextAsync();
        Assert.Equal(second, await resumed.UntilAsync(story));
    }

    [Fact]
    public async Task Number_beyond_the_log_is_refused_before_anything_is_sent()
    {
        using var client = new HttpClient { BaseAddress = cms.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes/stream");
        request.Headers.Add("Last-Event-ID", "1000000");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    /// <summary>As after a failover to a standby that had not got all, before anything is written to it.</summary>
    [Fact]
    public async Task Who_stands_beyond_the_head_is_told_to_begin_anew()
    {
        await cms.Newsroom.PublishedAsync();
        using var stream = await FollowAsync($"?after={await HeadAsync()}");
        Assert.Equal("start", (await stream.NextAsync()).Name);
        await using var source = Npgsql.NpgsqlDataSource.Create(cms.App.ConnectionString);
        await MoveHeadAsync(source, -1);
        try
        {
            Assert.Equal("resync", (await stream.NextAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Name);
        }
        finally
        {
            await MoveHeadAsync(source, 1);
        }
    }

    [Fact]
    public async Task Many_follow_at_once_and_each_is_told()
    {
        var before = Environment.WorkingSet;
        var streams = new List<Following>();
        for (var number = 0; number < Streams; number++) streams.Add(await FollowAsync($"?after={await HeadAsync()}&types=article"));
        var story = await cms.Newsroom.PublishedAsync();

        foreach (var stream in streams)
        {
            await stream.UntilAsync(story);
            stream.Dispose();
        }
        TestContext.Current.SendDiagnosticMessage("{0} streams took {1} MB, their clients included", Streams, (Environment.WorkingSet - before) / 1_048_576);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_and_the_others_go_on()
    {
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await deaf.ConnectAsync(IPAddress.Loopback, cms.App.Address.Port, TestContext.Current.CancellationToken);
        await deaf.SendAsync(Encoding.ASCII.GetBytes("GET /v1/changes/stream HTTP/1.1\r\nHost: a\r\n\r\n"), TestContext.Current.CancellationToken);
        using var hearing = await FollowAsync($"?after={await HeadAsync()}&types=article");

        // More than fits between them: pages of a long log.
        await using (var source = Npgsql.NpgsqlDataSource.Create(cms.App.ConnectionString))
        await using (var command = source.CreateCommand("""
            with added as (
                insert into live.change_log (number, at, type, id, action, path)
                select h.number + n, clock_timestamp(), 'tag', gen_random_uuid(), 'upsert', repeat('x', 2000)
                from live.head h, generate_series(1, 20000) n
            )
            update live.head set number = number + 20000
            """)) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var story = await cms.Newsroom.PublishedAsync();
        await hearing.UntilAsync(story);
        await Eventually.HoldsAsync(() => Task.FromResult(IsCutOff(deaf)));
    }

    /// <summary>The other side has ended it, though this one never read.</summary>
    private static bool IsCutOff(Socket socket)
    {
        try
        {
            // A byte that is no request is refused, too, but only by who is there.
            return socket.Send("x"u8, SocketFlags.None) < 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task MoveHeadAsync(Npgsql.NpgsqlDataSource source, long by)
    {
        await using var command = source.CreateCommand("update live.head set number = number + $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = by });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<long> HeadAsync()
    {
        using var response = await cms.Reader.GetAsync("/v1/changes?limit=1", TestContext.Current.CancellationToken);
        return long.Parse(response.Headers.GetValues("Cms-Sequence").Single(), CultureInfo.InvariantCulture);
    }

    private Task<Following> FollowAsync(string query, params (string Name, string Value)[] headers) => Following.BeginAsync(cms.App.Address, query, headers);
}
