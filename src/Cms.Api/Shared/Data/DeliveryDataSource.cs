using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// The connections of Delivery. The role is a start-up option: a pool that resets its sessions, ours or one in between, returns to it,
/// where a <c>set role</c> would be undone.
/// </summary>
/// <param name="connectionString">Of the primary.</param>
/// <param name="replica">Of one or more standbys, which readers are answered from first; null where there is none.</param>
internal sealed partial class DeliveryDataSource(Func<string> connectionString, string? replica, TimeProvider time, ILogger<DeliveryDataSource> logger) : IAsyncDisposable
{
    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(1.75);
    private static readonly TimeSpan FollowDeadline = TimeSpan.FromMilliseconds(750);

    /// <summary>It leaves the primary time to answer instead.</summary>
    private static readonly TimeSpan ReplicaDeadline = TimeSpan.FromMilliseconds(750);

    /// <summary>How long a replica that did not answer is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly Pool _pool = new(connectionString, ReadOnly);
    private readonly Pool? _replica = replica is null ? null : new Pool(() => replica, ReadOnly);

    /// <summary>Of its own: the log is followed also while every other connection is busy. Of the primary: a replica does not know how late it is.</summary>
    private readonly Pool _follower = new(connectionString, given => new NpgsqlConnectionStringBuilder(ReadOnly(given)) { MaxPoolSize = 2, ApplicationName = "cms-follower" }.ConnectionString);

    private long _failed;
    private int _isAway;

    /// <summary>
    /// A reader's statement. It is asked of a replica first, where there is one, and of the primary where that does not answer or its
    /// answer will not do; but where the primary is away, the replica's answer has to.
    /// </summary>
    /// <exception cref="TimeoutException">It took more than 1.75 s.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, Func<T, bool> willDo) =>
        Deadline.RunAsync(ReadDeadline, stop => ReadAsync(read, willDo, stop), CancellationToken.None);

    /// <summary>A look at the log, by one caller at a time.</summary>
    /// <exception cref="TimeoutException">It took more than 0.75 s.</exception>
    public Task<T> FollowAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read) =>
        Deadline.RunAsync(FollowDeadline, stop => _follower.ReadAsync(read, stop), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _follower.DisposeAsync();
        if (_replica is not null) await _replica.DisposeAsync();
    }

    private async Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, Func<T, bool> willDo, CancellationToken stop)
    {
        if (_replica is null) return await _pool.ReadAsync(read, stop);
        var rests = Volatile.Read(ref _failed) is var failed and not 0 && time.GetElapsedTime(failed) < Rest;
        var (isFound, found) = rests ? default : await TryReplicaAsync(_replica, read, stop);
        if (isFound && willDo(found)) return found;
        try
        {
            return await _pool.ReadAsync(read, stop);
        }
        catch (Exception exception) when (Unavailability.Is(exception) && (isFound || rests))
        {
            return isFound ? found : await _replica.ReadAsync(read, stop);
        }
    }

    private async Task<(bool IsFound, T Found)> TryReplicaAsync<T>(Pool pool, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        try
        {
            var found = await Deadline.RunAsync(ReplicaDeadline, end => pool.ReadAsync(read, end), stop);
            if (Volatile.Read(ref _isAway) != 0 && Interlocked.Exchange(ref _isAway, 0) != 0) LogBack();
            return (true, found);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // Also where it has not been migrated yet, or had to choose between a reader and what it is sent.
            Volatile.Write(ref _failed, time.GetTimestamp());
            if (Interlocked.Exchange(ref _isAway, 1) == 0) LogAway(exception.Message);
            return default;
        }
    }

    private static string ReadOnly(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(Pool.Bounded(connectionString));
        settings.Options = $"{settings.Options} -c role=cms_delivery -c default_transaction_read_only=on -c statement_timeout=2000 -c enable_bitmapscan=off -c jit=off -c plan_cache_mode=force_generic_plan".Trim();
        settings.ApplicationName = "cms-delivery";
        // Nothing that is read here changes a session, so there is nothing to undo before every statement: to do it took a quarter of a reading's time.
        settings.NoResetOnClose = true;
        // Few statements, asked again and again: to plan one costs more than to run it. Each is written to have one good plan.
        if (!Pool.Says(connectionString, "Max Auto Prepare", "MaxAutoPrepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        return settings.ConnectionString;
    }

    [LoggerMessage(1, LogLevel.Warning, "No replica answers, so readers are answered from the primary meanwhile: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(2, LogLevel.Information, "A replica answers again")]
    private partial void LogBack();
}
