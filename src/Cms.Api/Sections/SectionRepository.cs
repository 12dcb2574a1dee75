using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Npgsql;

namespace Cms.Api.Sections;

/// <summary>Sections on the editorial side. Every method runs in the caller's connection and transaction.</summary>
internal static class SectionRepository
{
    public static Task<IReadOnlyList<SectionRow>> ListAllAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ListAsync<SectionRow>(SectionSql.ListAll, null, cancellationToken);

    /// <summary>By a path it has or once had, without outer slashes; null when there is none.</summary>
    public static Task<SectionRow?> FindByPathAsync(NpgsqlConnection connection, string path, CancellationToken cancellationToken) =>
        connection.FindAsync<SectionRow>(SectionSql.FindByPath, new { Path = path }, cancellationToken);

    /// <summary>Where a story, in its section and with its slug, would have an address that a section has or once had.</summary>
    public static Task<IReadOnlyList<TakenAddressRow>> ListTakenAddressesAsync(NpgsqlConnection connection, Guid[] stories, Guid[] sections, string[] slugs, CancellationToken cancellationToken) =>
        connection.ListAsync<TakenAddressRow>(SectionSql.ListTakenAddresses, new { Stories = stories, Sections = sections, Slugs = slugs }, cancellationToken);

    /// <summary>By id or path, as <see cref="Section.ParseRef"/> reads them; null when there is none.</summary>
    public static Task<SectionRow?> FindAsync(NpgsqlConnection connection, Ref section, CancellationToken cancellationToken) =>
        section.Id is { } id
            ? connection.FindAsync<SectionRow>(SectionSql.Find, new { Id = id }, cancellationToken)
            : FindByPathAsync(connection, section.Slug!, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and locks the row for the rest of the transaction.</summary>
    public static async Task<SectionRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref section, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, section, cancellationToken) is not { } row) return null;
        await connection.FindAsync<Guid?>(SectionSql.LockRow, new { row.Id }, cancellationToken);
        return await FindAsync(connection, new Ref(row.Id, null), cancellationToken);
    }

    /// <summary>
    /// Until the end of the transaction no other may make or move a section: two that move below each other, or a child made
    /// below one that moves, would not see each other. Taken before any row is locked.
    /// </summary>
    public static Task LockTreeAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(SectionSql.LockTree, null, cancellationToken);

    /// <summary>The section with this path and all below it.</summary>
    public static Task<IReadOnlyList<SectionRow>> ListBranchAsync(NpgsqlConnection connection, string path, CancellationToken cancellationToken) =>
        connection.ListAsync<SectionRow>(SectionSql.ListBranch, new { Path = path }, cancellationToken);

    /// <summary>The sections above this path.</summary>
    public static Task<IReadOnlyList<Guid>> ListAboveAsync(NpgsqlConnection connection, string path, CancellationToken cancellationToken)
    {
        var parts = path.Split('/');
        return connection.ListAsync<Guid>(SectionSql.ListAt, new { Paths = Enumerable.Range(1, parts.Length - 1).Select(count => string.Join('/', parts[..count])).ToArray() }, cancellationToken);
    }

    /// <summary>Gives all that lies below one path its place below another.</summary>
    public static Task MoveBelowAsync(NpgsqlConnection connection, string from, string to, Stamp stamp, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(SectionSql.MoveBelow, new { From = from, To = to, stamp.Moment, stamp.By }, cancellationToken);

    /// <summary>How many stories in the section, and below it, wait in the queue to follow it to its path; one that is parked there too.</summary>
    public static Task<long> CountStoriesToMoveAsync(NpgsqlConnection connection, string path, CancellationToken cancellationToken) =>
        connection.SingleAsync<long>(SectionSql.CountStoriesToMove, new { Path = path }, cancellationToken);

    /// <summary>One more than the page holds, where there are more.</summary>
    public static Task<IReadOnlyList<SectionRow>> ListAsync(NpgsqlConnection connection, IdPage page, CancellationToken cancellationToken) =>
        page.Words is null
            ? connection.ListAsync<SectionRow>(SectionSql.List, new { page.After, Limit = page.Limit + 1 }, cancellationToken)
            : connection.ListAsync<SectionRow>(SectionSql.Search, new { page.Words, page.After, Limit = page.Limit + 1 }, cancellationToken);

    /// <summary>The story that has, or once had, the address of a section with this slug below this one; null when there is none.</summary>
    public static Task<Guid?> FindStoryAtPathAsync(NpgsqlConnection connection, Guid parentId, string slug, CancellationToken cancellationToken) =>
        connection.FindAsync<Guid?>(SectionSql.FindStoryAtPath, new { ParentId = parentId, Slug = slug }, cancellationToken);

    /// <exception cref="PostgresException">A foreign key: the parent has just been deleted.</exception>
    public static Task InsertAsync(NpgsqlConnection connection, SectionWrite section, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(SectionSql.Insert, section, cancellationToken);

    public static Task UpdateAsync(NpgsqlConnection connection, SectionWrite section, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(SectionSql.Update, section, cancellationToken);

    /// <summary>Its path is free again: a section that comes back belongs at its old address.</summary>
    /// <exception cref="PostgresException">A foreign key: a story or a section below it uses it.</exception>
    public static async Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(SectionSql.Delete, new { Id = id }, cancellationToken);
        await connection.ExecuteAsync(SlugSql.Release, new { Kind = Section.Kind, Owner = id }, cancellationToken);
    }
}

/// <summary>The columns a write sets.</summary>
internal sealed record SectionWrite
{
    public required Guid Id { get; init; }
    public required Guid? ParentId { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required string FooterLinks { get; init; }
    public required string? Layout { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required string By { get; init; }
}
