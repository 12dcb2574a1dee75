using Npgsql;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Looks for what is due while the service runs; what fell due while none ran is done at once.</summary>
internal sealed class Scheduler(DueMoments due, TimeProvider time, ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        var waits = false;
        try
        {
            do
            {
                try
                {
                    while (await due.CarryOutAsync(stoppingToken))
                    {
                    }
                    waits = false;
                }
                catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
                {
                    // A new database is migrated while the service starts.
                }
                catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
                {
                    // Told once, not at every look until the database is back.
                    if (!waits) logger.LogWarning("What is scheduled waits for the database: {Message}", exception.Message);
                    waits = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what falls due is done by another instance, or after the next start.
        }
    }
}
