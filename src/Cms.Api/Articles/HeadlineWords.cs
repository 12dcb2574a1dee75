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

    /// <summary>A <c>tsquery</c>: a word of the headline begins with each of these. They hold letters, digits and marks only, so nothing needs escaping.</summary>
    public static string ToQuery(IEnumerable<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));

    /// <summary>For stories written before headlines could be searched.</summary>
    public static async Task FillAsync(EditorialDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var rows = await connection.ListAsync<HeadlineRow>(HeadlineWordsSql.ListMissing, new { Limit = Batch }, cancellationToken);
            foreach (var row in rows)
                await connection.ExecuteAsync(HeadlineWordsSql.Fill, new { row.Id, HeadlineWords = SearchWords.Of(row.Headline).ToArray() }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (rows.Count == 0) return;
        }
    }

    private sealed record HeadlineRow
    {
        public required Guid Id { get; init; }
        public required string Headline { get; init; }
    }
}
