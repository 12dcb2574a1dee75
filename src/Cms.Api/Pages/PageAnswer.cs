using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Delivery;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Pages;

/// <summary>Composes a page of stored bytes.</summary>
internal static class PageAnswer
{
    public const int ItemCount = 20;

    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] EmptyList = "[]"u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();
    private static readonly byte[] Close = "}"u8.ToArray();

    public static AnswerBody BodyOf(PageRow row)
    {
        var kind = KindOf(row);
        // A story has its section's footer links; what depends on the story itself is its own, and so is where it stands.
        var isStory = kind == "article";
        var body = new AnswerBody();
        body.Add(Utf8($"{{\"kind\":\"{kind}\",\"path\":{Quote(row.Path!)}"));
        Member(body, "site").Add(row.SiteCard ?? Null);
        Member(body, "section").Add(isStory ? SectionOf(row) : row.SectionCard ?? Null);
        Member(body, "breadcrumb").Add(Slice(isStory ? row.Card : row.Head, Breadcrumb, EmptyList));
        AddSubject(body, row, kind, "article");
        AddSubject(body, row, kind, "author");
        AddSubject(body, row, kind, "tag");
        AddItems(Member(body, "items"), row);
        Member(body, "next").Add(NextOf(row, kind) is { } next ? Utf8($"\"{next}\"") : Null);
        Member(body, "layout").Add(Slice(row.Head, "layout"u8, Null));
        Member(body, "footerLinks").Add(Slice(isStory ? row.SectionHead : row.Head, "footerLinks"u8, EmptyList));
        Member(body, "seo").Add(Slice(row.Head, "seo"u8, Null));
        Member(body, "jsonLd").Add(Slice(row.Head, "jsonLd"u8, EmptyList));
        return body.Add(Close);
    }

    public static CacheTags TagsOf(PageRow row)
    {
        var tags = new CacheTags().AddDocument(row.Kind!, row.Id!.Value);
        if (row.SectionId is { } section && section != row.Id) tags.AddDocument("section", section);
        if (row.SiteId is { } site && site != row.Id) tags.AddDocument("site", site);
        if (row.List is not null) tags.AddList(row.List);
        foreach (var item in (row.ItemIds ?? []).Take(ItemCount)) tags.AddDocument("article", item);
        return tags;
    }

    private static string KindOf(PageRow row) => row.Kind == "site" ? "home" : row.Kind!;

    /// <summary>
    /// While a section moves, its stories follow one after the other. Until one has, its page tells the section where the story's own
    /// path, breadcrumb and JSON-LD say that it is.
    /// </summary>
    private static ReadOnlyMemory<byte> SectionOf(PageRow row)
    {
        if (row.SectionCard is null) return Null;
        var breadcrumb = Slice(row.Card, Breadcrumb, EmptyList);
        if (breadcrumb.Span.SequenceEqual(Slice(row.SectionCard, Breadcrumb, EmptyList).Span)) return row.SectionCard;

        var section = JsonNode.Parse(row.SectionCard)!.AsObject();
        var told = JsonNode.Parse(Slice(row.Card, "section"u8, Null).Span)!;
        var path = (string)told["path"]!;
        section["slug"] = path[(path.LastIndexOf('/') + 1)..];
        section["path"] = path;
        section["name"] = (string?)told["name"];
        section["breadcrumb"] = JsonNode.Parse(breadcrumb.Span);
        return Json.Write(writer => section.WriteTo(writer, Json.Options));
    }

    private static void AddSubject(AnswerBody body, PageRow row, string kind, string member)
    {
        Member(body, member);
        if (kind == member) body.AddDocument(row.Card, row.Body, fields: null);
        else body.Add(Null);
    }

    private static void AddItems(AnswerBody body, PageRow row)
    {
        body.Add("["u8.ToArray());
        var cards = (row.ItemCards ?? []).Take(ItemCount);
        foreach (var (index, card) in cards.Index())
        {
            if (index > 0) body.Add(Comma);
            body.Add(card);
        }
        body.Add("]"u8.ToArray());
    }

    /// <summary>A cursor for the list of articles under the one filter that gives this page's items.</summary>
    private static string? NextOf(PageRow row, string kind)
    {
        if (row.ItemIds is not { Length: > ItemCount } ids || row.LastPublished is not { } published) return null;
        var list = new ListIdentity
        {
            Kind = "article",
            Order = ListOrder.PublishedDescending,
            Filters = kind == "home" ? [] : [(kind, [row.Slug!])],
        };
        return Cursor.Encode(new Position(published, null, ids[ItemCount - 1]), list.Fingerprint);
    }

    private static AnswerBody Member(AnswerBody body, string name) => body.Add(Utf8($",\"{name}\":"));

    private static ReadOnlySpan<byte> Breadcrumb => "breadcrumb"u8;

    private static ReadOnlyMemory<byte> Slice(byte[]? json, ReadOnlySpan<byte> name, byte[] absent) =>
        json is null ? absent : JsonSlices.Member(json, name, absent);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Json.Encoder)}\"";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
