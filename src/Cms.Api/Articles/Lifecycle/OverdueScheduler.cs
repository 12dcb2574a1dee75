using Cms.Api.Shared.Data;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Beside the <see cref="Scheduler"/>, which waits for nobody: one story that is in other hands for long makes no other late.</summary>
internal sealed class OverdueScheduler(DueMoments due, TimeProvider time, ILogger<OverdueScheduler> logger)
    : RecurringWork("What is overdue", TimeSpan.FromSeconds(1), time, logger)
{
    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => due.CarryOutOverdueAsync(cancellationToken);
}
