using Cms.Api.Shared.Data;
using Cms.Api.Shared.Paging;
using Npgsql;

namespace Cms.Api.Agencies;

/// <summary>Agencies on the editorial side. Every method runs in the caller's connection and transaction.</summary>
internal static class AgencyRepository
{
    /// <summary>By id or code; null when there is none.</summary>
    public static Task<AgencyRow?> FindAsync(NpgsqlConnection connection, Ref agency, CancellationToken cancellationToken) =>
        agency.Id is { } id
            ? connection.FindAsync<AgencyRow>(AgencySql.Find, new { Id = id }, cancellationToken)
            : FindByCodeAsync(connection, agency.Slug!, cancellationToken);

    public static Task<AgencyRow?> FindByCodeAsync(NpgsqlConnection connection, string code, CancellationToken cancellationToken) =>
        connection.FindAsync<AgencyRow>(AgencySql.FindByCode, new { Code = code }, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and locks the row for the rest of the transaction.</summary>
    public static async Task<AgencyRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref agency, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, agency, cancellationToken) is not { } row) return null;
        await connection.FindAsync<Guid?>(AgencySql.LockRow, new { row.Id }, cancellationToken);
        return await FindAsync(connection, new Ref(row.Id, null), cancellationToken);
    }

    /// <summary>One more than the page holds, where there are more.</summary>
    public static Task<IReadOnlyList<AgencyRow>> ListAsync(NpgsqlConnection connection, IdPage page, CancellationToken cancellationToken) =>
        page.Words is null
            ? connection.ListAsync<AgencyRow>(AgencySql.List, new { page.After, Limit = page.Limit + 1 }, cancellationToken)
            : connection.ListAsync<AgencyRow>(AgencySql.Search, new { page.Words, page.After, Limit = page.Limit + 1 }, cancellationToken);

    public static Task<IReadOnlyList<AgencyRow>> ListByIdsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        connection.ListAsync<AgencyRow>(AgencySql.ListByIds, new { Ids = ids }, cancellationToken);

    /// <exception cref="PostgresException">Constraint <c>agency_code_key</c>: another agency has the code.</exception>
    public static Task InsertAsync(NpgsqlConnection connection, AgencyWrite agency, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AgencySql.Insert, agency, cancellationToken);

    /// <summary>The code stays.</summary>
    public static Task UpdateAsync(NpgsqlConnection connection, AgencyWrite agency, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AgencySql.Update, agency, cancellationToken);

    /// <exception cref="PostgresException">A foreign key: a story or an image uses it.</exception>
    public static Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AgencySql.Delete, new { Id = id }, cancellationToken);
}

/// <summary>The columns a write sets.</summary>
internal sealed record AgencyWrite
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required string By { get; init; }
}
