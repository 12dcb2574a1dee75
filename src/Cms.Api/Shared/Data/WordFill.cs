using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>Folds the words of what was written before it could be searched, a batch a transaction.</summary>
internal static class WordFill
{
    /// <param name="count">How many are missing.</param>
    /// <param name="fill">Fills some of them, and answers how many; 0 when none is left.</param>
    public static async Task RunAsync(
        EditorialDataSource source,
        Func<NpgsqlConnection, Task<int>> count,
        Func<NpgsqlConnection, Task<int>> fill,
        IProgress<Headway>? progress,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        var total = await count(connection);
        for (var done = 0; ;)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var filled = await fill(connection);
            await transaction.CommitAsync(cancellationToken);
            if (filled == 0) return;
            done += filled;
            progress?.Report(new Headway(done, Math.Max(done, total)));
        }
    }
}
