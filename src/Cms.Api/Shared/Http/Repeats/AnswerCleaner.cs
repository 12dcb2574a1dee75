using Cms.Api.Shared.Data;

namespace Cms.Api.Shared.Http.Repeats;

/// <summary>Deletes the kept answers whose day is over.</summary>
internal sealed class AnswerCleaner(EditorialDataSource source, TimeProvider time, ILogger<AnswerCleaner> logger)
    : RecurringWork("Cleaning up answers of former requests", TimeSpan.FromMinutes(10), time, logger)
{
    private const int Batch = 500;

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        while (await connection.ExecuteAsync(AnswerSql.Clean, new { Limit = Batch }, cancellationToken) == Batch)
        {
        }
    }

    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => CleanAsync(cancellationToken);
}
