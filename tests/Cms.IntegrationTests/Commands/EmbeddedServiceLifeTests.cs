using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Cms.EmbeddedPostgres.Cluster;
using Cms.EmbeddedPostgres.Processes;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>What becomes of a running service when its database, or another service that shares it, is killed.</summary>
public sealed class EmbeddedServiceLifeTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    [Fact]
    public async Task Killed_database_comes_back_under_its_service()
    {
        var key = await service.ReadKeyAsync();
        var killed = service.Postmaster!;

        Kill(killed);

        await Eventually.HoldsAsync(() => service.Postmaster is { } now && now.ProcessId != killed.ProcessId);
        await Eventually.HoldsAsync(() => WritesAsync(key));
        Assert.Equal(killed.Port, service.Postmaster!.Port);
    }

    [Fact]
    public async Task Database_that_comes_back_on_another_port_is_followed()
    {
        var key = await service.ReadKeyAsync();
        var killed = service.Postmaster!;
        TcpListener? somebody = null;
        try
        {
            // As long as this is held nobody starts a server, so the port can be taken.
            using (await FileLock.TakeAsync(service.ChangeLock, TestContext.Current.CancellationToken))
            {
                Kill(killed);
                await Eventually.HoldsAsync(() => (somebody = TryListen(killed.Port)) is not null);
            }

            await Eventually.HoldsAsync(() => WritesAsync(key));
            Assert.NotEqual(killed.Port, service.Postmaster!.Port);
            using var reader = service.Process.Client();
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", TestContext.Current.CancellationToken)).StatusCode);
        }
        finally
        {
            somebody?.Dispose();
        }
    }

    [Fact]
    public async Task Service_that_shares_the_database_may_be_killed_and_the_last_one_stops_it()
    {
        var shared = service.Postmaster!;
        await using var second = await CmsProcess.ServeAsync(service.Settings);
        Assert.Equal(shared, service.Postmaster);

        await service.Process.KillAsync();
        using (var reader = second.Client())
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", TestContext.Current.CancellationToken)).StatusCode);
        Assert.True(shared.IsAlive());

        Assert.Equal(0, await second.TerminateAsync());
        Assert.False(shared.IsAlive());
        await service.StartAsync();
    }

    [Fact]
    public async Task Service_that_was_killed_alone_leaves_its_database_to_the_next_one()
    {
        var left = service.Postmaster!;

        await service.Process.KillAsync();
        Assert.True(left.IsAlive());

        await service.StartAsync();
        Assert.Equal(left, service.Postmaster);
    }

    private static void Kill(PostmasterFile postmaster)
    {
        using var process = Process.GetProcessById(postmaster.ProcessId);
        process.Kill();
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private async Task<bool> WritesAsync(string key)
    {
        using var editor = service.Process.Client(key);
        using var response = await editor.PostAsJsonAsync("/v1/editorial/tags", new { type = "topic", name = $"Written {Guid.CreateVersion7()}" }, TestContext.Current.CancellationToken);
        // Without its database it says so, and nothing worse.
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return true;
    }
}
