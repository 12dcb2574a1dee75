using System.Data;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// The only door to Dapper. Every statement is a constant, so a value can reach the database as a parameter and in no other way.
/// </summary>
#pragma warning disable RS0030 // Dapper is banned everywhere else.
internal static class Db
{
    static Db()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeMap(typeof(DateTimeOffset), DbType.DateTimeOffset, true);
        SqlMapper.AddTypeMap(typeof(DateTimeOffset?), DbType.DateTimeOffset, true);
    }

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))).AsList();

    public static async Task<IReadOnlyList<T>> ListAsync<T>(this NpgsqlConnection connection, SqlFilter filter, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(Command(filter.ToString(), filter.Parameters, cancellationToken))).AsList();

    /// <summary>The row, or null where there is none.</summary>
    public static Task<T?> FindAsync<T>(
        this NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellationToken));

    public static Task<T> SingleAsync<T>(
        this NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.QuerySingleAsync<T>(Command(sql, parameters, cancellationToken));

    /// <summary>The number of rows changed.</summary>
    public static Task<int> ExecuteAsync(
        this NpgsqlConnection connection, [ConstantExpected] string sql, object? parameters, CancellationToken cancellationToken) =>
        SqlMapper.ExecuteAsync(connection, Command(sql, parameters, cancellationToken));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, cancellationToken: cancellationToken);
}
