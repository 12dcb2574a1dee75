using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles.Corrections;

/// <summary>Corrections of stories. Every method runs in the caller's connection and transaction.</summary>
internal static class CorrectionRepository
{
    public static async Task<ILookup<Guid, CorrectionRow>> ListAsync(NpgsqlConnection connection, Guid[] articles, CancellationToken cancellationToken) =>
        (await connection.ListAsync<CorrectionRow>(CorrectionSql.List, new { Articles = articles }, cancellationToken)).ToLookup(row => row.ArticleId);

    public static async Task<IReadOnlyList<CorrectionRow>> ListAsync(NpgsqlConnection connection, Guid article, CancellationToken cancellationToken) =>
        [.. (await ListAsync(connection, [article], cancellationToken))[article]];

    public static async Task<ILookup<Guid, CorrectionRow>> ListPublicAsync(NpgsqlConnection connection, Guid[] articles, CancellationToken cancellationToken) =>
        (await connection.ListAsync<CorrectionRow>(CorrectionSql.ListPublic, new { Articles = articles }, cancellationToken)).ToLookup(row => row.ArticleId);

    public static Task InsertAsync(NpgsqlConnection connection, CorrectionRow row, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(CorrectionSql.Insert, row, cancellationToken);

    /// <summary>The stories of these whose last significant publication nothing explains.</summary>
    public static Task<IReadOnlyList<Guid>> ListUnexplainedAsync(NpgsqlConnection connection, Guid[] articles, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(CorrectionSql.ListUnexplained, new { Articles = articles }, cancellationToken);

    /// <summary>Makes all that wait a part of the stories' newest revisions, for good.</summary>
    public static Task PublishAsync(NpgsqlConnection connection, Guid[] articles, DateTimeOffset moment, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(CorrectionSql.Publish, new { Articles = articles, Moment = moment }, cancellationToken);
}
