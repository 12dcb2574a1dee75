using System.Globalization;
using System.Text;
using Cms.Api.Delivery.Cache;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Delivery;

/// <summary>Answers a page of a list.</summary>
internal static class ListEndpoints
{
    private const int MostTaggedItems = 20;
    private static readonly byte[] Open = "{\"items\":["u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();

    public static Task<IResult> GetList(HttpContext http, LiveReader live, DeliveryCache cache, ListRoute route)
    {
        var query = ListReading.Read(http.Request, route);
        var target = ListReading.TargetOf(http.Request, route);
        // Who pages deep into a list is alone there.
        return cache.AnswerAsync(http, query.IsContinued ? null : target.ToString(), async least =>
        {
            var rows = await live.ListAsync(query, least);
            var items = rows.Where(row => row.Position is not null).Take(query.Limit).ToList();
            var next = rows.Count > query.Limit ? NextOf(items[^1], query) : null;
            return Answer.Found(BodyOf(items, query, next, rows[0].Count), rows[0].Number, TagsOf(items, query, rows[0].Keys, route)) with
            {
                Next = next is null ? null : target.With(ListReading.CursorParameter, next),
            };
        });
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

    private static CacheTags TagsOf(List<ItemRow> items, ListQuery query, string[]? keys, ListRoute route)
    {
        var tags = new CacheTags();
        // A slug that leads to nothing has no list yet; what comes to stand there is most often new in the list of all as well.
        if (keys?.Length < query.Groups.Sum(group => group.Count)) tags.AddListForOthers(route.All);
        foreach (var key in keys ?? [])
        {
            tags.AddList(key);
            if (items.Count > MostTaggedItems) tags.AddCards(key);
        }
        if (items.Count <= MostTaggedItems)
        {
            foreach (var item in items) tags.AddDocument(query.Kind, item.Id!.Value);
        }
        foreach (var value in query.Groups.SelectMany(group => group))
        {
            if (value.RefKind is not null) tags.AddAddress(value.RefKind, value.Text);
        }
        return tags;
    }
}
