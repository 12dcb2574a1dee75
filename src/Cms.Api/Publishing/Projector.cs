using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>
/// Projects subjects and whatever their change concerns, until nothing changes. Everything that can change what readers see
/// ends here: it takes any set of subjects and is idempotent.
/// </summary>
/// <param name="projections">In the order of the work: articles first, for they decide whether the others show.</param>
internal sealed class Projector(IReadOnlyList<IProjection> projections)
{
    /// <summary>How many embedding subjects one transaction projects; the rest go through the queue.</summary>
    public const int FanOut = 50;

    private const int Batch = 100;
    private readonly Dictionary<string, IProjection> _byKind = projections.ToDictionary(projection => projection.Kind);

    public IReadOnlyList<IProjection> Projections => projections;

    /// <summary>Takes the publishing lock until the end of the transaction. After it, editorial rows are only read.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LiveSql.Lock, null, cancellationToken);

    /// <summary>Must be called under the lock. Answers how many subjects it wrote anything for.</summary>
    public async Task<int> ProjectAsync(NpgsqlConnection connection, IEnumerable<Subject> subjects, CancellationToken cancellationToken)
    {
        var work = new WorkSet([.. projections.Select(projection => projection.Kind)]);
        work.Add(subjects);
        var overdue = new HashSet<Subject>();
        var room = FanOut;
        var changed = 0;
        while (work.TryTake(Batch, out var kind, out var ids))
        {
            var projection = _byKind[kind];
            var projected = await projection.ProjectAsync(connection, ids, cancellationToken);
            var written = await LiveWriter.WriteAsync(connection, kind, projection.Version, ids, projected, overdue, cancellationToken);
            if (written.ChangedAnything) changed += ids.Length;

            work.Add(written.CrossedLists.Select(Owner).OfType<Subject>());
            if (written.Vanished.Count > 0)
            {
                var embedders = await projection.FindEmbeddersAsync(connection, [.. written.Vanished], cancellationToken);
                overdue.UnionWith(embedders);
                work.Add(embedders);
            }
            if (written.ChangedFaces.Count > 0)
                room -= await FanOutAsync(connection, projection, written.ChangedFaces, work, room, cancellationToken);
            if (written.Newer.Count > 0)
                await EnqueueAsync(connection, [.. written.Newer.Select(id => new Subject(kind, id))], projection.Version + 1, cancellationToken);
        }
        return changed;
    }

    public static Task EnqueueAsync(NpgsqlConnection connection, IReadOnlyCollection<Subject> subjects, int version, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            LiveSql.Enqueue,
            new { Version = version, Kinds = subjects.Select(subject => subject.Kind).ToArray(), Ids = subjects.Select(subject => subject.Id).ToArray() },
            cancellationToken);

    private static async Task<int> FanOutAsync(
        NpgsqlConnection connection, IProjection projection, IReadOnlyList<Guid> faces, WorkSet work, int room, CancellationToken cancellationToken)
    {
        var embedders = (await projection.FindEmbeddersAsync(connection, [.. faces], cancellationToken))
            .Distinct()
            .Where(subject => !work.Contains(subject))
            .ToList();
        var now = embedders.Take(room).ToList();
        work.Add(now);
        if (embedders.Count > now.Count) await EnqueueAsync(connection, embedders[now.Count..], 0, cancellationToken);
        return now.Count;
    }

    /// <summary>The subject a list belongs to, such as author ID for <c>author:ID</c>: it shows only while the list holds something.</summary>
    private Subject? Owner(string list) =>
        list.Split(':') is [var kind, var id] && _byKind.ContainsKey(kind) && Guid.TryParse(id, out var parsed) ? new Subject(kind, parsed) : null;
}
