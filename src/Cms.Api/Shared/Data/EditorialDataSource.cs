using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>The connections of the editorial side: all schemas, the primary.</summary>
/// <param name="isAway">Whether somebody who asks the database all the time gets no answer.</param>
internal sealed class EditorialDataSource(Func<string> connectionString, Func<bool> isAway) : IAsyncDisposable
{
    /// <summary>How long a database that is away is waited for.</summary>
    private static readonly TimeSpan AbsenceDeadline = TimeSpan.FromSeconds(1.75);

    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(3);

    /// <summary>An editor's change may wait for others before it.</summary>
    private static readonly TimeSpan ChangeDeadline = TimeSpan.FromSeconds(10);

    private readonly Pool _pool = new(connectionString, Configure);

    /// <summary>For work that takes its time: the queue, and the operator's passes. Requests read and change.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenAsync(cancellationToken);

    /// <summary>A request's reading, tried once more where its connection turns out to be dead.</summary>
    /// <exception cref="TimeoutException">It took more than 3 s, or 1.75 s while the database is away.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Deadline.RunAsync(AbsenceDeadline, ReadDeadline, isAway, stop => _pool.ReadAsync(read, stop), cancellationToken);

    /// <summary>A request's transaction.</summary>
    /// <exception cref="TimeoutException">It took more than 10 s, or 1.75 s while the database is away. Its commit may have been under way.</exception>
    public Task<T> ChangeAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        Deadline.RunAsync(AbsenceDeadline, ChangeDeadline, isAway, stop => _pool.RunAsync(change, stop), cancellationToken);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static string Configure(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(Pool.Bounded(connectionString));
        // What a request gave up on must not go on waiting for a lock, nor may an instance that stands still, or a machine that is gone, keep one
        // for as long as others wait.
        settings.Options = $"{settings.Options} -c statement_timeout=10000 -c idle_in_transaction_session_timeout=5000".Trim();
        // What a transaction sets is local to it, so there is nothing to undo before the next statement. What the library would send ahead of that, it
        // would wait for before it gives up a statement: in a database that is frozen for half a minute, with all threads of the process at once.
        settings.NoResetOnClose = true;
        // A publication has 42 statements, the same each time.
        if (!Pool.Says(connectionString, "Max Auto Prepare", "MaxAutoPrepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        return settings.ConnectionString;
    }
}
