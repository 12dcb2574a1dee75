using System.Text;
using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Cms.Api.Articles.Revisions;

/// <summary>The versions of a story: what was published, and the working copies that are kept.</summary>
internal static class RevisionEndpoints
{
    private static readonly List<string> Members = [.. typeof(ArticleDetail).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    public static async Task<Ok<Page<RevisionItem>>> ListRevisions(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = KeyPage.Read(http.Request);
        var after = RevisionPlace.Of(page);
        var rows = await source.ReadAsync(
            async (connection, stop) => await RevisionRepository.ListAsync(connection, (await FindAsync(connection, @ref, stop)).Id, after, page.Limit + 1, stop),
            cancellationToken);
        var items = rows.Take(page.Limit).ToList();
        return page.Answer(http, [.. items.Select(ToItem)], rows.Count > page.Limit ? RevisionPlace.KeyOf(items[^1]) : null);
    }

    public static async Task<Ok<RevisionDetail>> GetRevision(string @ref, string n, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var (row, detail) = await source.ReadAsync(
            async (connection, stop) => await ReadAsync(connection, await FindAsync(connection, @ref, stop), n, stop), cancellationToken);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Ok(new RevisionDetail { Revision = RevisionHead.From(row), Article = detail });
    }

    /// <summary>JSON that a screen can draw, or a text for a terminal where the client asks for one.</summary>
    public static async Task<Results<Ok<RevisionDiff>, ContentHttpResult>> DiffRevisions(
        string @ref, string a, string b, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var (before, after) = await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await FindAsync(connection, @ref, stop);
                return (await ReadAsync(connection, article, a, stop), await ReadAsync(connection, article, b, stop));
            },
            cancellationToken);
        var diff = ArticleDiff.Between(
            before.Row, before.Detail, StoredBody.Parse(before.Row.Body), after.Row, after.Detail, StoredBody.Parse(after.Row.Body));
        http.Response.Headers.ETag = after.Detail.Etag;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!AcceptHeader.Prefers(http.Request, DiffOperations.MediaType)) return TypedResults.Ok(diff);
        return TypedResults.Text(DiffText.Write(diff), DiffOperations.MediaType, Encoding.UTF8);
    }

    /// <summary>A new save with the content of an old one. What is no content stays: state, origin, what readers see.</summary>
    public static async Task<Ok<ArticleDetail>> RestoreRevision(
        string @ref, string n, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        IReadOnlyList<BodyWarning> warnings = [];
        var detail = await ArticleEndpoints.ChangeAsync(
            @ref,
            http,
            publisher,
            async (change, row) =>
            {
                var (_, old) = await ReadAsync(change.Connection, row, n, cancellationToken);
                change.Note = n;
                // As if an editor sent it: what it refers to may be gone, and its slug may not be had again.
                var sent = Json.ToNode(old).AsObject();
                warnings = await ArticleEndpoints.WriteAsync(change, row, sent, _ => ArticleDetail.Edit.Replace<ArticleRequest>(sent, sent), http, editing.Now(http), cancellationToken);
            },
            cancellationToken);
        return Editing.Answer(http, detail with { Warnings = warnings });
    }

    private static async Task<ArticleRow> FindAsync(NpgsqlConnection connection, string @ref, CancellationToken cancellationToken) =>
        await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound(Article.Kind);

    private static async Task<(RevisionContentRow Row, ArticleDetail Detail)> ReadAsync(
        NpgsqlConnection connection, ArticleRow article, string name, CancellationToken cancellationToken)
    {
        var row = await RevisionRepository.FindAsync(connection, article, RevisionRef.Parse(name), cancellationToken) ?? throw RefusedException.NotFound(Revision.Kind, RevisionRef.Names);
        var revision = row.Published ? (int)row.Number : StoryReferences.WorkingCopy;
        return (row, await ArticleReader.ToDetailAsync(connection, article, row.Over(article), revision, cancellationToken));
    }

    private static RevisionItem ToItem(RevisionListRow row)
    {
        var head = RevisionHead.From(row);
        return new RevisionItem
        {
            Kind = head.Kind,
            Number = head.Number,
            Version = head.Version,
            SavedAt = head.SavedAt,
            SavedBy = head.SavedBy,
            Note = head.Note,
            Update = head.Update,
            Changed = [.. row.Changed.OrderBy(Members.IndexOf)],
        };
    }
}
