using System.Globalization;
using System.Text;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Delivery;

/// <summary>Answers a page of a list.</summary>
internal static class ListEndpoints
{
    private const int MostTaggedItems = 20;
    private static readonly byte[] Open = "{\"items\":["u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();

    public static async Task<IResult> GetList(HttpContext http, LiveReader live, ListRoute route)
    {
        var query = ListReading.Read(http.Request, route);
        var rows = await live.ListAsync(query, http.RequestAborted);
        var items = rows.Where(row => row.Position is not null).Take(query.Limit).ToList();
        var next = rows.Count > query.Limit ? NextOf(items[^1], query) : null;
        if (next is not null) http.Response.Headers.Link = $"<{Locations.WithParameter(http.Request, "cursor", next)}>; rel=\"next\"";
        return new Answer(BodyOf(items, query, next, rows[0].Count), rows[0].Number, TagsOf(items, query.Kind, rows[0].Keys));
    }

    private static string NextOf(ItemRow last, ListQuery query) =>
        Cursor.Encode(new Position(last.At, last.Name, last.Id!.Value), query.Identity.Fingerprint);

    private static AnswerBody BodyOf(List<ItemRow> items, ListQuery query, string? next, long? count)
    {
        var body = new AnswerBody().Add(Open);
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0) body.Add(Comma);
            body.AddDocument(items[index].Card, items[index].Body, query.Fields);
        }
        // A cursor is base64url, so it needs no escaping.
        var end = new StringBuilder("],\"next\":").Append(next is null ? "null" : $"\"{next}\"");
        if (count is { } number) end.Append(CultureInfo.InvariantCulture, $",\"count\":{number}");
        return body.Add(Encoding.ASCII.GetBytes(end.Append('}').ToString()));
    }

    private static CacheTags TagsOf(List<ItemRow> items, string kind, string[]? keys)
    {
        var tags = new CacheTags();
        foreach (var key in keys ?? [])
        {
            tags.AddList(key);
            if (items.Count > MostTaggedItems) tags.AddCards(key);
        }
        if (items.Count <= MostTaggedItems)
        {
            foreach (var item in items) tags.AddDocument(kind, item.Id!.Value);
        }
        return tags;
    }
}
