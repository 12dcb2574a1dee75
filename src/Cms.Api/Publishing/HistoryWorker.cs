using Cms.Api.Shared.Data;

namespace Cms.Api.Publishing;

/// <summary>Lets go of the past that is no longer kept.</summary>
internal sealed class HistoryWorker(LiveHistory history, TimeProvider time, ILogger<HistoryWorker> logger)
    : RecurringWork("Cleaning up what readers once saw", TimeSpan.FromMinutes(10), time, logger)
{
    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => history.ForgetAsync(cancellationToken);
}
