using Cms.Api.Shared.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Shared.Paging;

/// <summary>The page of an editorial list that has an order of its own: the key of the last item seen is where it goes on.</summary>
/// <param name="After">As <see cref="Answer"/> was given it; null on the first page.</param>
internal sealed record KeyPage(string? After, int Limit, ulong Fingerprint)
{
    /// <exception cref="RefusedException">400 for another parameter, a limit out of range, or a cursor that is none.</exception>
    public static KeyPage Read(HttpRequest request) => Read(request, new Query(request, "limit", "cursor"), []);

    /// <summary>As <see cref="Read(HttpRequest)"/>, of a list with filters, which <paramref name="query"/> has been asked for.</summary>
    public static KeyPage Read(HttpRequest request, Query query, IEnumerable<string> filters)
    {
        var limit = query.Number("limit", 20, 1, 100);
        var cursor = query.Text("cursor");
        query.ThrowIfFaulty();
        var fingerprint = Cursor.Fingerprint([request.Path.Value!.TrimEnd('/').ToLowerInvariant(), nameof(KeyPage), .. filters]);
        if (cursor is null) return new KeyPage(null, limit, fingerprint);
        return Cursor.TryDecode(cursor, fingerprint, out var position) && position.Name is { Length: > 0 } after
            ? new KeyPage(after, limit, fingerprint)
            : throw Foreign();
    }

    /// <summary>400: the cursor is none of this list.</summary>
    public static RefusedException Foreign() => new(Problems.InvalidCursor, "The cursor is not one that this list gave.");

    /// <param name="items">Up to the limit of them.</param>
    /// <param name="next">The key of the last; null where nothing comes after it.</param>
    public Ok<Page<T>> Answer<T>(HttpContext http, IReadOnlyList<T> items, string? next)
    {
        var cursor = next is null ? null : Cursor.Encode(new Position(null, next, Guid.Empty), Fingerprint);
        if (cursor is not null) http.Response.Headers.Link = NextLink.Of(http.Request, cursor);
        return TypedResults.Ok(new Page<T> { Items = items, Next = cursor });
    }
}
