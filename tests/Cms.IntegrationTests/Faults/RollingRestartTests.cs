using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>Instances behind a balancer are replaced one after another while readers read and editors write: no request fails.</summary>
public sealed class RollingRestartTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly ConcurrentQueue<string> _failures = new();

    [Fact]
    public async Task No_request_fails_while_each_instance_is_replaced()
    {
        await using var balancer = await Balancer.StartAsync();
        var instances = new Queue<CmsProcess>([await ServeAsync(), await ServeAsync()]);
        balancer.Use(await AddressesOf(instances));
        using var client = balancer.Client();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {CmsApp.AdminKey}");
        using var over = new CancellationTokenSource();
        var (reads, writes) = (ReadAsync(client, over.Token), WriteAsync(client, over.Token));

        for (var round = 0; round < Rounds.Of(2, 10); round++)
        {
            instances.Enqueue(await ServeAsync());
            balancer.Use(await AddressesOf(instances));
            var former = instances.Dequeue();
            Assert.Equal(0, await former.TerminateAsync());
            balancer.Use(await AddressesOf(instances));
            await former.DisposeAsync();
        }

        await over.CancelAsync();
        Assert.True(await reads > 100, "Hardly anything was read meanwhile.");
        Assert.True(await writes > 10, "Hardly anything was written meanwhile.");
        Assert.Empty(_failures);
        foreach (var instance in instances) await instance.DisposeAsync();
    }

    private Task<CmsProcess> ServeAsync() => CmsProcess.ServeAsync(new Dictionary<string, string>
    {
        ["ConnectionStrings__Cms"] = database.ConnectionString,
        ["Cms__AdminKey"] = CmsApp.AdminKey,
        // The balancer tells nobody before all have answered or are given up, and may just have begun to ask.
        ["Cms__DrainSeconds"] = "5",
    });

    private static async Task<IReadOnlyList<Uri>> AddressesOf(IEnumerable<CmsProcess> instances) =>
        await Task.WhenAll(instances.Select(instance => instance.ListeningAsync()));

    private async Task<int> ReadAsync(HttpClient client, CancellationToken over)
    {
        var count = 0;
        for (; !over.IsCancellationRequested; count++) Expect(200, await client.SeeAsync(count % 2 == 0 ? "/v1/site" : $"/v1/tags?limit={(count % 100) + 1}"));
        return count;
    }

    private async Task<int> WriteAsync(HttpClient client, CancellationToken over)
    {
        var count = 0;
        for (; !over.IsCancellationRequested; count++)
        {
            Expect(201, await client.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Rolling") }));
        }
        return count;
    }

    private void Expect(int status, Answer answer)
    {
        if (answer.Status != status) _failures.Enqueue($"{answer.Status}: {answer.Text}");
    }
}
