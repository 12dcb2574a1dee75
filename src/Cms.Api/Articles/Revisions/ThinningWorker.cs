using Cms.Api.Shared.Data;

namespace Cms.Api.Articles.Revisions;

/// <summary>Thins old working copies.</summary>
internal sealed class ThinningWorker(SaveThinning thinning, TimeProvider time, ILogger<ThinningWorker> logger)
    : RecurringWork("Thinning old working copies", TimeSpan.FromHours(1), time, logger)
{
    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => thinning.RunAsync(cancellationToken);
}
