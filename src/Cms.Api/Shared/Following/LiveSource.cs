using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Shared.Following;

/// <param name="Lag">How long after this instance knows of a change a replica may answer without it.</param>
internal sealed record ReplicaSettings(TimeSpan Lag);

/// <summary>
/// Where readers' answers are read. How late a replica is, each of its answers tells: by the number of the log that it was read at, beside
/// what the primary has told of the log meanwhile.
/// </summary>
internal sealed class LiveSource(DeliveryDataSource source, LogFollower follower, ReplicaSettings settings, ReplicaMetrics metrics)
{
    /// <param name="numberOf">The number of the log that an answer was read at.</param>
    /// <param name="least">That it should have at least.</param>
    /// <exception cref="TimeoutException">It took more than 1.75 s.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, Func<T, long> numberOf, long least) =>
        source.ReadAsync(read, found => WillDo(numberOf(found), least));

    private bool WillDo(long number, long least)
    {
        var lag = follower.BehindBy(number);
        var isFresh = number >= least && lag <= settings.Lag;
        metrics.Answered(lag, isFresh);
        return isFresh;
    }
}
