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

    /// <exception cref="SettingsException">The folder of the data cannot be made.</exception>
    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } connectionString) return new Database(connectionString, null);
        CreateDataDirectory(settings.DataDirectory);
        var server = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = settings.DataDirectory }, cancellationToken);
        return new Database(server.ConnectionString, server);
    }

    private static void CreateDataDirectory(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Cms__DataDirectory, {path}, is no folder that can be made: {exception.Message}");
        }
    }

    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
