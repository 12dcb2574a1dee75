using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Shared.Http.Repeats;

/// <summary>Deletes the kept answers whose day is over, while the service runs.</summary>
internal sealed class AnswerCleaner(EditorialDataSource source, TimeProvider time, ILogger<AnswerCleaner> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        while (await connection.ExecuteAsync(AnswerSql.Clean, new { Limit = Batch }, cancellationToken) == Batch)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            // Not at once: a new database is migrated while the service starts.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await CleanAsync(stoppingToken);
                }
                catch (NpgsqlException exception)
                {
                    logger.LogWarning("Answers of former requests could not be cleaned away, and wait for the next pass: {Message}", exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
