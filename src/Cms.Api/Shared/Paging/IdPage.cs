using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Shared.Paging;

/// <summary>The page of an editorial list that runs in order of creation: ids are version 7, so the last id seen is the cursor.</summary>
internal sealed record IdPage(Guid After, int Limit)
{
    /// <exception cref="RefusedException">400 for another parameter, a limit out of range, or a cursor that is none.</exception>
    public static IdPage Read(HttpRequest request)
    {
        var query = new Query(request, "limit", "cursor");
        var limit = query.Number("limit", 20, 1, 100);
        var cursor = query.Text("cursor");
        query.ThrowIfFaulty();
        var after = cursor is null ? Guid.Empty : Ref.Parse(cursor).Id ?? throw new RefusedException(Problems.InvalidCursor, "The cursor is not one this list gave.");
        return new IdPage(after, limit);
    }

    /// <summary>Answers up to the limit of rows, of which one more than that was read.</summary>
    public Ok<Page<TDetail>> Answer<TRow, TDetail>(HttpContext http, IReadOnlyList<TRow> rows, Func<TRow, TDetail> detail, Func<TRow, Guid> id)
    {
        var next = rows.Count > Limit ? id(rows[Limit - 1]).ToString() : null;
        if (next is not null) http.Response.Headers.Link = NextLink.Of(http.Request, next);
        return TypedResults.Ok(new Page<TDetail> { Items = [.. rows.Take(Limit).Select(detail)], Next = next });
    }
}
