using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>Drains the queue while the service runs.</summary>
internal sealed class QueueWorker(ProjectionQueue queue, TimeProvider time, ILogger<QueueWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        var checkedVersions = false;
        do
        {
            try
            {
                if (!checkedVersions) await queue.EnqueueOutdatedAsync(stoppingToken);
                checkedVersions = true;
                while (await queue.DrainOnceAsync(stoppingToken))
                {
                }
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                // A new database is migrated while the service starts.
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning("The projection queue waits for the database: {Message}", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
