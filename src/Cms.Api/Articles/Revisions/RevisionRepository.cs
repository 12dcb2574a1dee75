using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles.Revisions;

/// <summary>What is kept of a story's versions. Every method runs in the caller's connection and transaction.</summary>
internal static class RevisionRepository
{
    public static Task<IReadOnlyList<RevisionListRow>> ListAsync(
        NpgsqlConnection connection, Guid articleId, RevisionPlace after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<RevisionListRow>(
            RevisionHistorySql.List, new { ArticleId = articleId, after.At, after.Published, after.Number, Limit = limit }, cancellationToken);

    /// <summary>Null where the story has no such version, or it is no longer kept.</summary>
    public static async Task<RevisionContentRow?> FindAsync(NpgsqlConnection connection, ArticleRow article, RevisionRef? wanted, CancellationToken cancellationToken) => wanted switch
    {
        null => null,
        { Published: true } => await connection.FindAsync<RevisionContentRow>(
            RevisionHistorySql.FindPublished, new { ArticleId = article.Id, wanted.Number }, cancellationToken),
        _ => await connection.FindAsync<RevisionContentRow>(
            RevisionHistorySql.FindSave, new { ArticleId = article.Id, Number = wanted.Number ?? article.Version }, cancellationToken),
    };
}
