using Cms.Api.Shared.Http;

namespace Cms.Api.PortableText;

/// <summary>The body of a story: Portable Text of a closed set of types, in canonical form.</summary>
internal sealed record Body(IReadOnlyList<Block> Blocks)
{
    public static readonly Body Empty = new([]);

    /// <summary>A body of canonical blocks: keys filled in, the whole held to its limits.</summary>
    public static Body? Of(IReadOnlyList<Block> blocks, string pointer, List<Fault> faults)
    {
        if (blocks.Count > BodyRules.MaxBlocks)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooMany, $"At most {BodyRules.MaxBlocks} blocks; this has {blocks.Count}."));
            return null;
        }
        var body = new Body(BlockKeys.Fill(blocks));
        var characters = BodyText.Length(body);
        var bytes = BodyWriter.ToBytes(body).Length;
        if (characters > BodyRules.MaxCharacters)
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {BodyRules.MaxCharacters} characters; this has {characters}."));
        else if (bytes > BodyRules.MaxBytes)
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {BodyRules.MaxBytes} bytes; this has {bytes}."));
        else
            return body;
        return null;
    }
}

internal abstract record Block(string Key)
{
    /// <summary>Its place in the array it was read from: empty blocks before it are gone, faults must still point at it.</summary>
    public int Position { get; init; }
}

internal sealed record TextBlock(
    string Key, string Style, string? ListItem, int Level, IReadOnlyList<Span> Spans, IReadOnlyList<MarkDef> MarkDefs) : Block(Key);

internal sealed record Span(string Text, IReadOnlyList<string> Marks);

internal abstract record MarkDef(string Key);

internal sealed record LinkMark(string Key, string Href) : MarkDef(Key);

internal sealed record LangMark(string Key, string Lang, string Dir) : MarkDef(Key);

internal sealed record ImageBlock(string Key, Guid Image, string? Caption, string? Alt, string Layout) : Block(Key);

internal sealed record GalleryBlock(string Key, IReadOnlyList<GalleryItem> Items) : Block(Key);

internal sealed record GalleryItem(Guid Image, string? Caption);

/// <summary>A post or player of another site; its text stands in its place where it cannot be shown.</summary>
internal sealed record EmbedBlock(string Key, string Provider, string Url, string? Title, string Text) : Block(Key);

internal sealed record PullQuoteBlock(string Key, string Text, string? Attribution) : Block(Key);

/// <summary>A box beside the story. It holds text and image blocks only, so nothing nests deeper than this.</summary>
internal sealed record FactBoxBlock(string Key, string Title, IReadOnlyList<Block> Children) : Block(Key);

internal sealed record TableBlock(
    string Key, string? Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block(Key);

internal sealed record RelatedLinkBlock(string Key, Guid RelatedLinkId) : Block(Key);

internal sealed record DividerBlock(string Key) : Block(Key);

internal sealed record CorrectionBlock(string Key, Guid CorrectionId) : Block(Key);
