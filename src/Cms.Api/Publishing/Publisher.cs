using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>One editorial transaction: its connection, and what it touched that readers may see.</summary>
internal sealed class Change(NpgsqlConnection connection, Act act)
{
    private readonly List<Subject> _touched = [];
    private readonly List<Func<Task>> _checks = [];
    private readonly List<Merger> _mergers = [];
    private readonly List<AuditEntry> _recorded = [];

    public NpgsqlConnection Connection => connection;
    public Act Act => act;
    public IReadOnlyList<Subject> Touched => _touched;
    public IReadOnlyList<Func<Task>> Checks => _checks;
    public IReadOnlyList<Merger> Mergers => _mergers;
    public IReadOnlyList<AuditEntry> Recorded => _recorded;

    /// <summary>What whoever writes says about it; noted with what is recorded.</summary>
    public string? Note { get; set; }

    /// <summary>What else is to be noted, a line each.</summary>
    /// <param name="lines">Null where there is nothing to say.</param>
    public void AddNote(params IEnumerable<string?> lines)
    {
        foreach (var line in lines.OfType<string>()) Note = Note is null ? line : $"{Note}\n{line}";
    }

    /// <summary>To be projected when the editorial writes are done.</summary>
    public void Touch(string kind, Guid id) => _touched.Add(new Subject(kind, id));

    /// <summary>To be projected both, and what is listed under the first to be listed under the second.</summary>
    public void Merge(string kind, Guid from, Guid into)
    {
        _mergers.Add(new Merger(kind, from, into));
        Touch(kind, from);
        Touch(kind, into);
    }

    /// <summary>To be noted in the audit trail.</summary>
    /// <param name="action">What the service did by itself; left out where an operation of the contract was asked for.</param>
    public void Record(string kind, Guid id, long? before, long? after, string? note = null, string? action = null) => _recorded.Add(new AuditEntry(
        action ?? AuditTrail.ActionOf(act.Operation ?? throw new InvalidOperationException("What the service does by itself needs a name.")),
        kind, id, before, after, note ?? Note));

    /// <summary>A check that looks across resources: it runs under the lock, before anything is projected, and throws to refuse.</summary>
    public void CheckUnderLock(Func<Task> check) => _checks.Add(check);
}

/// <summary>Runs editorial writes and their projection in one transaction.</summary>
/// <param name="requests">Tells whose request a write is part of, so that no route can forget to say it.</param>
internal sealed class Publisher(EditorialDataSource source, Projector projector, LogFollower follower, IHttpContextAccessor requests)
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
        var result = await WriteAsync(NewChange(open.Connection), write, open.Stop);
        open.Stop.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>What <paramref name="read"/> finds where <paramref name="write"/> has been done and projected, all of which is then undone.</summary>
    public Task<T> ForeseeAsync<T>(Func<Change, Task> write, Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken) => source.ChangeAsync(
        async (connection, stop) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var change = new Change(connection, Act.OfService);
            await write(change);
            await ProjectAsync(change, stop);
            var found = await read(connection);
            await transaction.RollbackAsync(stop);
            return found;
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(NpgsqlConnection connection, Func<Change, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var change = NewChange(connection);
        var result = await WriteAsync(change, write, cancellationToken);
        if (change.Act.Rehearsal is { } rehearsal)
        {
            await rehearsal.FinishAsync(connection, cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return result;
        }
        // A write that was given up is told to have failed: it must not come true later.
        cancellationToken.ThrowIfCancellationRequested();
        await transaction.CommitAsync(cancellationToken);
        // Whoever asked for it looks before it is answered; what the service did by itself is looked at here.
        if (requests.HttpContext is null) await follower.TryLookAsync();
        return result;
    }

    private Change NewChange(NpgsqlConnection connection) => new(connection, requests.HttpContext is { } http ? Act.Of(http) : Act.OfService);

    private async Task<T> WriteAsync<T>(Change change, Func<Change, Task<T>> write, CancellationToken cancellationToken)
    {
        var result = await write(change);
        // Before the lock: after it nothing editorial is written.
        await AuditTrail.WriteAsync(change.Connection, change.Act, change.Recorded, cancellationToken);
        await ProjectAsync(change, cancellationToken);
        if (change.Touched.Count > 0 && change.Act.Rehearsal is null) ReadersFollow.Note(requests.HttpContext);
        return result;
    }

    private async Task ProjectAsync(Change change, CancellationToken cancellationToken)
    {
        if (change.Touched.Count == 0) return;
        await Projector.LockAsync(change.Connection, cancellationToken);
        foreach (var check in change.Checks) await check();
        var (followers, later, lists) = await ListMerge.RunAsync(change.Connection, change.Mergers, change.Act.Rehearsal, cancellationToken);
        change.Act.Rehearsal?.Begin(change.Touched);
        change.Act.Rehearsal?.NoteLater(later);
        await projector.ProjectTouchedAsync(change.Connection, change.Touched, followers, change.Act.Rehearsal, cancellationToken);
        await Touches.AddListsAsync(change.Connection, lists, cancellationToken);
    }
}
