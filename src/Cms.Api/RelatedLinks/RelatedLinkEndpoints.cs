using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Api.Articles;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.RelatedLinks;

/// <summary>
/// The related links of one working copy, one by one. They are part of it: each write is an edit of the article, under the
/// article's ETag.
/// </summary>
internal static class RelatedLinkEndpoints
{
    public static async Task<Ok<Page<RelatedLinkDetail>>> ListRelatedLinks(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        new Query(http.Request).ThrowIfFaulty();
        var article = await FindAsync(@ref, source, cancellationToken);
        http.Response.Headers.ETag = article.Etag;
        return TypedResults.Ok(new Page<RelatedLinkDetail> { Items = article.RelatedLinks, Next = null });
    }

    public static async Task<Ok<RelatedLinkDetail>> GetRelatedLink(string @ref, Guid id, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var article = await FindAsync(@ref, source, cancellationToken);
        http.Response.Headers.ETag = article.Etag;
        return TypedResults.Ok(LinkOf(article, id));
    }

    /// <summary>Adds a link at the end; it needs no If-Match, for it overwrites nothing.</summary>
    public static async Task<Created<RelatedLinkDetail>> AddRelatedLink(
        string @ref, HttpContext http, Publisher publisher, Editing editing, TimeProvider time, CancellationToken cancellationToken)
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        sent["id"] ??= Ids.New(time.Moment()).ToString();
        var article = await EditAsync(@ref, http, publisher, editing, links => (links.Append(sent), links.Count), cancellationToken, needsMatch: false);
        var id = IdOf(sent);
        return TypedResults.Created($"/v1/editorial/articles/{article.Id}/related-links/{id}", article.RelatedLinks.Single(link => link.Id == id));
    }

    public static async Task<Ok<RelatedLinkDetail>> ReplaceRelatedLink(
        string @ref, Guid id, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        return await ReplaceAsync(@ref, id, _ => sent, http, publisher, editing, cancellationToken);
    }

    public static async Task<Ok<RelatedLinkDetail>> PatchRelatedLink(
        string @ref, Guid id, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        return await ReplaceAsync(@ref, id, current => MergePatch.Apply(current, sent).AsObject(), http, publisher, editing, cancellationToken);
    }

    /// <summary>Takes the link away, and the block that held it.</summary>
    public static async Task<NoContent> DeleteRelatedLink(string @ref, Guid id, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var article = await EditAsync(
            @ref, http, publisher, editing, links => (links.Where((_, index) => index != Place(links, id)), Place(links, id)), cancellationToken, withoutBlocksOf: id);
        http.Response.Headers.ETag = article.Etag;
        return TypedResults.NoContent();
    }

    private static async Task<Ok<RelatedLinkDetail>> ReplaceAsync(
        string @ref, Guid id, Func<JsonObject, JsonObject> replace, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var article = await EditAsync(
            @ref,
            http,
            publisher,
            editing,
            links =>
            {
                var place = Place(links, id);
                var next = replace(links[place].DeepClone().AsObject());
                if (next["id"] is not null && IdOf(next) != id)
                    throw RefusedException.Invalid([new Fault("/id", FaultCodes.ReadOnly, "A related link's id cannot be changed.")]);
                next["id"] = id.ToString();
                return (links.Select((link, index) => index == place ? next : link), place);
            },
            cancellationToken);
        return TypedResults.Ok(LinkOf(article, id));
    }

    /// <param name="change">From the links there are to those there shall be, and the place of the one it is about.</param>
    private static async Task<ArticleDetail> EditAsync(
        string @ref,
        HttpContext http,
        Publisher publisher,
        Editing editing,
        Func<IReadOnlyList<JsonObject>, (IEnumerable<JsonObject> Links, int Place)> change,
        CancellationToken cancellationToken,
        Guid? withoutBlocksOf = null,
        bool needsMatch = true)
    {
        var article = await ArticleEndpoints.ChangeAsync(
            @ref,
            http,
            publisher,
            async (transaction, row) =>
            {
                var place = 0;
                await AtLink(() => place, () => ArticleEndpoints.WriteAsync(transaction, row, [], Read, http, editing.Now(http), cancellationToken, needsMatch));

                Edited<ArticleRequest> Read(JsonNode current)
                {
                    (var links, place) = change([.. current["relatedLinks"]!.AsArray().Select(link => link!.AsObject())]);
                    var patch = new JsonObject { ["relatedLinks"] = new JsonArray([.. links.Select(link => link.DeepClone())]) };
                    if (withoutBlocksOf is { } id) patch["body"] = WithoutBlocks(current["body"]!.AsArray(), id);
                    return ArticleDetail.Edit.Patch<ArticleRequest>(patch, current);
                }
            },
            cancellationToken);
        http.Response.Headers.ETag = article.Etag;
        return article;
    }

    /// <summary>Faults point into the article; whoever sent a single link knows only that.</summary>
    /// <param name="place">Of the link among those of the article, once they were read.</param>
    private static async Task AtLink(Func<int> place, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (RefusedException refused) when (refused.Errors.OfType<Fault>().Any(IsInLink))
        {
            throw new RefusedException(
                refused.Kind, FromLink(refused.Message), [.. refused.Errors.Select(error => error is Fault fault && IsInLink(fault) ? Relative(fault) : error)]);
        }

        string Prefix() => string.Create(CultureInfo.InvariantCulture, $"/relatedLinks/{place()}");
        bool IsInLink(Fault fault) => fault.Pointer == Prefix() || fault.Pointer.StartsWith(Prefix() + "/", StringComparison.Ordinal);
        string FromLink(string detail) => detail.Replace(Prefix() + "/", "/", StringComparison.Ordinal);
        Fault Relative(Fault fault) => fault with { Pointer = fault.Pointer[Prefix().Length..], Detail = FromLink(fault.Detail) };
    }

    private static JsonArray WithoutBlocks(JsonArray body, Guid link) =>
        new([.. body.Where(block => (string?)block!["relatedLinkId"] != link.ToString()).Select(block => block!.DeepClone())]);

    private static RelatedLinkDetail LinkOf(ArticleDetail article, Guid id) => article.RelatedLinks.SingleOrDefault(link => link.Id == id) ?? throw RefusedException.NotFound("related link");

    private static int Place(IReadOnlyList<JsonObject> links, Guid id)
    {
        for (var index = 0; index < links.Count; index++)
        {
            if (IdOf(links[index]) == id) return index;
        }
        throw RefusedException.NotFound("related link");
    }

    private static Guid? IdOf(JsonObject link) => link["id"] is JsonValue value && value.TryGetValue(out string? id) ? Ref.Parse(id).Id : null;

    private static Task<ArticleDetail> FindAsync(string @ref, EditorialDataSource source, CancellationToken cancellationToken) => source.ReadAsync(
        async (connection, stop) =>
        {
            var row = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
            return await ArticleReader.ToDetailAsync(connection, row, stop);
        },
        cancellationToken);
}
