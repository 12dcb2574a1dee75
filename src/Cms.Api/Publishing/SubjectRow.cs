using System.Diagnostics.CodeAnalysis;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>A subject as a statement answers it.</summary>
internal sealed record SubjectRow
{
    public required string Kind { get; init; }
    public required Guid Id { get; init; }

    public Subject ToSubject() => new(Kind, Id);

    /// <summary>Runs a statement that answers kind and id of the subjects that embed those in <c>@Ids</c>.</summary>
    public static async Task<IReadOnlyList<Subject>> ListAsync(
        NpgsqlConnection connection, [ConstantExpected] string sql, Guid[] ids, CancellationToken cancellationToken) =>
        [.. (await connection.ListAsync<SubjectRow>(sql, new { Ids = ids }, cancellationToken)).Select(row => row.ToSubject())];
}
