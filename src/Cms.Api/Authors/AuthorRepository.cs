using Cms.Api.Shared.Data;
using Cms.Api.Shared.Paging;
using Npgsql;

namespace Cms.Api.Authors;

/// <summary>Authors on the editorial side. Every method runs in the caller's connection and transaction.</summary>
internal static class AuthorRepository
{
    /// <summary>By id, or by a slug it has or once had; null when there is none.</summary>
    public static Task<AuthorRow?> FindAsync(NpgsqlConnection connection, Ref author, CancellationToken cancellationToken) =>
        author.Id is { } id
            ? connection.FindAsync<AuthorRow>(AuthorSql.Find, new { Id = id }, cancellationToken)
            : connection.FindAsync<AuthorRow>(AuthorSql.FindBySlug, new { author.Slug }, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and locks the row for the rest of the transaction.</summary>
    public static async Task<AuthorRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref author, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, author, cancellationToken) is not { } row) return null;
        await connection.FindAsync<Guid?>(AuthorSql.LockRow, new { row.Id }, cancellationToken);
        return await FindAsync(connection, new Ref(row.Id, null), cancellationToken);
    }

    /// <summary>One more than the page holds, where there are more.</summary>
    public static Task<IReadOnlyList<AuthorRow>> ListAsync(NpgsqlConnection connection, IdPage page, CancellationToken cancellationToken) =>
        page.Words is null
            ? connection.ListAsync<AuthorRow>(AuthorSql.List, new { page.After, Limit = page.Limit + 1 }, cancellationToken)
            : connection.ListAsync<AuthorRow>(AuthorSql.Search, new { page.Words, page.After, Limit = page.Limit + 1 }, cancellationToken);

    public static Task<IReadOnlyList<AuthorRow>> ListByIdsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        connection.ListAsync<AuthorRow>(AuthorSql.ListByIds, new { Ids = ids }, cancellationToken);

    /// <summary>Whether any published story shows it or once did; no other can be published with it until this transaction ends.</summary>
    public static async Task<bool> WasShownAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.FindAsync<Guid?>(AuthorSql.LockWhole, new { Id = id }, cancellationToken);
        return await connection.SingleAsync<bool>(AuthorSql.WasShown, new { Id = id }, cancellationToken);
    }

    public static Task InsertAsync(NpgsqlConnection connection, AuthorWrite author, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AuthorSql.Insert, author, cancellationToken);

    public static Task UpdateAsync(NpgsqlConnection connection, AuthorWrite author, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AuthorSql.Update, author, cancellationToken);

    /// <summary>Its slugs are free again: what was never used by a published story was never public.</summary>
    /// <exception cref="PostgresException">A foreign key of <c>editorial.reference</c>: a story uses it.</exception>
    public static async Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(AuthorSql.Delete, new { Id = id }, cancellationToken);
        await connection.ExecuteAsync(SlugSql.Release, new { Kind = Author.Kind, Owner = id }, cancellationToken);
    }
}

/// <summary>The columns a write sets.</summary>
internal sealed record AuthorWrite
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required string? JobTitle { get; init; }
    public required string? Bio { get; init; }
    public required string Profiles { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required string By { get; init; }
}
