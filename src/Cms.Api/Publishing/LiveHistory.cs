using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>How long what readers saw is kept after it was replaced.</summary>
internal sealed record HistorySettings
{
    public int Days { get; init; } = 30;
}

/// <summary>Deletes what readers saw before the time that is kept, a little at a time: nobody who publishes waits for it.</summary>
internal sealed class LiveHistory(EditorialDataSource source, HistorySettings settings)
{
    private const int Batch = 1_000;

    /// <summary>Answers how many rows went.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(HistorySql.Forget, new { settings.Days }, cancellationToken);
        var rows = 0;
        for (var deleted = 1; deleted > 0; rows += deleted) deleted = await DeleteOnceAsync(connection, cancellationToken);
        return rows;
    }

    private static async Task<int> DeleteOnceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var limit = new { Limit = Batch };
        return await connection.ExecuteAsync(HistorySql.DeleteDocuments, limit, cancellationToken)
            + await connection.ExecuteAsync(HistorySql.DeleteListings, limit, cancellationToken)
            + await connection.ExecuteAsync(HistorySql.DeleteAliases, limit, cancellationToken)
            + await connection.ExecuteAsync(HistorySql.DeleteGone, limit, cancellationToken);
    }
}
