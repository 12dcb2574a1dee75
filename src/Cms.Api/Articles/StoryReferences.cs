using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>
/// What has become of the tags and authors that stories refer to. A merge or a rename with kept credits rewrites no story, for
/// published revisions are immutable; whoever reads one follows instead.
/// </summary>
internal sealed class StoryReferences
{
    /// <summary>The number of the revision that references of the working copy carry.</summary>
    public const int WorkingCopy = 0;

    private readonly Dictionary<(Guid Article, int Revision, Guid Id), FollowedRow> _followed;

    private StoryReferences(IEnumerable<FollowedRow> rows) => _followed = rows.ToDictionary(row => (row.ArticleId, row.Revision, row.Id));

    /// <summary>The versions that <see cref="HasUnpublishedChanges"/> compares.</summary>
    public static IEnumerable<(Guid Article, int Revision)> Compared(ArticleRow row) =>
        row is { PublishedContent: not null, PublishedRevision: { } revision } ? [(row.Id, WorkingCopy), (row.Id, revision)] : [];

    public static async Task<StoryReferences> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<(Guid Article, int Revision)> versions, CancellationToken cancellationToken) =>
        new(await connection.ListAsync<FollowedRow>(
            StoryReferenceSql.ListFollowed,
            new { Articles = versions.Select(version => version.Article).ToArray(), Revisions = versions.Select(version => version.Revision).ToArray() },
            cancellationToken));

    /// <summary>As it is read today: in the place of what was merged stands what goes on, once, where it stands first.</summary>
    public ArticleContent Follow(Guid article, int revision, ArticleContent content) => _followed.Count == 0 ? content : content with
    {
        Tags = [.. content.Tags.Select(tag => _followed.TryGetValue((article, revision, tag), out var row) ? row.Now : tag).Distinct()],
        Bylines = [.. content.Bylines.Select(byline => Follow(article, revision, byline)).DistinctBy(byline => (byline.Role, byline.Author))],
    };

    /// <summary>
    /// Whether the working copy says another thing than readers have, both as they are read today: one saved after a merge has the
    /// successor, and what is published follows to it.
    /// </summary>
    public bool HasUnpublishedChanges(ArticleRow row) =>
        row is not { PublishedContent: { } published, PublishedRevision: { } revision }
        || Follow(row.Id, WorkingCopy, row.Content) != Follow(row.Id, revision, published);

    private string Follow(Guid article, int revision, string content) =>
        _followed.Count == 0 ? content : Follow(article, revision, ArticleContent.Parse(content)).Write();

    private Byline Follow(Guid article, int revision, Byline byline) => _followed.TryGetValue((article, revision, byline.Author), out var row)
        ? byline with { Author = row.Now, CreditedAs = byline.CreditedAs ?? row.CreditedAs }
        : byline;
}

internal static class StoryReferenceSql
{
    /// <summary>References to what was merged, and to authors whose old credit was kept. Served by reference_article_id_idx.</summary>
    public const string ListFollowed = """
        select r.article_id,
               r.revision,
               coalesce(r.tag_id, r.author_id) as id,
               coalesce(t.merged_into, a.merged_into, r.tag_id, r.author_id) as now,
               r.credited_as
        from unnest(@Articles::uuid[], @Revisions::int[]) as wanted (article_id, revision)
        join editorial.reference r on r.article_id = wanted.article_id and r.revision = wanted.revision
        left join editorial.tag t on t.id = r.tag_id
        left join editorial.author a on a.id = r.author_id
        where t.merged_into is not null
           or a.merged_into is not null
           or r.credited_as is not null
        """;
}

internal sealed record FollowedRow
{
    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required Guid Id { get; init; }
    public required Guid Now { get; init; }
    public required string? CreditedAs { get; init; }
}
