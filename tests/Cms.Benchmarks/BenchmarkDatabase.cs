using System.Globalization;
using Cms.EmbeddedPostgres;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>A Postgres of its own with the sample newsroom, thrown away in the end. It syncs nothing to disk: the judge is processor time.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    public const string AdminKey = "cms_benchmark_0123456789abcdef";

    private readonly PostgresServer? _server;

    private BenchmarkDatabase(PostgresServer? server, string connectionString, int processId) => (_server, ConnectionString, ProcessId) = (server, connectionString, processId);

    public string ConnectionString { get; }

    /// <summary>Of the server, whose children are its sessions.</summary>
    public int ProcessId { get; }

    /// <summary>What a service is told to use it.</summary>
    public (string Name, string Value)[] Settings => [("ConnectionStrings__Cms", ConnectionString), ("Cms__AdminKey", AdminKey)];

    public static async Task<BenchmarkDatabase> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "cms-benchmark");
        var server = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = folder, Throwaway = true }, CancellationToken.None);
        var database = new BenchmarkDatabase(server, server.ConnectionString, await PostmasterAsync(server.ConnectionString));
        await Child.RunAsync(database.Settings, "sample");
        return database;
    }

    /// <summary>Another database of the same server, with the sample newsroom too; it goes with this one.</summary>
    public async Task<BenchmarkDatabase> BesideAsync(string name)
    {
        await ExecuteAsync($"create database \"{name}\"");
        var beside = new BenchmarkDatabase(null, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString, ProcessId);
        await Child.RunAsync(beside.Settings, "sample");
        return beside;
    }

    public async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string query)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(query);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

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
