using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Lifecycle;
using Cms.Api.Articles.Merging;
using Cms.Api.PortableText;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Articles;

/// <summary>The working copy: editing it changes nothing that readers see.</summary>
internal static class ArticleEndpoints
{
    public static async Task<Created<ArticleDetail>> CreateArticle(HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var edited = ArticleDetail.Edit.Create<ArticleRequest>(await ArticleFile.ReadOrJsonAsync(http.Request, cancellationToken));
        var detail = await publisher.ChangeAsync(change => InsertAsync(change, edited, editing.Now(http), cancellationToken), cancellationToken);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Created($"/v1/editorial/articles/{detail.Id}", detail);
    }

    /// <summary>JSON, or a Markdown file where the client asks for one.</summary>
    public static async Task<Results<Ok<ArticleDetail>, ContentHttpResult>> GetArticle(
        string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var isFile = ArticleFile.IsWantedBy(http.Request);
        var (row, detail, slugs) = await source.ReadAsync(
            async (connection, stop) =>
            {
                var found = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                var read = await ArticleReader.ToDetailAsync(connection, found, stop);
                return (found, read, isFile ? await ArticleReader.ListSlugsAsync(connection, read.RelatedLinks, stop) : null);
            },
            cancellationToken);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (slugs is null) return Editing.Answer(http, detail);

        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Text(ArticleFile.Write(detail, StoredBody.Parse(row.Body), slugs), ArticleFile.MediaType, Encoding.UTF8);
    }

    public static async Task<Ok<ArticleDetail>> ReplaceArticle(
        string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var sent = await ArticleFile.ReadOrJsonAsync(http.Request, cancellationToken);
        return await EditAsync(@ref, sent, current => ArticleDetail.Edit.Replace<ArticleRequest>(sent, current), http, publisher, editing, cancellationToken);
    }

    public static async Task<Ok<ArticleDetail>> PatchArticle(
        string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        return await EditAsync(@ref, sent, current => Patch(sent, current), http, publisher, editing, cancellationToken);
    }

    public static async Task<NoContent> TrashArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        await ActAsync(
            Rules.Trash,
            @ref,
            http,
            publisher,
            async (change, row) =>
            {
                var stamp = editing.Now(http);
                await ArticleRepository.TrashAsync(change.Connection, row.Id, stamp.Moment, stamp, cancellationToken);
            },
            cancellationToken,
            isDone: row => row.TrashedAt is not null);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<ArticleDetail>> RestoreArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        Editing.Answer(http, await ActAsync(
            Rules.RestoreFromTrash,
            @ref,
            http,
            publisher,
            (change, row) => ArticleRepository.TrashAsync(change.Connection, row.Id, null, editing.Now(http), cancellationToken),
            cancellationToken,
            isDone: row => row.TrashedAt is null));

    /// <summary>One edit of a locked article, which judges its version; answers it as it is afterwards.</summary>
    public static Task<ArticleDetail> ChangeAsync(string @ref, HttpContext http, Publisher publisher, Func<Change, ArticleRow, Task> act, CancellationToken cancellationToken) =>
        publisher.ChangeAsync(
            async change =>
            {
                var row = await LockAsync(change, @ref, http, cancellationToken);
                await act(change, row);
                return await RecordAsync(change, row, cancellationToken);
            },
            cancellationToken);

    /// <summary>One change of an article's state, where its rule allows it, with what follows; answers the article as it is afterwards.</summary>
    /// <param name="isDone">Whether it would change nothing: then it is no event, and the trail has none.</param>
    public static Task<ArticleDetail> ActAsync(
        Rule rule, string @ref, HttpContext http, Publisher publisher, Func<Change, ArticleRow, Task> act, CancellationToken cancellationToken, Func<ArticleRow, bool>? isDone = null) =>
        publisher.ChangeAsync(
            async change =>
            {
                var row = await LockAsync(change, @ref, http, needsMatch: true, cancellationToken);
                var (state, site) = await RequireAsync(change, row, rule, cancellationToken);
                if (isDone?.Invoke(row) == true) return await ArticleReader.ToDetailAsync(change.Connection, row, cancellationToken);
                await act(change, row);
                change.AddNote(await LifecycleRepository.FollowAsync(change.Connection, row.Id, rule, state, site, cancellationToken));
                return await RecordAsync(change, row, cancellationToken);
            },
            cancellationToken);

    /// <summary>Locks the row and compares its version.</summary>
    public static async Task<ArticleRow> LockAsync(Change change, string @ref, HttpContext http, bool needsMatch, CancellationToken cancellationToken)
    {
        var row = await LockAsync(change, @ref, http, cancellationToken);
        if (needsMatch || http.Request.Headers.IfMatch.Count > 0) await StaleEdit.RequireAsync(change.Connection, row, http.Request, cancellationToken);
        return row;
    }

    private static async Task<ArticleRow> LockAsync(Change change, string @ref, HttpContext http, CancellationToken cancellationToken)
    {
        var row = await ArticleRepository.FindForUpdateAsync(change.Connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound(Article.Kind);
        RequestLog.About(http, row.Id);
        return row;
    }

    /// <summary>Refuses what the story's state, the site or the caller's role does not allow; answers what was judged by.</summary>
    public static async Task<(ArticleState State, SiteContent Site)> RequireAsync(Change change, ArticleRow row, Rule rule, CancellationToken cancellationToken)
    {
        var state = ArticleState.Of(row, change.Act.By);
        var site = await SiteRepository.ReadAsync(change.Connection, cancellationToken);
        rule.Require(state, site, change.Act.Role);
        return (state, site);
    }

    /// <summary>Writes the working copy of a new story.</summary>
    public static async Task<ArticleDetail> InsertAsync(Change change, Edited<ArticleRequest> edited, Stamp stamp, CancellationToken cancellationToken)
    {
        var request = edited.Request;
        var id = Ids.New(stamp.Moment);
        var input = await ArticleInput.ReadAsync(change.Connection, edited, id, null, stamp.Moment, cancellationToken);
        var slug = await Slugs.TakeAsync(change.Connection, Article.Kind, request.Slug, request.Headline!, id, cancellationToken);
        await ArticleRepository.InsertAsync(change.Connection, Write(id, slug, input, request, stamp), cancellationToken);
        change.Record(Article.Kind, id, null, 1);
        return await DetailAsync(change, id, cancellationToken) with { Warnings = input.Warnings };
    }

    /// <summary>Writes what was sent over a locked row, under If-Match; tells what of it was changed or left out, and what it ended.</summary>
    public static async Task<IReadOnlyList<BodyWarning>> WriteAsync(
        Change change, ArticleRow row, JsonObject sent, ReadArticle read, HttpContext http, Stamp stamp, CancellationToken cancellationToken, bool needsMatch = true)
    {
        var isForced = !needsMatch && http.Request.Headers.IfMatch.Count == 0;
        if (isForced || !Preconditions.AreStale(http.Request, row.Version))
        {
            var current = await ArticleReader.ToDetailAsync(change.Connection, row, cancellationToken);
            return await WriteAsync(change, row, read(Json.ToNode(current)), stamp, cancellationToken);
        }
        var stale = await StaleEdit.MergeAsync(change.Connection, row, sent, read, http.Request, stamp.Moment, cancellationToken);
        var warnings = await WriteAsync(change, row, stale.Edited, stamp, cancellationToken);
        Stale.TellMerged(http);
        return [.. stale.Warnings, .. warnings];
    }

    /// <summary>Writes a new working copy over a locked row; tells what of it was changed or left out, and what it ended.</summary>
    public static async Task<IReadOnlyList<BodyWarning>> WriteAsync(Change change, ArticleRow row, Edited<ArticleRequest> edited, Stamp stamp, CancellationToken cancellationToken)
    {
        var (state, site) = await RequireAsync(change, row, Rules.Edit, cancellationToken);
        var request = edited.Request;
        var input = await ArticleInput.ReadAsync(change.Connection, edited, row.Id, row, stamp.Moment, cancellationToken);
        var slug = await Slugs.ChangeAsync(change.Connection, Article.Kind, row.Slug, request.Slug, row.Id, cancellationToken);
        if (!await ArticleRepository.UpdateAsync(change.Connection, Write(row.Id, slug, input, request, stamp), cancellationToken)) return input.Warnings;
        change.AddNote(await LifecycleRepository.FollowAsync(change.Connection, row.Id, Rules.Edit, state, site, cancellationToken));
        return [.. input.Warnings, .. EditWarnings.Of(row, state, site)];
    }

    /// <summary>Notes in the audit trail what was done to a story, and answers it as it is now.</summary>
    public static async Task<ArticleDetail> RecordAsync(Change change, ArticleRow before, CancellationToken cancellationToken)
    {
        var after = (await ArticleRepository.FindAsync(change.Connection, new Ref(before.Id, null), cancellationToken))!;
        change.Record(Article.Kind, before.Id, before.Version, after.Version);
        return await ArticleReader.ToDetailAsync(change.Connection, after, cancellationToken);
    }

    private static async Task<ArticleDetail> DetailAsync(Change change, Guid id, CancellationToken cancellationToken) =>
        await ArticleReader.ToDetailAsync(
            change.Connection, (await ArticleRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!, cancellationToken);

    private static async Task<Ok<ArticleDetail>> EditAsync(
        string @ref, JsonObject sent, ReadArticle read, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        IReadOnlyList<BodyWarning> warnings = [];
        var detail = await ChangeAsync(
            @ref,
            http,
            publisher,
            async (change, row) => warnings = await WriteAsync(change, row, sent, read, http, editing.Now(http), cancellationToken),
            cancellationToken);
        return Editing.Answer(http, detail with { Warnings = warnings });
    }

    /// <summary>A patch that brings the body in another form takes the place of the blocks there are.</summary>
    private static Edited<ArticleRequest> Patch(JsonObject sent, JsonNode current)
    {
        if (sent["bodyMarkdown"] is not null || sent["bodyHtml"] is not null) current["body"] = null;
        current["bodyMarkdown"] = current["bodyHtml"] = null;
        return ArticleDetail.Edit.Patch<ArticleRequest>(sent, current);
    }

    private static ArticleWrite Write(Guid id, string slug, ArticleInput input, ArticleRequest request, Stamp stamp) => new()
    {
        Id = id,
        Slug = slug,
        Content = input.Content,
        Body = input.Body,
        Origin = request.Origin ?? new Origin(),
        Stamp = stamp,
    };
}
