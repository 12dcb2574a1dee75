using Cms.Api.Shared.Data;

namespace Cms.Api.Publishing;

/// <summary>How long the change log is kept.</summary>
internal sealed record LogSettings
{
    public int Days { get; init; } = 30;
}

/// <summary>Deletes the oldest entries of the change log when their time is over.</summary>
internal sealed class LogWorker(EditorialDataSource source, LogSettings settings, TimeProvider time, ILogger<LogWorker> logger)
    : RecurringWork("Cleaning up the change log", TimeSpan.FromMinutes(10), time, logger)
{
    private const int Batch = 1_000;

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        while (await connection.ExecuteAsync(LiveSql.DeleteLog, new { settings.Days, Limit = Batch }, cancellationToken) == Batch)
        {
        }
    }

    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => ForgetAsync(cancellationToken);
}
