using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>Lets go of the past that is no longer kept, while the service runs.</summary>
internal sealed class HistoryWorker(LiveHistory history, TimeProvider time, ILogger<HistoryWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await history.ForgetAsync(stoppingToken);
                }
                catch (NpgsqlException exception)
                {
                    logger.LogWarning("What readers once saw is not cleaned up for now: {Message}", exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the rest is deleted after the next start, or by another instance.
        }
    }
}
