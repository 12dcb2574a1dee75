using Cms.Api.Shared.Data;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Looks for what is due; what fell due while no instance ran is done at once.</summary>
internal sealed class Scheduler(DueMoments due, TimeProvider time, ILogger<Scheduler> logger)
    : RecurringWork("What is scheduled", TimeSpan.FromMilliseconds(250), time, logger)
{
    protected override async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (await due.CarryOutAsync(cancellationToken))
        {
        }
    }
}
