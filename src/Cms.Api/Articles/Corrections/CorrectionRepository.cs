using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles.Corrections;

/// <summary>Corrections of stories. Every method runs in the caller's connection and transaction.</summary>
internal static class CorrectionRepository
{
    public static Task<IReadOnlyList<CorrectionRow>> ListAsync(NpgsqlConnection connection, Guid article, CancellationToken cancellationToken) =>
        connection.ListAsync<CorrectionRow>(CorrectionSql.List, new { Article = article }, cancellationToken);

    public static async Task<ILookup<Guid, CorrectionRow>> ListPublicAsync(NpgsqlConnection connection, Guid[] articles, CancellationToken cancellationToken) =>
        (await connection.ListAsync<CorrectionRow>(CorrectionSql.ListPublic, new { Articles = articles }, cancellationToken)).ToLookup(row => row.ArticleId);

    public static Task InsertAsync(NpgsqlConnection connection, CorrectionRow row, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(CorrectionSql.Insert, row, cancellationToken);

    /// <summary>Whether what waits for the next publication of a story makes that one significant.</summary>
    public static async Task<bool> AnyToTellAsync(NpgsqlConnection connection, Guid article, CancellationToken cancellationToken) =>
        (await ListAsync(connection, article, cancellationToken)).Any(row => row.Revision is null && Correction.IsTold(row.Kind, row.Severity));

    /// <summary>Makes all that wait a part of a revision, for good.</summary>
    public static Task PublishAsync(NpgsqlConnection connection, Guid article, int number, Stamp stamp, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(CorrectionSql.Publish, new { Article = article, Number = number, stamp.Moment }, cancellationToken);
}
