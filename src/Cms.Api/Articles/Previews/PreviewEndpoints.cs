using Cms.Api.Articles.Lifecycle;
using Cms.Api.Articles.Merging;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Articles.Previews;

/// <summary>Who is shown a working copy without a key. A link is no part of the story: making or revoking one changes no version.</summary>
internal static class PreviewEndpoints
{
    /// <summary>Of this service; the token follows.</summary>
    public const string Address = "/v1/preview/";

    private const int DefaultDays = 7;
    private const string Subject = "preview link";

    public static async Task<Created<PreviewLinkCreated>> CreatePreviewLink(
        string @ref, HttpContext http, Publisher publisher, Editing editing, PreviewLinks links, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<PreviewLinkRequest>(await RequestBody.ReadOptionalAsync(http.Request, cancellationToken));
        new PreviewLinkValidator(editing.Now(http).Moment).ThrowIfInvalid(request);
        var secret = await links.SecretAsync(cancellationToken);
        var (article, link) = await publisher.ChangeAsync(
            async change =>
            {
                var row = await FindAsync(change.Connection, @ref, cancellationToken);
                RequestLog.About(http, row.Id);
                if (http.Request.Headers.IfMatch.Count > 0) await StaleEdit.RequireAsync(change.Connection, row, http.Request, cancellationToken);
                await ArticleEndpoints.RequireAsync(change, row, Rules.Preview, cancellationToken);
                var stamp = editing.Now(http);
                change.Record(Article.Kind, row.Id, row.Version, row.Version);
                var expiresAt = request.ExpiresAt ?? stamp.Moment.AddDays(DefaultDays);
                return (row, await PreviewLinks.InsertAsync(change.Connection, row.Id, expiresAt, stamp, cancellationToken));
            },
            cancellationToken);
        http.Response.Headers.ETag = Preconditions.ETag(article.Version);
        var url = $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{http.Request.PathBase.ToUriComponent()}{Address}{PreviewToken.Of(link.Id, secret)}";
        return TypedResults.Created($"/v1/editorial/articles/{article.Id}/preview-links/{link.Id}", new PreviewLinkCreated(link, url));
    }

    public static async Task<Ok<Page<PreviewLinkDetail>>> ListPreviewLinks(
        string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Read(http.Request);
        var rows = await source.ReadAsync(
            async (connection, stop) => await PreviewLinks.ListAsync(connection, (await FindAsync(connection, @ref, stop)).Id, page.After, page.Limit + 1, stop),
            cancellationToken);
        return page.Answer(http, rows, link => link, link => link.Id);
    }

    public static async Task<Ok<PreviewLinkDetail>> GetPreviewLink(string @ref, Guid id, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var link = await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await FindAsync(connection, @ref, stop);
                http.Response.Headers.ETag = Preconditions.ETag(article.Version);
                return await PreviewLinks.FindAsync(connection, article.Id, id, stop);
            },
            cancellationToken);
        return TypedResults.Ok(link ?? throw RefusedException.NotFound(Subject));
    }

    public static async Task<NoContent> RevokePreviewLink(
        string @ref, Guid id, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        await publisher.ChangeAsync(
            async change =>
            {
                var row = await FindAsync(change.Connection, @ref, cancellationToken);
                RequestLog.About(http, row.Id);
                if (await PreviewLinks.RevokeAsync(change.Connection, row.Id, id, editing.Now(http), cancellationToken)) change.Record(Article.Kind, row.Id, row.Version, row.Version);
                else if (await PreviewLinks.FindAsync(change.Connection, row.Id, id, cancellationToken) is null) throw RefusedException.NotFound(Subject);
                return id;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<ArticleRow> FindAsync(NpgsqlConnection connection, string @ref, CancellationToken cancellationToken) =>
        await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound(Article.Kind);
}
