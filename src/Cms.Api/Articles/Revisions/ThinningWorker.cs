using Npgsql;

namespace Cms.Api.Articles.Revisions;

/// <summary>Thins old working copies while the service runs.</summary>
internal sealed class ThinningWorker(SaveThinning thinning, TimeProvider time, ILogger<ThinningWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            // Not at the start: then a database may still be migrated, and there is no hurry.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await thinning.RunAsync(stoppingToken);
                }
                catch (NpgsqlException exception)
                {
                    logger.LogWarning("Old working copies are thinned later: {Message}", exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the next pass goes on.
        }
    }
}
