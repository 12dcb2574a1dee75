using System.Diagnostics.CodeAnalysis;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>Who uses a row, as a refused deletion tells it.</summary>
internal sealed record UserRow
{
    public required string Kind { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
}

/// <summary>Deletes what nothing refers to. The foreign keys decide; this only finds the words.</summary>
internal static class InUse
{
    public const int MostUsers = 20;

    /// <param name="listUsers">Answers kind, id and name of up to <c>@Limit</c> users of the row with <c>@Id</c>.</param>
    /// <exception cref="RefusedException">409 <c>in_use</c> with the users.</exception>
    public static async Task GuardAsync(
        NpgsqlConnection connection, Guid id, Func<Task> delete, [ConstantExpected] string listUsers, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("savepoint before_delete", null, cancellationToken);
        try
        {
            await delete();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            await connection.ExecuteAsync("rollback to savepoint before_delete", null, cancellationToken);
            var users = await connection.ListAsync<UserRow>(listUsers, new { Id = id, Limit = MostUsers }, cancellationToken);
            throw new RefusedException(Problems.InUse, "It is in use: users lists by what, 20 at most. Working copies use it, or revisions that were published and are kept.")
            {
                Extensions = { ["users"] = users },
            };
        }
    }
}
