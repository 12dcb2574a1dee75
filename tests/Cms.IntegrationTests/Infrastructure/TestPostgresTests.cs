using System.Globalization;
using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

public sealed class TestPostgresTests(TestPostgres postgres, DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Databases_made_at_once_are_strangers()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => postgres.CreateDatabaseAsync()));

        await Task.WhenAll(databases.Select(database => ScalarAsync(database.ConnectionString, "create table mine ()")));

        foreach (var database in databases)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Database_holds_the_schema() =>
        Assert.Equal("live", await ScalarAsync(fixture.ConnectionString, "select to_regnamespace('live')::text"));

    [Fact]
    public async Task What_a_killed_run_left_is_dropped_and_what_a_living_one_uses_is_not()
    {
        const string leftover = "cms_test_000000000000_1";
        await ScalarAsync(fixture.ConnectionString, $"create database {leftover}");

        await using var anotherRun = await TestDatabases.OpenAsync(fixture.ConnectionString);

        Assert.Equal(0L, await ScalarAsync(fixture.ConnectionString, $"select count(*) from pg_database where datname = '{leftover}'"));
    }

    [Fact]
    public async Task Database_is_dropped_under_its_last_connection()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var name = connection.Database;

        await database.DisposeAsync();

        Assert.Equal(0L, await ScalarAsync(fixture.ConnectionString, $"select count(*) from pg_database where datname = '{name}'"));
    }

    [Fact]
    public async Task Server_takes_the_connections_of_classes_side_by_side()
    {
        var limit = (string)(await ScalarAsync(fixture.ConnectionString, "show max_connections"))!;

        Assert.True(int.Parse(limit, CultureInfo.InvariantCulture) >= 200, limit);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
