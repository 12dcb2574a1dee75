using System.Globalization;
using Cms.EmbeddedPostgres;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>A Postgres of its own with the sample newsroom, thrown away in the end.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    public const string AdminKey = "cms_benchmark_0123456789abcdef";

    private readonly PostgresServer _server;

    private BenchmarkDatabase(PostgresServer server, int processId) => (_server, ProcessId) = (server, processId);

    public string ConnectionString => _server.ConnectionString;

    /// <summary>Of the server, whose children are its sessions.</summary>
    public int ProcessId { get; }

    /// <summary>What a service is told to use it.</summary>
    public (string Name, string Value)[] Settings => [("ConnectionStrings__Cms", ConnectionString), ("Cms__AdminKey", AdminKey)];

    public static async Task<BenchmarkDatabase> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "cms-benchmark");
        var server = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = folder, Throwaway = true }, CancellationToken.None);
        var database = new BenchmarkDatabase(server, await PostmasterAsync(server.ConnectionString));
        await Child.RunAsync(database.Settings, "sample");
        return database;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The parent of any session.</summary>
    private static async Task<int> PostmasterAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select pg_backend_pid()");
        var session = (int)(await command.ExecuteScalarAsync())!;
        var stat = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{session}/stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
