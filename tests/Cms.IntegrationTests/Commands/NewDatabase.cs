using System.Security.Cryptography;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>A database with nothing in it, as an operator has it first, on the server of another.</summary>
internal sealed class NewDatabase : IAsyncDisposable
{
    private readonly string _neighbour;
    private readonly string _name;

    private NewDatabase(string neighbour, string name)
    {
        _neighbour = neighbour;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(neighbour) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<NewDatabase> CreateAsync(string neighbour)
    {
        var database = new NewDatabase(neighbour, $"cms_new_{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        await ExecuteAsync(neighbour, $"create database {database._name}");
        return database;
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public async ValueTask DisposeAsync() => await ExecuteAsync(_neighbour, $"drop database {_name} with (force)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
