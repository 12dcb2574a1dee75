using Cms.EmbeddedPostgres;

namespace Cms.Api.Commands;

/// <summary>The database a command works on, held for as long as the command runs.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private Database(string connectionString, PostgresServer? server)
    {
        ConnectionString = connectionString;
        _server = server;
    }

    public string ConnectionString { get; }

    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } connectionString) return new Database(connectionString, null);
        var server = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = settings.DataDirectory }, cancellationToken);
        return new Database(server.ConnectionString, server);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
