using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Shared.Paging;

/// <summary>The page of an editorial list that runs in order of creation: ids are version 7, so the last id seen is where it goes on.</summary>
/// <param name="Words">A <c>tsquery</c> of the words that are searched for; null where all are listed.</param>
/// <param name="Fingerprint">Of the list: a cursor of another list, or of other words, is none here.</param>
internal sealed record IdPage(Guid After, int Limit, string? Words, ulong Fingerprint)
{
    /// <exception cref="RefusedException">400 for another parameter, a limit out of range, or a cursor that is none.</exception>
    public static IdPage Read(HttpRequest request) => Read(request, new Query(request, "limit", "cursor"), []);

    /// <summary>As <see cref="Read(HttpRequest)"/>, of a list that can be searched by words.</summary>
    public static IdPage Search(HttpRequest request)
    {
        var query = new Query(request, "limit", "cursor", "q");
        return Read(request, query, query.Words("q"));
    }

    /// <summary>Answers up to the limit of rows, of which one more than that was read.</summary>
    public Ok<Page<TDetail>> Answer<TRow, TDetail>(HttpContext http, IReadOnlyList<TRow> rows, Func<TRow, TDetail> detail, Func<TRow, Guid> id)
    {
        var next = rows.Count > Limit ? Cursor.Encode(new Position(null, "", id(rows[Limit - 1])), Fingerprint) : null;
        if (next is not null) http.Response.Headers.Link = NextLink.Of(http.Request, next);
        return TypedResults.Ok(new Page<TDetail> { Items = [.. rows.Take(Limit).Select(detail)], Next = next });
    }

    private static IdPage Read(HttpRequest request, Query query, IReadOnlyList<string> words)
    {
        var limit = query.Number("limit", 20, 1, 100);
        var cursor = query.Text("cursor");
        query.ThrowIfFaulty();
        var fingerprint = Cursor.Fingerprint([request.Path.Value!.TrimEnd('/').ToLowerInvariant(), .. words]);
        return new IdPage(cursor is null ? Guid.Empty : IdOf(cursor, fingerprint), limit, words.Count == 0 ? null : SearchWords.ToQuery(words), fingerprint);
    }

    private static Guid IdOf(string cursor, ulong fingerprint) =>
        Cursor.TryDecode(cursor, fingerprint, out var position) && position.Name is ""
            ? position.Id
            : throw new RefusedException(Problems.InvalidCursor, "The cursor is not one that this list gave with these words.");
}
