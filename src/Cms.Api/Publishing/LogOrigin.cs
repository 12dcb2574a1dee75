using Cms.Api.Shared.Data;

namespace Cms.Api.Publishing;

/// <summary>
/// Begins another epoch of the log where the database is not the one that it was written in: it was restored from a backup, or another
/// server has taken over, which may lack what the former wrote last. Each entry of the log looks, too: a server may take over while the service runs.
/// </summary>
internal static class LogOrigin
{
    public static async Task EnsureAsync(EditorialDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(LiveSql.EnsureOrigin, null, cancellationToken);
    }
}
