using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>The projection of one transaction: what waits, what is overdue, how much room the fan-out has left.</summary>
/// <param name="projections">By kind, in the order of the work.</param>
/// <param name="setAside">Null where the first failure ends the run.</param>
/// <param name="rehearsal">Null where what is done is meant to stay.</param>
/// <param name="fanOut">How many subjects that embed what has changed are projected too; null where they need not be looked for.</param>
internal sealed class ProjectionRun(
    NpgsqlConnection connection, IReadOnlyDictionary<string, IProjection> projections, SetAside? setAside, Rehearsal? rehearsal, int? fanOut)
{
    private const int Batch = 100;

    private readonly WorkSet _work = new([.. projections.Keys]);
    private readonly HashSet<Subject> _overdue = [];
    private readonly List<(Subject, string)> _parked = [];
    private int _room = fanOut ?? 0;
    private int _changed;

    public async Task<Projection> RunAsync(IReadOnlyCollection<Subject> subjects, CancellationToken cancellationToken)
    {
        _work.Add(subjects);
        while (_work.TryTake(Batch, out var kind, out var ids))
        {
            if (setAside is null) await ProjectAsync(kind, ids, cancellationToken);
            else await ProjectApartAsync(kind, ids, setAside, cancellationToken);
        }
        return new Projection(_changed, _parked);
    }

    private async Task ProjectAsync(string kind, Guid[] ids, CancellationToken cancellationToken)
    {
        var projection = projections[kind];
        await WriteAsync(projection, ids, await projection.ProjectAsync(connection, ids, cancellationToken), cancellationToken);
        await connection.ExecuteAsync(QueueSql.Unpark, new { Kind = kind, Ids = ids }, cancellationToken);
    }

    /// <summary>The batch, or, where it fails, each alone: then each shows whether it is the one that cannot be projected.</summary>
    private async Task ProjectApartAsync(string kind, Guid[] ids, SetAside apart, CancellationToken cancellationToken)
    {
        if (await TryAsync(kind, ids, apart, cancellationToken) is not { } failure) return;
        foreach (var id in ids)
        {
            if ((ids.Length == 1 ? failure : await TryAsync(kind, [id], apart, cancellationToken)) is { } own)
                await ParkAsync(new Subject(kind, id), own, apart, cancellationToken);
        }
    }

    /// <summary>What went wrong, with everything it wrote undone; null where nothing did.</summary>
    private async Task<Exception?> TryAsync(string kind, Guid[] ids, SetAside apart, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("savepoint batch", null, cancellationToken);
        try
        {
            await ProjectAsync(kind, ids, cancellationToken);
            return null;
        }
        catch (Exception exception) when (IsFaultOfSubject(exception) && !(ids.Length == 1 && apart.Must.Contains(new Subject(kind, ids[0]))))
        {
            await connection.ExecuteAsync("rollback to savepoint batch", null, cancellationToken);
            return exception;
        }
    }

    private async Task WriteAsync(IProjection projection, Guid[] ids, IReadOnlyList<Projected> projected, CancellationToken cancellationToken)
    {
        var written = await LiveWriter.WriteAsync(connection, projection.Kind, projection.Version, ids, projected, _overdue, cancellationToken);
        if (written.ChangedAnything) _changed += ids.Length;
        rehearsal?.Note(projection.Kind, written.Documents, written.Memberships);

        _work.Add(written.CrossedLists.Select(Owner).OfType<Subject>());
        if (written.Vanished.Count > 0)
        {
            var embedders = await projection.FindEmbeddersAsync(connection, [.. written.Vanished], cancellationToken);
            _overdue.UnionWith(embedders);
            // Only tried, the rest need not be written to be counted.
            var now = rehearsal is null ? embedders : [.. embedders.Take(Projector.FanOut)];
            rehearsal?.NoteLater(embedders.Skip(now.Count));
            _work.Add(now);
        }
        if (fanOut is not null && written.ChangedFaces.Count > 0) await FanOutAsync(projection, written.ChangedFaces, cancellationToken);
        if (written.Newer.Count > 0)
            await EnqueueAsync([.. written.Newer.Select(id => new Subject(projection.Kind, id))], projection.Version + 1, cancellationToken);
    }

    private async Task FanOutAsync(IProjection projection, IReadOnlyList<Guid> faces, CancellationToken cancellationToken)
    {
        var embedders = (await projection.FindEmbeddersAsync(connection, [.. faces], cancellationToken))
            .Distinct()
            .Where(subject => !_work.Contains(subject))
            .ToList();
        var now = embedders.Take(_room).ToList();
        _work.Add(now);
        _room -= now.Count;
        if (embedders.Count == now.Count) return;
        rehearsal?.NoteLater(embedders.Skip(now.Count));
        await EnqueueAsync(embedders[now.Count..], 0, cancellationToken);
    }

    /// <summary>
    /// Parks a subject that cannot be projected. Readers keep what they had of it, unless it shows something withdrawn: then it
    /// goes as well, rather than tell what must not be told.
    /// </summary>
    private async Task ParkAsync(Subject subject, Exception exception, SetAside apart, CancellationToken cancellationToken)
    {
        apart.Logger.LogError(exception, "{Kind} {Id} cannot be projected and is parked", subject.Kind, subject.Id);
        if (_overdue.Contains(subject)) await WriteAsync(projections[subject.Kind], [subject.Id], [], cancellationToken);
        await connection.ExecuteAsync(QueueSql.Park, new { subject.Kind, subject.Id, Error = exception.Message }, cancellationToken);
        _parked.Add((subject, exception.Message));
    }

    private Task EnqueueAsync(IReadOnlyCollection<Subject> subjects, int version, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            LiveSql.Enqueue,
            new { Version = version, Kinds = subjects.Select(subject => subject.Kind).ToArray(), Ids = subjects.Select(subject => subject.Id).ToArray() },
            cancellationToken);

    /// <summary>The subject a list belongs to, such as author ID for <c>author:ID</c>: it shows only while the list holds something.</summary>
    private Subject? Owner(string list) =>
        list.Split(':') is [var kind, var id] && projections.ContainsKey(kind) && Guid.TryParse(id, out var parsed) ? new Subject(kind, parsed) : null;

    /// <summary>Whether it would fail again: not so a lost connection, a deadlock, a time-out, a server that is shutting down.</summary>
    public static bool IsFaultOfSubject(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        PostgresException postgres => !(postgres.IsTransient || postgres.SqlState.StartsWith("57", StringComparison.Ordinal)),
        NpgsqlException => false,
        _ => true,
    };
}
