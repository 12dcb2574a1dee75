using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Publishing;

/// <summary>Deletes the notes of what was touched that no instance can need any more.</summary>
internal sealed class TouchWorker(EditorialDataSource source, TimeProvider time, ILogger<TouchWorker> logger)
    : RecurringWork("Cleaning up what was touched", TimeSpan.FromMinutes(1), time, logger)
{
    protected override async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(LiveSql.DeleteTouches, new { LogFollower.KeptMinutes }, cancellationToken);
    }
}
