using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>Told to stop, the service takes nothing new, ends what it has begun, and only then itself.</summary>
public sealed class DrainTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Key = "cms_configured_0123456789abcdef";

    [Fact]
    public async Task Write_in_flight_is_answered_after_the_signal_and_kept()
    {
        await using var service = await CmsProcess.ServeAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings__Cms"] = database.ConnectionString,
            ["Cms__AdminKey"] = Key,
        });
        using var editor = service.Client(Key);
        using var created = await editor.PostAsJsonAsync("/v1/editorial/tags", new { type = "topic", name = "Before" }, TestContext.Current.CancellationToken);
        var tag = new Guid((string)(await created.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["id"]!);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var holder = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("select 1 from editorial.tag where id = @id for update", holder);
        hold.Parameters.AddWithValue("id", tag);
        await hold.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/editorial/tags/{tag}") { Content = JsonContent.Create(new { name = "After" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        var answer = editor.SendAsync(request, TestContext.Current.CancellationToken);
        await UntilAsync(() => IsWaitingAsync(source));
        var ended = service.TerminateAsync();
        await UntilAsync(() => IsClosedAsync(editor.BaseAddress!));
        Assert.False(answer.IsCompleted);
        Assert.False(ended.IsCompleted);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await ended);
        await using var kept = source.CreateCommand("select name from editorial.tag");
        Assert.Equal("After", await kept.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Time_to_notice_is_given_to_whoever_sends_requests()
    {
        await using var service = await ServeAsync(drainSeconds: "300");
        await service.SignalAsync();

        await UntilAsync(async () => await VisitAsync(service, "/health/ready") == (HttpStatusCode.ServiceUnavailable, "The service is stopping."));
        // On connections that are new, as a balancer's are.
        Assert.Equal(HttpStatusCode.OK, (await VisitAsync(service, "/v1/articles")).Status);
        Assert.Equal(HttpStatusCode.OK, (await VisitAsync(service, "/health/live")).Status);
        await service.KillAsync();
    }

    [Fact]
    public async Task When_that_time_is_over_it_ends()
    {
        await using var service = await ServeAsync(drainSeconds: "1");

        Assert.Equal(0, await service.TerminateAsync());
    }

    private Task<CmsProcess> ServeAsync(string drainSeconds) => CmsProcess.ServeAsync(new Dictionary<string, string>
    {
        ["ConnectionStrings__Cms"] = database.ConnectionString,
        ["Cms__AdminKey"] = Key,
        ["Cms__DrainSeconds"] = drainSeconds,
    });

    private static async Task<(HttpStatusCode Status, string Text)> VisitAsync(CmsProcess service, string path)
    {
        using var visitor = service.Client();
        using var answer = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<bool> IsWaitingAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')");
        return (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<bool> IsClosedAsync(Uri address)
    {
        using var visitor = new TcpClient();
        try
        {
            await visitor.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            return false;
        }
        catch (SocketException exception)
        {
            // Reset is whoever still stood in the line when it was closed.
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> happens)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await happens()) await Task.Delay(20, patience.Token);
    }
}
