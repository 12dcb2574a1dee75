using System.Text.Json;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>Reads a body from JSON: every fault with its place, or else the canonical form.</summary>
internal static class BodyReader
{
    public static Body? Read(JsonElement array, string pointer, List<Fault> faults)
    {
        var before = faults.Count;
        var items = JsonMembers.ItemsOf(array, pointer, faults, max: BodyRules.MaxBlocks);
        var blocks = Blocks(items, BodyRules.Types, new HashSet<string>(StringComparer.Ordinal), faults);
        return faults.Count == before ? Body.Of(blocks, pointer, faults) : null;
    }

    private static List<Block> Blocks(
        IEnumerable<(JsonElement Item, string Pointer)> items, string[] types, HashSet<string> keys, List<Fault> faults)
    {
        var blocks = new List<Block>();
        var position = 0;
        foreach (var (item, pointer) in items)
        {
            var block = JsonMembers.Open(item, pointer, faults) is { } members ? Read(members, types, keys) : null;
            if (block is not (null or TextBlock { Spans: [] })) blocks.Add(block with { Position = position });
            position++;
        }
        return blocks;
    }

    private static Block? Read(JsonMembers block, string[] types, HashSet<string> keys)
    {
        var key = Key(block, keys);
        if (block.String("_type", required: true) is not { } type) return null;
        if (!types.Contains(type))
        {
            block.Fault("_type", FaultCodes.UnknownType, $"\"{type}\" is none of: {string.Join(", ", types)}.{Nearest.Hint(type, types)}");
            return null;
        }
        return type switch
        {
            "block" => TextBlockReader.Read(block, key),
            "image" => Image(block, key),
            "gallery" => Gallery(block, key),
            "embed" => Embed(block, key),
            "pullQuote" => PullQuote(block, key),
            "factBox" => FactBox(block, key, keys),
            "table" => TableReader.Read(block, key),
            "relatedLink" => RelatedLink(block, key),
            "divider" => Divider(block, key),
            _ => Correction(block, key),
        };
    }

    private static string Key(JsonMembers block, HashSet<string> keys)
    {
        if (block.String("_key") is not { } key) return "";
        if (!BodyRules.Key().IsMatch(key)) block.Fault("_key", FaultCodes.InvalidFormat, "Must be 1 to 64 letters, digits, - or _.");
        else if (!keys.Add(key)) block.Fault("_key", FaultCodes.Duplicate, "Another block has this key.");
        return key;
    }

    private static ImageBlock Image(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "image", "caption", "alt", "layout");
        return new ImageBlock(
            key,
            block.Id("image") ?? Guid.Empty,
            block.Text("caption", BodyRules.MaxCaption),
            block.Text("alt", BodyRules.MaxAlt),
            block.OneOf("layout", BodyRules.Layouts) ?? "inline");
    }

    private static GalleryBlock Gallery(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "items");
        var items = new List<GalleryItem>();
        foreach (var (item, pointer) in block.Items("items", BodyRules.MinGalleryItems, BodyRules.MaxGalleryItems))
        {
            if (JsonMembers.Open(item, pointer, block.Faults) is not { } members) continue;
            members.OnlyHas("image", "caption");
            items.Add(new GalleryItem(members.Id("image") ?? Guid.Empty, members.Text("caption", BodyRules.MaxCaption)));
        }
        return new GalleryBlock(key, items);
    }

    private static EmbedBlock Embed(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "provider", "url", "title", "text");
        var named = block.OneOf("provider", EmbedProviders.All);
        var url = block.String("url", required: true)?.Trim();
        var provider = url is null ? null : EmbedProviders.Of(url);
        if (url is not null && provider is null)
            block.Fault("url", FaultCodes.InvalidValue, $"Must be the https address of a post or player of {string.Join(", ", EmbedProviders.All)}.");
        else if (named is not null && provider is not null && named != provider)
            block.Fault("provider", FaultCodes.InvalidValue, $"The address is one of {provider}.");
        return new EmbedBlock(
            key,
            provider ?? "",
            url ?? "",
            block.Text("title", BodyRules.MaxEmbedTitle),
            block.Text("text", BodyRules.MaxEmbedText, required: true, multiline: true) ?? "");
    }

    private static PullQuoteBlock PullQuote(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "text", "attribution");
        return new PullQuoteBlock(
            key,
            block.Text("text", BodyRules.MaxPullQuote, required: true, multiline: true) ?? "",
            block.Text("attribution", BodyRules.MaxPullQuoteAttribution));
    }

    private static FactBoxBlock FactBox(JsonMembers block, string key, HashSet<string> keys)
    {
        // It was "children" once, by which libraries for Portable Text took a box for a paragraph; stored bodies may have it still.
        var content = block.Get("content") is null && block.Get("children") is not null ? "children" : "content";
        block.OnlyHas("_type", "_key", "title", content);
        var title = block.Text("title", BodyRules.MaxFactBoxTitle, required: true) ?? "";
        var before = block.Faults.Count;
        var children = Blocks(block.Items(content, 1, BodyRules.MaxFactBoxBlocks), BodyRules.FactBoxTypes, keys, block.Faults);
        if (children.Count == 0 && block.Faults.Count == before) block.Fault(content, FaultCodes.TooFew, "Must not be empty.");
        return new FactBoxBlock(key, title, children);
    }

    private static RelatedLinkBlock RelatedLink(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "relatedLinkId");
        return new RelatedLinkBlock(key, block.Id("relatedLinkId") ?? Guid.Empty);
    }

    private static DividerBlock Divider(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key");
        return new DividerBlock(key);
    }

    private static CorrectionBlock Correction(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "correctionId");
        return new CorrectionBlock(key, block.Id("correctionId") ?? Guid.Empty);
    }
}
