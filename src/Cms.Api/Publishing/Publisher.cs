using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>One editorial transaction: its connection, and what it touched that readers may see.</summary>
internal sealed class Change(NpgsqlConnection connection, Act act)
{
    private readonly List<Subject> _touched = [];
    private readonly List<Func<Task>> _checks = [];

    public NpgsqlConnection Connection => connection;
    public Act Act => act;
    public IReadOnlyList<Subject> Touched => _touched;
    public IReadOnlyList<Func<Task>> Checks => _checks;

    /// <summary>To be projected when the editorial writes are done.</summary>
    public void Touch(string kind, Guid id) => _touched.Add(new Subject(kind, id));

    /// <summary>A check that looks across resources: it runs under the lock, before anything is projected, and throws to refuse.</summary>
    public void CheckUnderLock(Func<Task> check) => _checks.Add(check);
}

/// <summary>Runs editorial writes and their projection in one transaction.</summary>
/// <param name="requests">Tells whose request a write is part of, so that no route can forget to say it.</param>
internal sealed class Publisher(EditorialDataSource source, Projector projector, IHttpContextAccessor requests)
{
    /// <summary>
    /// First <paramref name="write"/>, then the lock, then the checks, then the projection of what was touched, then the commit.
    /// A deadlock or a serialisation failure runs all of it again, so <paramref name="write"/> must not keep state outside.
    /// </summary>
    public Task<T> ChangeAsync<T>(Func<Change, Task<T>> write, CancellationToken cancellationToken) =>
        requests.HttpContext?.Features.Get<OpenTransaction>() is { } open
            ? JoinAsync(open, write)
            : Deadlocks.RepeatAsync(() => source.ChangeAsync((connection, stop) => RunAsync(connection, write, stop), cancellationToken));

    /// <summary>As part of the request's own transaction, which its answer is stored in before it is committed.</summary>
    private async Task<T> JoinAsync<T>(OpenTransaction open, Func<Change, Task<T>> write)
    {
        var result = await WriteAsync(open.Connection, write, open.Stop);
        open.Stop.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<T> RunAsync<T>(NpgsqlConnection connection, Func<Change, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await WriteAsync(connection, write, cancellationToken);
        // A write that was given up is told to have failed: it must not come true later.
        cancellationToken.ThrowIfCancellationRequested();
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<T> WriteAsync<T>(NpgsqlConnection connection, Func<Change, Task<T>> write, CancellationToken cancellationToken)
    {
        var change = new Change(connection, requests.HttpContext is { } http ? Act.Of(http) : Act.OfService);
        var result = await write(change);
        if (change.Touched.Count > 0)
        {
            await Projector.LockAsync(connection, cancellationToken);
            foreach (var check in change.Checks) await check();
            await projector.ProjectTouchedAsync(connection, change.Touched, cancellationToken);
        }
        return result;
    }
}
