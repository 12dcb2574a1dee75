using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Sections;

/// <summary>Sections on the editorial side. Every method runs in the caller's connection and transaction.</summary>
internal static class SectionRepository
{
    public static Task<IReadOnlyList<SectionRow>> ListAllAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ListAsync<SectionRow>(SectionSql.ListAll, null, cancellationToken);

    /// <summary>By its path without outer slashes; null when there is none.</summary>
    public static Task<SectionRow?> FindByPathAsync(NpgsqlConnection connection, string path, CancellationToken cancellationToken) =>
        connection.FindAsync<SectionRow>(SectionSql.FindByPath, new { Path = path }, cancellationToken);
}
