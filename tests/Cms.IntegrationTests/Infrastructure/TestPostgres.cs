using Cms.IntegrationTests.Infrastructure;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>Where tests get their databases from. One server and one template a run, made when the first test asks.</summary>
public sealed class TestPostgres : IAsyncDisposable
{
    /// <summary>For test classes that run side by side, each with the pools of a service.</summary>
    internal const int MaxConnections = 300;

    private readonly Lazy<Task<(TestServer Server, TestDatabases Databases)>> _run = new(StartAsync);

    public async Task<TestDatabase> CreateDatabaseAsync() => await (await _run.Value).Databases.CreateAsync();

    /// <summary>A database with all that the original holds, to which nobody may be connected.</summary>
    public async Task<TestDatabase> CopyAsync(TestDatabase original) => await (await _run.Value).Databases.CopyAsync(original);

    public async ValueTask DisposeAsync()
    {
        if (!_run.IsValueCreated || !_run.Value.IsCompletedSuccessfully)
            return;
        var (server, databases) = await _run.Value;
        await databases.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<(TestServer Server, TestDatabases Databases)> StartAsync()
    {
        var server = await TestServer.StartAsync(CancellationToken.None);
        try
        {
            return (server, await TestDatabases.OpenAsync(server.ConnectionString));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
