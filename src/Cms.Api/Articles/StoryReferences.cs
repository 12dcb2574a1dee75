using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>
/// What has become of the tags and authors that stories refer to. A merge or a rename with kept credits rewrites no story, for
/// published revisions are immutable; whoever reads one follows instead.
/// </summary>
internal sealed class StoryReferences
{
    private readonly Dictionary<(Guid Article, Guid Id), FollowedRow> _followed;

    private StoryReferences(IEnumerable<FollowedRow> rows) => _followed = rows.ToDictionary(row => (row.ArticleId, row.Id));

    /// <param name="versions">One of each story; revision 0 is the working copy.</param>
    public static async Task<StoryReferences> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<(Guid Article, int Revision)> versions, CancellationToken cancellationToken) =>
        new(await connection.ListAsync<FollowedRow>(
            StoryReferenceSql.ListFollowed,
            new { Articles = versions.Select(version => version.Article).ToArray(), Revisions = versions.Select(version => version.Revision).ToArray() },
            cancellationToken));

    /// <summary>As it is read today: in the place of what was merged stands what goes on, once, where it stands first.</summary>
    public ArticleContent Follow(Guid article, ArticleContent content) => _followed.Count == 0 ? content : content with
    {
        Tags = [.. content.Tags.Select(tag => _followed.TryGetValue((article, tag), out var row) ? row.Now : tag).Distinct()],
        Bylines = [.. content.Bylines.Select(byline => Follow(article, byline)).DistinctBy(byline => (byline.Role, byline.Author))],
    };

    private Byline Follow(Guid article, Byline byline) => _followed.TryGetValue((article, byline.Author), out var row)
        ? byline with { Author = row.Now, CreditedAs = byline.CreditedAs ?? row.CreditedAs }
        : byline;
}

internal static class StoryReferenceSql
{
    /// <summary>References to what was merged, and to authors whose old credit was kept. Served by reference_article_id_idx.</summary>
    public const string ListFollowed = """
        select r.article_id,
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
    public required Guid Id { get; init; }
    public required Guid Now { get; init; }
    public required string? CreditedAs { get; init; }
}
