using System.Security.Cryptography;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>A role of the tests' server that owns nothing.</summary>
internal sealed class TestRole : IAsyncDisposable
{
    private readonly string _connectionString;

    private TestRole(string connectionString) => _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    public string Name { get; } = $"cms_role_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <param name="connectionString">Of one who may create roles.</param>
    /// <param name="with">Its attributes, in SQL.</param>
    public static async Task<TestRole> CreateAsync(string connectionString, string with)
    {
        var role = new TestRole(connectionString);
        await role.ExecuteAsync($"create role {role.Name} {with}");
        return role;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop role {Name}");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
