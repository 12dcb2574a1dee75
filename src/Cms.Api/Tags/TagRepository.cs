using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Npgsql;

namespace Cms.Api.Tags;

/// <summary>Tags on the editorial side. Every method runs in the caller's connection and transaction.</summary>
internal static class TagRepository
{
    /// <summary>By id, or by a slug it has or once had; null when there is none.</summary>
    public static Task<TagRow?> FindAsync(NpgsqlConnection connection, Ref tag, CancellationToken cancellationToken) =>
        tag.Id is { } id
            ? connection.FindAsync<TagRow>(TagSql.Find, new { Id = id }, cancellationToken)
            : connection.FindAsync<TagRow>(TagSql.FindBySlug, new { tag.Slug }, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and locks the row for the rest of the transaction.</summary>
    public static async Task<TagRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref tag, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, tag, cancellationToken) is not { } row) return null;
        await connection.FindAsync<Guid?>(TagSql.LockRow, new { row.Id }, cancellationToken);
        return await FindAsync(connection, new Ref(row.Id, null), cancellationToken);
    }

    /// <summary>One more than the page holds, where there are more.</summary>
    public static Task<IReadOnlyList<TagRow>> ListAsync(NpgsqlConnection connection, IdPage page, CancellationToken cancellationToken) =>
        page.Words is null
            ? connection.ListAsync<TagRow>(TagSql.List, new { page.After, Limit = page.Limit + 1 }, cancellationToken)
            : connection.ListAsync<TagRow>(TagSql.Search, new { page.Words, page.After, Limit = page.Limit + 1 }, cancellationToken);

    public static Task<IReadOnlyList<TagRow>> ListByIdsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        connection.ListAsync<TagRow>(TagSql.ListByIds, new { Ids = ids }, cancellationToken);

    /// <summary>Whether any published story shows it or once did; no other can be published with it until this transaction ends.</summary>
    public static async Task<bool> WasShownAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.FindAsync<Guid?>(TagSql.LockWhole, new { Id = id }, cancellationToken);
        return await connection.SingleAsync<bool>(TagSql.WasShown, new { Id = id }, cancellationToken);
    }

    /// <summary>Locks both rows of a merge for the rest of the transaction, and what was merged into the first before.</summary>
    public static Task LockForMergeAsync(NpgsqlConnection connection, Guid from, Guid into, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(TagSql.LockForMerge, new { From = from, Into = into }, cancellationToken);

    /// <summary>Its slugs pass to the other.</summary>
    public static async Task MergeAsync(NpgsqlConnection connection, TagRow merged, Guid into, Stamp stamp, CancellationToken cancellationToken)
    {
        var wasShown = await WasShownAsync(connection, merged.Id, cancellationToken);
        await Slugs.PassOnAsync(connection, Tag.Kind, merged.Slug, wasShown, merged.Id, into, cancellationToken);
        await connection.ExecuteAsync(TagSql.Merge, new { From = merged.Id, Into = into, stamp.Moment, stamp.By }, cancellationToken);
    }

    public static Task InsertAsync(NpgsqlConnection connection, TagWrite tag, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(TagSql.Insert, tag, cancellationToken);

    public static Task UpdateAsync(NpgsqlConnection connection, TagWrite tag, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(TagSql.Update, tag, cancellationToken);

    /// <summary>Its slugs are free again: what was never used by a published story was never public.</summary>
    /// <exception cref="PostgresException">A foreign key of <c>editorial.reference</c>: a story uses it.</exception>
    public static async Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(TagSql.Delete, new { Id = id }, cancellationToken);
        await connection.ExecuteAsync(SlugSql.Release, new { Kind = Tag.Kind, Owner = id }, cancellationToken);
    }
}

/// <summary>The columns a write sets.</summary>
internal sealed record TagWrite
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required string[] Synonyms { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required string By { get; init; }
}
