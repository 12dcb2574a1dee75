using Cms.Api.Shared.Data;

namespace Cms.Api.Publishing;

/// <summary>Drains the queue.</summary>
internal sealed class QueueWorker(ProjectionQueue queue, QueueMetrics metrics, TimeProvider time, ILogger<QueueWorker> logger)
    : RecurringWork("The projection queue", TimeSpan.FromSeconds(1), time, logger)
{
    /// <summary>While an upgrade rolls out, older instances go on writing older documents.</summary>
    private static readonly TimeSpan VersionPause = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _versionsChecked;

    protected override async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (_versionsChecked is null || Time.GetUtcNow() - _versionsChecked > VersionPause)
        {
            await queue.EnqueueOutdatedAsync(cancellationToken);
            _versionsChecked = Time.GetUtcNow();
        }
        if (metrics.IsOn) metrics.Tell(await queue.CountAsync(cancellationToken));
        while (await queue.DrainOnceAsync(cancellationToken))
        {
        }
    }
}
