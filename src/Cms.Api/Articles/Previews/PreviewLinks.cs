using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles.Previews;

/// <summary>Preview links as they are kept, and what their tokens are signed with.</summary>
internal sealed class PreviewLinks(EditorialDataSource source)
{
    private byte[]? _secret;

    /// <summary>Read once: a token that is none then costs the database nothing.</summary>
    public async Task<byte[]> SecretAsync(CancellationToken cancellationToken) =>
        _secret ??= await source.ReadAsync((connection, stop) => connection.SingleAsync<byte[]>(PreviewSql.FindSecret, null, stop), cancellationToken);

    /// <summary>The story that a token shows; null for one that is unknown, expired or revoked, or whose story is killed or in the trash. </summary>
    /// <param name="isLook">Whether somebody sees it, which is counted; who asks for the headers alone sees nothing.</param>
    public async Task<Guid?> FindStoryAsync(string token, bool isLook, CancellationToken cancellationToken) =>
        PreviewToken.Read(token, await SecretAsync(cancellationToken)) is { } id
            ? await source.ReadAsync(
                (connection, stop) => isLook ? connection.FindAsync<Guid?>(PreviewSql.View, new { Id = id }, stop) : connection.FindAsync<Guid?>(PreviewSql.FindShown, new { Id = id }, stop),
                cancellationToken)
            : null;

    public static Task<PreviewLinkDetail> InsertAsync(
        NpgsqlConnection connection, Guid articleId, DateTimeOffset expiresAt, Stamp stamp, CancellationToken cancellationToken) =>
        connection.SingleAsync<PreviewLinkDetail>(
            PreviewSql.Insert, new { Id = Ids.New(stamp.Moment), ArticleId = articleId, ExpiresAt = expiresAt, stamp.Moment, stamp.By }, cancellationToken);

    public static Task<IReadOnlyList<PreviewLinkDetail>> ListAsync(
        NpgsqlConnection connection, Guid articleId, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<PreviewLinkDetail>(PreviewSql.List, new { ArticleId = articleId, After = after, Limit = limit }, cancellationToken);

    public static Task<PreviewLinkDetail?> FindAsync(NpgsqlConnection connection, Guid articleId, Guid id, CancellationToken cancellationToken) =>
        connection.FindAsync<PreviewLinkDetail>(PreviewSql.Find, new { Id = id, ArticleId = articleId }, cancellationToken);

    /// <summary>False where the story has no such link that is not revoked.</summary>
    public static async Task<bool> RevokeAsync(NpgsqlConnection connection, Guid articleId, Guid id, Stamp stamp, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(PreviewSql.Revoke, new { Id = id, ArticleId = articleId, stamp.Moment }, cancellationToken) == 1;
}
