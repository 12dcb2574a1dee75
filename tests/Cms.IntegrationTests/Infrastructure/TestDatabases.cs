using System.Globalization;
using System.Security.Cryptography;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The databases of one test run: a template that holds the schema, and its copies.</summary>
internal sealed class TestDatabases : IAsyncDisposable
{
    private const string Prefix = "cms_test_";

    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly NpgsqlConnection _connection;
    private readonly string _run;

    // One connection makes and drops them all: copying a template wants it to itself, so copies queue anyway.
    private readonly SemaphoreSlim _turn = new(1);
    private int _made;

    private TestDatabases(string serverConnectionString)
    {
        _run = Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true);
        _server = new NpgsqlConnectionStringBuilder(serverConnectionString);
        _connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(serverConnectionString) { ApplicationName = _run, Pooling = false }.ConnectionString);
    }

    private string Template => $"{_run}_template";

    public static async Task<TestDatabases> OpenAsync(string serverConnectionString)
    {
        var databases = new TestDatabases(serverConnectionString);
        await databases._connection.OpenAsync();
        await databases.DropLeftoversAsync();
        await databases.CreateTemplateAsync();
        return databases;
    }

    public Task<TestDatabase> CreateAsync() => CreateAsync(Template);

    public Task<TestDatabase> CopyAsync(TestDatabase original) => CreateAsync(new NpgsqlConnectionStringBuilder(original.ConnectionString).Database!);

    private async Task<TestDatabase> CreateAsync(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_run}_{Interlocked.Increment(ref _made)}");
        await ExecuteAsync($"create database {name} template {template}");
        return new TestDatabase(ConnectionString(name), () => DropAsync(name));
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync(Template);
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task CreateTemplateAsync()
    {
        await ExecuteAsync($"create database {Template}");

        // Unpooled, and closed to everybody afterwards: a template that somebody is connected to cannot be copied.
        Migrator.Migrate(new NpgsqlConnectionStringBuilder(ConnectionString(Template)) { Pooling = false }.ConnectionString);
        await ExecuteAsync($"alter database {Template} with allow_connections false");
    }

    // A run lives as long as its connection; databases of one that does not are what a crash left.
    private async Task DropLeftoversAsync()
    {
        await using var select = new NpgsqlCommand(
            """
            select database.datname
            from pg_database as database
            where database.datname ~ '^cms_test_[0-9a-f]{12}_'
              and not exists (
                  select from pg_stat_activity as session
                  where session.application_name = left(database.datname, length('cms_test_') + 12))
            """,
            _connection);
        var leftovers = new List<string>();
        await using (var reader = await select.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                leftovers.Add(reader.GetString(0));
        }

        foreach (var name in leftovers)
            await DropAsync(name);
    }

    private Task DropAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

    // Names of databases cannot be parameters; these are made here, of letters, digits and underscores.
    private async Task ExecuteAsync(string sql)
    {
        await _turn.WaitAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, _connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _turn.Release();
        }
    }
}
