using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>Keeps the record of withdrawn stories: by id, and by every slug they were public at.</summary>
internal sealed record GoneChanges
{
    public static readonly GoneChanges None = new() { Written = false, Withdrawn = new Dictionary<Guid, string>() };

    public required bool Written { get; init; }

    /// <summary>The subjects newly withdrawn, or withdrawn for another reason, with that reason.</summary>
    public required IReadOnlyDictionary<Guid, string> Withdrawn { get; init; }

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
            Written = true,
            Withdrawn = wanted.Except(stored).Where(row => row.Slug is null).ToDictionary(row => row.Id, row => row.Reason),
        };
    }

    private static IEnumerable<GoneRow> Rows(Projected subject) =>
        subject.Gone!.Slugs
            .Select(string? (slug) => slug)
            .Append(null)
            .Select(slug => new GoneRow { Id = subject.Id, Slug = slug, Reason = subject.Gone.Reason });
}
