using System.Text.Json;

namespace Cms.Api.PortableText.Output;

/// <summary>Reads delivered blocks, and gathers the images that stand in them as objects.</summary>
internal sealed class DeliveredBlocks(Dictionary<Guid, ShownImage> images)
{
    // One level of recursion: fact boxes hold no fact boxes.
    public IReadOnlyList<Block> ReadAll(JsonElement blocks) => [.. blocks.EnumerateArray().Select(Read).OfType<Block>()];

    private Block? Read(JsonElement block)
    {
        var key = block.Text("_key") ?? "";
        return block.Text("_type") switch
        {
            "block" => TextOf(block, key),
            "image" when block.Member("image") is { } image => ImageOf(image, key, block.Text("layout") ?? ""),
            "gallery" => new GalleryBlock(key, [.. block.Items("items").Select(item => item.Member("image")).OfType<JsonElement>().Select(ItemOf)]),
            "embed" => new EmbedBlock(key, block.Text("provider") ?? "", block.Text("url") ?? "", block.Text("title"), block.Text("text") ?? ""),
            "pullQuote" => new PullQuoteBlock(key, block.Text("text") ?? "", block.Text("attribution")),
            "factBox" when block.Member("content") is { } content => new FactBoxBlock(key, block.Text("title") ?? "", ReadAll(content)),
            "table" => new TableBlock(key, block.Text("caption"), block.Texts("header"), [.. block.Items("rows").Select(row => row.Texts())]),
            "relatedLink" => new RelatedLinkBlock(key, block.Id("relatedLinkId")),
            "divider" => new DividerBlock(key),
            "correction" => new CorrectionBlock(key, block.Id("correctionId")),
            _ => null,
        };
    }

    private static TextBlock TextOf(JsonElement block, string key) => new(
        key,
        block.Text("style") ?? "normal",
        block.Text("listItem"),
        block.Member("level")?.GetInt32() ?? 0,
        [.. block.Items("children").Select(span => new Span(span.Text("text") ?? "", span.Texts("marks")))],
        [.. block.Items("markDefs").Select(DefinitionOf).OfType<MarkDef>()]);

    private static MarkDef? DefinitionOf(JsonElement definition) => definition.Text("_type") switch
    {
        "link" => new LinkMark(definition.Text("_key") ?? "", definition.Text("href") ?? ""),
        "lang" => new LangMark(definition.Text("_key") ?? "", definition.Text("lang") ?? "", definition.Text("dir") ?? ""),
        _ => null,
    };

    private ImageBlock ImageOf(JsonElement image, string key, string layout)
    {
        var id = image.Id();
        // Its alternative text may be this block's alone.
        images.TryAdd(id, ShownOf(image) with { Alt = null });
        return new ImageBlock(key, id, image.Text("caption"), image.Text("alt"), layout);
    }

    private GalleryItem ItemOf(JsonElement image)
    {
        var id = image.Id();
        images[id] = ShownOf(image);
        return new GalleryItem(id, image.Text("caption"));
    }

    private static ShownImage ShownOf(JsonElement image) => new(
        image.Text("url") ?? "",
        image.Member("width")?.GetInt32() ?? 0,
        image.Member("height")?.GetInt32() ?? 0,
        image.Member("credit")?.Text("line"),
        image.Text("alt"));
}

/// <summary>Members of JSON that this service wrote itself, null where they are null or absent.</summary>
internal static class DeliveredMembers
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name)?.GetString();

    public static Guid Id(this JsonElement element, string name = "id") => element.Member(name)?.GetGuid() ?? Guid.Empty;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) => element.Member(name)?.Texts() ?? [];

    public static IReadOnlyList<string> Texts(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString() ?? "")];
}
