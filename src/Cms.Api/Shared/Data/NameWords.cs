using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// The words that editors find reference data by: of names, and what else a trigger of its table notes. Whoever writes a row whose
/// texts changed folds them in the same transaction; a start folds what was written by builds that knew nothing of it.
/// </summary>
internal static class NameWords
{
    private const int Batch = 500;

    /// <summary>Folds what this transaction has changed of one thing.</summary>
    public static async Task FoldAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        await FoldAsync(connection, await connection.ListAsync<NameRow>(NameWordsSql.ListMissingOf, new { Id = id }, cancellationToken), cancellationToken);

    public static Task FillAsync(EditorialDataSource source, IProgress<Headway>? progress, CancellationToken cancellationToken) =>
        WordFill.RunAsync(
            source,
            connection => connection.SingleAsync<int>(NameWordsSql.CountMissing, null, cancellationToken),
            async connection =>
            {
                var rows = await connection.ListAsync<NameRow>(NameWordsSql.ListMissing, new { Limit = Batch }, cancellationToken);
                await FoldAsync(connection, rows, cancellationToken);
                return rows.Count;
            },
            progress,
            cancellationToken);

    private static async Task FoldAsync(NpgsqlConnection connection, IReadOnlyList<NameRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            await connection.ExecuteAsync(NameWordsSql.Fill, new { row.Kind, row.Id, Words = SearchWords.Of(row.Texts).ToArray() }, cancellationToken);
    }

    private sealed record NameRow
    {
        public required string Kind { get; init; }
        public required Guid Id { get; init; }
        public required string[] Texts { get; init; }
    }
}
