using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What is left of a wide fan-out, drained in small transactions by any instance.</summary>
internal sealed class ProjectionQueue(EditorialDataSource source, Projector projector, ILogger<ProjectionQueue> logger)
{
    private const int Batch = 100;

    private readonly string[] _kinds = [.. projector.Projections.Select(projection => projection.Kind)];
    private readonly int[] _versions = [.. projector.Projections.Select(projection => projection.Version)];

    /// <summary>Projects up to a hundred waiting subjects; false when none was waiting.</summary>
    public async Task<bool> DrainOnceAsync(CancellationToken cancellationToken)
    {
        // A look before the lock: an idle instance must not queue up behind those who publish.
        if ((await ListDueAsync(cancellationToken)).Count == 0) return false;
        try
        {
            return await DrainAsync(Batch, cancellationToken) > 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !IsConnectionTrouble(exception))
        {
            // One of them cannot be projected. Alone, each shows whether it is the one.
            await DrainSinglyAsync(cancellationToken);
            return true;
        }
    }

    /// <summary>Queues everything that an older version of its projection wrote.</summary>
    public async Task EnqueueOutdatedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var count = await connection.ExecuteAsync(QueueSql.EnqueueOutdated, new { Kinds = _kinds, Versions = _versions }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (count > 0) logger.LogInformation("{Count} subjects were projected by an older version and are queued", count);
    }

    public async Task<QueueLength> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.SingleAsync<QueueLength>(QueueSql.CountWaiting, null, cancellationToken);
    }

    private async Task<int> DrainAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var due = await ListDueAsync(connection, most, cancellationToken);
        await DeleteAsync(connection, due, cancellationToken);
        await projector.ProjectAsync(connection, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    private async Task DrainSinglyAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in await ListDueAsync(cancellationToken))
        {
            await using var connection = await source.OpenAsync(cancellationToken);
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await Projector.LockAsync(connection, cancellationToken);
                await DeleteAsync(connection, [subject], cancellationToken);
                await projector.ProjectAsync(connection, [subject], cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !IsConnectionTrouble(exception))
            {
                logger.LogError(exception, "{Kind} {Id} cannot be projected and is parked", subject.Kind, subject.Id);
                await connection.ExecuteAsync(QueueSql.Park, new { subject.Kind, subject.Id, Error = exception.Message }, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<Subject>> ListDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await ListDueAsync(connection, Batch, cancellationToken);
    }

    private async Task<IReadOnlyList<Subject>> ListDueAsync(NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync<SubjectRow>(
            QueueSql.ListDue, new { Kinds = _kinds, Versions = _versions, Limit = limit }, cancellationToken);
        return [.. rows.Select(row => row.ToSubject())];
    }

    private static Task DeleteAsync(NpgsqlConnection connection, IReadOnlyList<Subject> subjects, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            QueueSql.Delete,
            new { Kinds = subjects.Select(subject => subject.Kind).ToArray(), Ids = subjects.Select(subject => subject.Id).ToArray() },
            cancellationToken);

    private static bool IsConnectionTrouble(Exception exception) => exception is NpgsqlException and not PostgresException;
}

internal sealed record QueueLength
{
    public required long Waiting { get; init; }
    public required long Parked { get; init; }
}
