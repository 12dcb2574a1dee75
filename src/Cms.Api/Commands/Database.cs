using Cms.EmbeddedPostgres;

namespace Cms.Api.Commands;

/// <summary>The database a command works on, held for as long as the command runs.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _given;

    private Database(string given, PostgresServer? server)
    {
        _given = given;
        Embedded = server;
    }

    /// <summary>Where it is now: an embedded server may come back on another port.</summary>
    public string ConnectionString => Embedded?.ConnectionString ?? _given;

    /// <summary>Null when the database is somebody else's.</summary>
    public PostgresServer? Embedded { get; }

    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } connectionString) return new Database(connectionString, null);
        var server = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = settings.DataDirectory }, cancellationToken);
        return new Database(server.ConnectionString, server);
    }

    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
