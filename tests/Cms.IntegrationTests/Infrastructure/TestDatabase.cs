using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>A migrated database of its own; dropped when disposed, whoever is still connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _drop;

    internal TestDatabase(string connectionString, Func<Task> drop)
    {
        ConnectionString = connectionString;
        _drop = drop;
    }

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        // Otherwise the pool keeps connections that the drop kills.
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await _drop();
    }
}
