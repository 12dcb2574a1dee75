using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
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

    /// <summary>Locks both rows of a merge for the rest of the transaction, and what was merged into the first before.</summary>
    public static Task LockForMergeAsync(NpgsqlConnection connection, Guid from, Guid into, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(AuthorSql.LockForMerge, new { From = from, Into = into }, cancellationToken);

    /// <summary>Its slugs pass to the other, which editors find by its names.</summary>
    public static async Task MergeAsync(NpgsqlConnection connection, AuthorRow merged, AuthorRow target, Stamp stamp, CancellationToken cancellationToken)
    {
        var wasShown = await WasShownAsync(connection, merged.Id, cancellationToken);
        await Slugs.PassOnAsync(connection, Author.Kind, merged.Slug, wasShown, merged.Id, target.Id, cancellationToken);
        await connection.ExecuteAsync(AuthorSql.Merge, new { From = merged.Id, Into = target.Id, stamp.Moment, stamp.By }, cancellationToken);
        await connection.ExecuteAsync(
            AuthorSql.AddFormerNames, new { target.Id, FormerNames = Author.FormerNamesWith(target, merged), stamp.Moment, stamp.By }, cancellationToken);
    }

    /// <summary>Locks the stories whose credits are to be kept; to be called before any other row is locked.</summary>
    public static Task LockStoriesAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(AuthorSql.LockStories, new { Id = id }, cancellationToken);

    /// <summary>Bylines of today that give no name themselves go on showing <paramref name="name"/>, those of published revisions too.</summary>
    public static Task KeepCreditsAsync(NpgsqlConnection connection, Guid id, string name, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(AuthorSql.KeepCredits, new { Id = id, Name = name }, cancellationToken);

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
