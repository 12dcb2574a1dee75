using Cms.Api.Shared.Data;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Looks for what is due; what fell due while no instance ran is done at once.</summary>
internal sealed class Scheduler(DueMoments due, TimeProvider time, ILogger<Scheduler> logger)
    : RecurringWork("What is scheduled", TimeSpan.FromMilliseconds(250), time, logger)
{
    /// <summary>While one crowd is projected, which is done one at a time, the next is read and written.</summary>
    private const int Hands = 2;

    protected override async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (await due.CarryOutAsync(cancellationToken)) await Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => CarryOutRestAsync(cancellationToken)));
    }

    private async Task CarryOutRestAsync(CancellationToken cancellationToken)
    {
        while (await due.CarryOutAsync(cancellationToken))
        {
        }
    }
}
