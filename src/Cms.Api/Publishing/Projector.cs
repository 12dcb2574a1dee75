using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What a projection did.</summary>
/// <param name="Changed">How many subjects it wrote anything for.</param>
/// <param name="Parked">Subjects that could not be projected, with the reason: set aside in the queue.</param>
internal sealed record Projection(int Changed, IReadOnlyList<(Subject Subject, string Reason)> Parked);

/// <summary>
/// Projects subjects and whatever their change concerns, until nothing changes. Everything that can change what readers see
/// ends here: it takes any set of subjects and is idempotent.
/// </summary>
/// <param name="projections">In the order of the work: articles first, for they decide whether the others show.</param>
internal sealed class Projector(IReadOnlyList<IProjection> projections, ILogger<Projector> logger)
{
    /// <summary>How many embedding subjects one transaction projects; the rest go through the queue.</summary>
    public const int FanOut = 50;

    private readonly Dictionary<string, IProjection> _byKind = projections.ToDictionary(projection => projection.Kind);

    public IReadOnlyList<IProjection> Projections => projections;

    /// <summary>Takes the publishing lock until the end of the transaction. After it, editorial rows are only read.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LiveSql.Lock, null, cancellationToken);

    /// <summary>For an edit, under the lock: a subject that was touched must succeed, or the edit fails with what stood in its way.</summary>
    /// <param name="followers">Subjects that show something of what was touched; one that cannot be projected is parked.</param>
    /// <param name="rehearsal">Where it is only tried: told what is done.</param>
    public Task<Projection> ProjectTouchedAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<Subject> touched,
        IReadOnlyCollection<Subject> followers,
        Rehearsal? rehearsal,
        CancellationToken cancellationToken) =>
        ProjectAsync(connection, [.. touched, .. followers], [.. touched], rehearsal, FanOut, cancellationToken);

    /// <summary>For the queue, under the lock: what cannot be projected is parked, and the others go on.</summary>
    public Task<Projection> ProjectWhatCanBeAsync(NpgsqlConnection connection, IReadOnlyCollection<Subject> subjects, CancellationToken cancellationToken) =>
        ProjectAsync(connection, subjects, [], null, FanOut, cancellationToken);

    /// <summary>
    /// For a pass over everything, as for the queue. What embeds a subject the pass comes to as well, or has been to; and it embeds what the
    /// editorial side says, so there is nothing to do again.
    /// </summary>
    public Task<Projection> ProjectInPassAsync(NpgsqlConnection connection, IReadOnlyCollection<Subject> subjects, CancellationToken cancellationToken) =>
        ProjectAsync(connection, subjects, [], null, fanOut: null, cancellationToken);

    /// <summary>All at once; only where that fails, once more from the beginning, with every failure held apart.</summary>
    private async Task<Projection> ProjectAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Subject> subjects, HashSet<Subject> must, Rehearsal? rehearsal, int? fanOut, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("savepoint projection", null, cancellationToken);
        try
        {
            return await new ProjectionRun(connection, _byKind, null, rehearsal, fanOut).RunAsync(subjects, cancellationToken);
        }
        catch (Exception exception) when (ProjectionRun.IsFaultOfSubject(exception))
        {
            await connection.ExecuteAsync("rollback to savepoint projection", null, cancellationToken);
            return await new ProjectionRun(connection, _byKind, new SetAside(must, logger), rehearsal, fanOut).RunAsync(subjects, cancellationToken);
        }
    }
}

/// <summary>How failures are held apart.</summary>
/// <param name="Must">Subjects whose failure is the transaction's.</param>
internal sealed record SetAside(HashSet<Subject> Must, ILogger Logger);
