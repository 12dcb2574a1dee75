using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What a pass over everything found: how many subjects were looked at, and which showed something else than they should.</summary>
internal sealed record MaintenanceReport(int Subjects, IReadOnlyList<string> Differences);

/// <summary>Projects everything again, in place and in batches, while the service runs; or looks whether that would change anything.</summary>
internal sealed class LiveMaintenance(EditorialDataSource source, Projector projector)
{
    private const int Batch = 100;

    /// <summary>Ids alone cost little.</summary>
    private const int CountedBatch = 10_000;

    public Task<MaintenanceReport> RebuildAsync(IProgress<Headway>? progress, CancellationToken cancellationToken) =>
        PassAsync(keep: true, progress, cancellationToken);

    /// <summary>As a rebuild, but every batch is rolled back.</summary>
    public Task<MaintenanceReport> VerifyAsync(IProgress<Headway>? progress, CancellationToken cancellationToken) =>
        PassAsync(keep: false, progress, cancellationToken);

    private async Task<MaintenanceReport> PassAsync(bool keep, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        var subjects = 0;
        await using var connection = await source.OpenAsync(cancellationToken);
        var total = progress is null ? 0 : await CountAsync(connection, cancellationToken);
        foreach (var projection in projector.Projections)
        {
            var after = Guid.Empty;
            while (await NextAsync(connection, projection, after, Batch, cancellationToken) is { Count: > 0 } ids)
            {
                var outcome = await ProjectAsync(connection, projection.Kind, ids, keep, cancellationToken);
                if (outcome.Changed > 0) differences.AddRange(await NarrowAsync(connection, projection.Kind, ids, keep, cancellationToken));
                differences.AddRange(outcome.Parked.Select(parked => $"{parked.Subject.Kind} {parked.Subject.Id} cannot be projected: {parked.Reason}"));
                after = ids[^1];
                subjects += ids.Count;
                progress?.Report(new Headway(subjects, Math.Max(subjects, total)));
            }
        }
        if (await CorrectSizesAsync(connection, keep, cancellationToken) is > 0 and var lists) differences.Add($"{lists} lists with a wrong size");
        return new MaintenanceReport(subjects, differences);
    }

    private async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var projection in projector.Projections)
        {
            var after = Guid.Empty;
            while (await NextAsync(connection, projection, after, CountedBatch, cancellationToken) is { Count: > 0 } ids)
            {
                count += ids.Count;
                after = ids[^1];
            }
        }
        return count;
    }

    private static async Task<IReadOnlyList<Guid>> NextAsync(
        NpgsqlConnection connection, IProjection projection, Guid after, int limit, CancellationToken cancellationToken)
    {
        var rows = await projection.ListIdsAsync(connection, after, limit, cancellationToken);
        var owners = await connection.ListAsync<Guid>(
            MaintenanceSql.ListOwners, new { projection.Kind, After = after, Limit = limit }, cancellationToken);
        return [.. rows.Union(owners).Order().Take(limit)];
    }

    private async Task<Projection> ProjectAsync(
        NpgsqlConnection connection, string kind, IReadOnlyList<Guid> ids, bool keep, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var outcome = await projector.ProjectInPassAsync(connection, [.. ids.Select(id => new Subject(kind, id))], cancellationToken);
        if (keep) await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Which of a batch differ; after a rebuild the whole batch is named, for it is mended already.</summary>
    private async Task<IReadOnlyList<string>> NarrowAsync(
        NpgsqlConnection connection, string kind, IReadOnlyList<Guid> ids, bool keep, CancellationToken cancellationToken)
    {
        if (keep) return [$"{Counted.Of(ids.Count, "subject")} of kind {kind} from {ids[0]}"];
        var found = new List<string>();
        foreach (var id in ids)
        {
            if ((await ProjectAsync(connection, kind, [id], keep, cancellationToken)).Changed > 0) found.Add($"{kind} {id}");
        }
        return found;
    }

    private static async Task<int> CorrectSizesAsync(NpgsqlConnection connection, bool keep, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Projector.LockAsync(connection, cancellationToken);
        var corrected = await connection.ExecuteAsync(MaintenanceSql.CorrectSizes, null, cancellationToken);
        if (keep) await transaction.CommitAsync(cancellationToken);
        return corrected;
    }
}
