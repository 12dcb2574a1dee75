using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;

namespace Cms.Api.Articles;

/// <summary>
/// The words of headlines, which the editorial list is searched by. They are folded here, not by Postgres: one rule for every
/// script, whatever the database's locale. Postgres only keeps them, in a <c>tsvector</c>, for its index finds them by beginning.
/// </summary>
internal static class HeadlineWords
{
    private const int Batch = 500;

    /// <summary>For stories written before headlines could be searched.</summary>
    public static Task FillAsync(EditorialDataSource source, IProgress<Headway>? progress, CancellationToken cancellationToken) =>
        WordFill.RunAsync(
            source,
            connection => connection.SingleAsync<int>(HeadlineWordsSql.CountMissing, null, cancellationToken),
            async connection =>
            {
                var rows = await connection.ListAsync<HeadlineRow>(HeadlineWordsSql.ListMissing, new { Limit = Batch }, cancellationToken);
                foreach (var row in rows)
                    await connection.ExecuteAsync(HeadlineWordsSql.Fill, new { row.Id, HeadlineWords = SearchWords.Of(row.Headline).ToArray() }, cancellationToken);
                return rows.Count;
            },
            progress,
            cancellationToken);

    private sealed record HeadlineRow
    {
        public required Guid Id { get; init; }
        public required string Headline { get; init; }
    }
}
