using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>Keeps the record of withdrawn stories: by id, and by every slug they were public at.</summary>
internal sealed record GoneChanges
{
    private static readonly GoneChanges None = new() { Changed = [], Reasons = new Dictionary<Guid, string>() };

    /// <summary>Rows that came or went.</summary>
    public required IReadOnlyList<GoneRow> Changed { get; init; }

    /// <summary>Why the subjects of those rows are withdrawn now; those that are not any more have none.</summary>
    public required IReadOnlyDictionary<Guid, string> Reasons { get; init; }

    public static async Task<GoneChanges> WriteAsync(
        NpgsqlConnection connection, string kind, Guid[] ids, IReadOnlyList<Projected> projected, CancellationToken cancellationToken)
    {
        var stored = (await connection.ListAsync<GoneRow>(LiveSql.ListGone, new { Kind = kind, Ids = ids }, cancellationToken)).ToHashSet();
        var wanted = projected.Where(subject => subject.Gone is not null).SelectMany(Rows).ToHashSet();
        if (stored.SetEquals(wanted)) return None;

        await connection.ExecuteAsync(LiveSql.DeleteGone, new { Kind = kind, Ids = ids }, cancellationToken);
        await connection.ExecuteAsync(
            LiveSql.InsertGone,
            new
            {
                Kind = kind,
                Ids = wanted.Select(row => row.Id).ToArray(),
                Slugs = wanted.Select(row => row.Slug).ToArray(),
                Reasons = wanted.Select(row => row.Reason).ToArray(),
            },
            cancellationToken);
        return new GoneChanges
        {
            Changed = [.. stored.Except(wanted), .. wanted.Except(stored)],
            Reasons = wanted.Where(row => row.Slug is null).ToDictionary(row => row.Id, row => row.Reason),
        };
    }

    private static IEnumerable<GoneRow> Rows(Projected subject) =>
        subject.Gone!.Slugs
            .Select(string? (slug) => slug)
            .Append(null)
            .Select(slug => new GoneRow { Id = subject.Id, Slug = slug, Reason = subject.Gone.Reason });
}
