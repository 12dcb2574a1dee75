using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What is left of a wide fan-out, drained in small transactions by any instance.</summary>
internal sealed class ProjectionQueue(EditorialDataSource source, Projector projector, LogFollower follower, ILogger<ProjectionQueue> logger)
{
    /// <summary>Few: whoever publishes waits for a batch that is under way.</summary>
    private const int Batch = 25;

    private readonly string[] _kinds = [.. projector.Projections.Select(projection => projection.Kind)];
    private readonly int[] _versions = [.. projector.Projections.Select(projection => projection.Version)];

    /// <summary>Projects some of the waiting subjects; false when none was waiting.</summary>
    public async Task<bool> DrainOnceAsync(CancellationToken cancellationToken)
    {
        // A look before the lock: an idle instance must not queue up behind those who publish.
        if ((await ListDueAsync(cancellationToken)).Count == 0) return false;
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var due = await ListDueAsync(connection, cancellationToken);
        await DeleteAsync(connection, due, cancellationToken);
        await projector.ProjectWhatCanBeAsync(connection, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await follower.TryLookAsync();
        return due.Count > 0;
    }

    /// <summary>Queues everything that an older version of its projection wrote.</summary>
    public async Task EnqueueOutdatedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var count = await connection.ExecuteAsync(QueueSql.EnqueueOutdated, new { Kinds = _kinds, Versions = _versions }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (count > 0) logger.LogInformation("What an older version projected is queued; subjects: {Count}", count);
    }

    public async Task<QueueLength> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.SingleAsync<QueueLength>(QueueSql.CountWaiting, null, cancellationToken);
    }

    private async Task<IReadOnlyList<Subject>> ListDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await ListDueAsync(connection, cancellationToken);
    }

    private async Task<IReadOnlyList<Subject>> ListDueAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync<SubjectRow>(
            QueueSql.ListDue, new { Kinds = _kinds, Versions = _versions, Limit = Batch }, cancellationToken);
        return [.. rows.Select(row => row.ToSubject())];
    }

    private static Task DeleteAsync(NpgsqlConnection connection, IReadOnlyList<Subject> subjects, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            QueueSql.Delete,
            new { Kinds = subjects.Select(subject => subject.Kind).ToArray(), Ids = subjects.Select(subject => subject.Id).ToArray() },
            cancellationToken);
}

internal sealed record QueueLength
{
    public required long Waiting { get; init; }
    public required long Parked { get; init; }
}
