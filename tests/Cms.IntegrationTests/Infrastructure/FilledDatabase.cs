using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>A database with far more rows than a test could write through the API, for those who look at plans.</summary>
public abstract class FilledDatabase(TestPostgres postgres, params string[] statements) : IAsyncLifetime
{
    private readonly DatabaseFixture _database = new(postgres);

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var connection = await OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database.DisposeAsync();
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
