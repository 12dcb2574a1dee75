using Npgsql;

namespace Cms.Api.Shared.Data;

internal static class FormerSlugs
{
    /// <summary>The slugs that each owner was public at and gave up; one that it took back is among them.</summary>
    public static async Task<ILookup<Guid, string>> ReadAsync(NpgsqlConnection connection, string kind, Guid[] owners, CancellationToken cancellationToken) =>
        (await connection.ListAsync<SlugRow>(SlugSql.ListPublicByOwners, new { Kind = kind, Owners = owners }, cancellationToken))
            .ToLookup(row => row.Owner, row => row.Slug);
}

internal sealed record SlugRow
{
    public required Guid Owner { get; init; }
    public required string Slug { get; init; }
}
