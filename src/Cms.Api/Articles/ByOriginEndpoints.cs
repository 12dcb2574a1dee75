using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles;

/// <summary>Working copies by the key of the system they came from: whoever imports need not remember what he has imported.</summary>
internal static class ByOriginEndpoints
{
    public const string Collection = "articles-by-origin";

    /// <summary>
    /// Creates the story of this origin, or replaces it. If-Match counts where it is sent; an ETag cannot have been read of what
    /// is not there, but <c>*</c> forces a creation too.
    /// </summary>
    public static async Task<Results<Created<ArticleDetail>, Ok<ArticleDetail>>> PutArticleByOrigin(
        HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var origin = ReadOrigin(http);
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var (detail, created) = await publisher.ChangeAsync(
            async change =>
            {
                // The constraint would stop the second of two that create the same; so it waits here, and replaces what the first has made.
                await ArticleRepository.LockOriginAsync(change.Connection, origin, cancellationToken);
                var stamp = editing.Now(http);
                if (await ArticleRepository.FindByOriginForUpdateAsync(change.Connection, origin, cancellationToken) is not { } row)
                {
                    RefuseUnlessForced(http.Request);
                    return (await ArticleEndpoints.InsertAsync(change, Of(origin, ArticleDetail.Edit.Create<ArticleRequest>(sent)), stamp, cancellationToken), true);
                }
                RequestLog.About(http, row.Id);
                var warnings = await ArticleEndpoints.WriteAsync(
                    change, row, sent, current => Of(origin, ArticleDetail.Edit.Replace<ArticleRequest>(sent, current)), http, stamp, cancellationToken, needsMatch: false);
                return (await ArticleEndpoints.RecordAsync(change, row, cancellationToken) with { Warnings = warnings }, false);
            },
            cancellationToken);
        if (!created) return Editing.Answer(http, detail);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Created($"/v1/editorial/articles/{detail.Id}", detail);
    }

    /// <summary>
    /// The key as the path has it, the id with slashes plain or encoded. It is read from what was sent: the server decodes all of a
    /// path but %2F, so that <c>a%2Fb</c> and <c>a%252Fb</c>, which are two keys, would look the same.
    /// </summary>
    /// <exception cref="RefusedException">422 for a key with an empty part, or one with space around it.</exception>
    private static Origin ReadOrigin(HttpContext http)
    {
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        const string before = $"/{Collection}/";
        if (path.IndexOf(before, StringComparison.Ordinal) is not (>= 0 and var start)) throw RefusedException.NotFound(Article.Kind);
        var key = path[(start + before.Length)..].Split('/', 2).Select(Uri.UnescapeDataString).ToArray();
        // As text of a body is read, in NFC.
        var origin = Edit.Deserialize<Origin>(new JsonObject { ["system"] = key[0], ["id"] = key.ElementAtOrDefault(1) });
        if (origin is not { System: not null, Id: not null })
            throw RefusedException.Invalid([new Fault("/origin", FaultCodes.Required, "An origin has both a system and an id.")]);
        // Without the space around it, it would be another one's address.
        return Array.TrueForAll(key, part => PlainText.Trim(part) == part)
            ? origin
            : throw RefusedException.Invalid([new Fault("/origin", FaultCodes.InvalidFormat, "White space around a system or an id is not kept; leave it out of the path.")]);
    }

    private static Edited<ArticleRequest> Of(Origin origin, Edited<ArticleRequest> edited)
    {
        var said = edited.Request.Origin;
        IEnumerable<Fault> faults = said is null || said == new Origin() || said == origin
            ? []
            : [new Fault("/origin", FaultCodes.ReadOnly, "The path says where the story came from; leave origin out or send the same.")];
        return new Edited<ArticleRequest>(edited.Request with { Origin = origin }, [.. edited.Faults, .. faults]);
    }

    private static void RefuseUnlessForced(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count > 0 && !Preconditions.IsForced(request))
            throw new RefusedException(Problems.Stale, "There is no story of this origin; without If-Match it is created.");
    }
}
