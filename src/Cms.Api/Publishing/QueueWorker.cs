using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>Drains the queue while the service runs.</summary>
internal sealed class QueueWorker(ProjectionQueue queue, TimeProvider time, ILogger<QueueWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>While an upgrade rolls out, older instances go on writing older documents.</summary>
    private static readonly TimeSpan VersionPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        DateTimeOffset? versionsChecked = null;
        var waits = false;
        try
        {
            do
            {
                try
                {
                    if (versionsChecked is null || time.GetUtcNow() - versionsChecked > VersionPause)
                    {
                        await queue.EnqueueOutdatedAsync(stoppingToken);
                        versionsChecked = time.GetUtcNow();
                    }
                    while (await queue.DrainOnceAsync(stoppingToken))
                    {
                    }
                    waits = false;
                }
                catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
                {
                    // A new database is migrated while the service starts.
                }
                catch (NpgsqlException exception)
                {
                    // Told once, not every second until the database is back.
                    if (!waits) logger.LogWarning("The projection queue waits for the database: {Message}", exception.Message);
                    waits = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what waits is drained by another instance, or after the next start.
        }
    }
}
