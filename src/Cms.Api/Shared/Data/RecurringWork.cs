using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// What the service does by itself, again and again, while it runs. A turn that fails is told once and tried again at the next, so that
/// nothing here can end the service.
/// </summary>
/// <param name="what">In words that go before "waits".</param>
internal abstract class RecurringWork(string what, TimeSpan pause, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time => time;

    /// <summary>What has to have ended before the first turn.</summary>
    public Task Awaited { get; set; } = Task.CompletedTask;

    protected abstract Task TakeTurnAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        var waits = false;
        try
        {
            await Awaited.WaitAsync(stoppingToken);
            do
            {
                try
                {
                    await TakeTurnAsync(stoppingToken);
                    waits = false;
                }
                catch (PostgresException exception) when (IsBeforeMigration(exception))
                {
                    // A new database is migrated while the service starts.
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    if (!waits) Tell(exception);
                    waits = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; another instance, or the next start, goes on.
        }
    }

    /// <summary>How loudly it says that the database is away.</summary>
    protected virtual LogLevel Absence => LogLevel.Warning;

    /// <summary>A database that is away is no fault of ours, and needs no trace.</summary>
    private void Tell(Exception exception)
    {
        if (exception is NpgsqlException or TimeoutException or OperationCanceledException) logger.Log(Absence, "{Work} waits: {Message}", what, exception.Message);
        else logger.LogError(exception, "{Work} has failed, and is tried again", what);
    }

    private static bool IsBeforeMigration(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName;
}
