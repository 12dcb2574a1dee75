using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>The connections of the editorial side: all schemas, the primary.</summary>
internal sealed class EditorialDataSource(Func<string> connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(3);

    /// <summary>An editor's change may wait for others before it.</summary>
    private static readonly TimeSpan ChangeDeadline = TimeSpan.FromSeconds(10);

    private readonly Pool _pool = new(connectionString, Configure);

    /// <summary>For work that takes its time: the queue, and the operator's passes. Requests read and change.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenAsync(cancellationToken);

    /// <summary>A request's reading, tried once more where its connection turns out to be dead.</summary>
    /// <exception cref="TimeoutException">It took more than 3 s.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Deadline.RunAsync(ReadDeadline, stop => _pool.ReadAsync(read, stop), cancellationToken);

    /// <summary>A request's transaction.</summary>
    /// <exception cref="TimeoutException">It took more than 10 s. Its commit may have been under way.</exception>
    public Task<T> ChangeAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        Deadline.RunAsync(ChangeDeadline, stop => _pool.RunAsync(change, stop), cancellationToken);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static string Configure(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(Pool.Bounded(connectionString));
        // What a request gave up on must not go on waiting for a lock.
        settings.Options = $"{settings.Options} -c statement_timeout=10000".Trim();
        return settings.ConnectionString;
    }
}

/// <summary>
/// The connections of Delivery. The role is a start-up option: what Npgsql sends when a connection goes back to the pool
/// (<c>discard all</c>) returns to it, where a <c>set role</c> would be undone.
/// </summary>
internal sealed class DeliveryDataSource(Func<string> connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FollowDeadline = TimeSpan.FromSeconds(1);

    private readonly Pool _pool = new(connectionString, ReadOnly);

    /// <summary>Of its own: the log is followed also while every other connection is busy.</summary>
    private readonly Pool _follower = new(connectionString, given => new NpgsqlConnectionStringBuilder(ReadOnly(given)) { MaxPoolSize = 2, ApplicationName = "cms-follower" }.ConnectionString);

    /// <summary>A reader's statement, tried once more where its connection turns out to be dead.</summary>
    /// <exception cref="TimeoutException">It took more than 2 s.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Deadline.RunAsync(ReadDeadline, stop => _pool.ReadAsync(read, stop), cancellationToken);

    /// <summary>A look at the log, by one caller at a time.</summary>
    /// <exception cref="TimeoutException">It took more than 1 s.</exception>
    public Task<T> FollowAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read) =>
        Deadline.RunAsync(FollowDeadline, stop => _follower.ReadAsync(read, stop), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _follower.DisposeAsync();
    }

    private static string ReadOnly(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(Pool.Bounded(connectionString));
        settings.Options = $"{settings.Options} -c role=cms_delivery -c default_transaction_read_only=on -c statement_timeout=2000 -c enable_bitmapscan=off -c jit=off".Trim();
        settings.ApplicationName = "cms-delivery";
        // Few statements, asked again and again: to plan one costs more than to run it. Each is written to have one good plan.
        if (!Pool.Says(connectionString, "Max Auto Prepare", "MaxAutoPrepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        return settings.ConnectionString;
    }
}
