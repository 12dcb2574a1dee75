using System.Text;

namespace Cms.Api.PortableText.Output;

/// <summary>
/// Writes a body as plain text for feeds, search and voices: all that a reader sees of it, in order. A blank line parts blocks,
/// a line break the items of a list, the rows of a table and the parts of a block, a tab the cells of a row.
/// </summary>
internal static class PlainBody
{
    /// <summary>With the dateline before the first paragraph, "Islamabad: The port opened"; before everything where there is none.</summary>
    public static string Write(Body body, BodyContext context)
    {
        var first = body.Blocks.OfType<TextBlock>().FirstOrDefault(block => block is { Style: "normal", ListItem: null });
        var text = new StringBuilder(first is null && context.Place is not null ? $"{context.Place}:" : "");
        var inList = false;
        foreach (var (block, part) in Parts(body.Blocks, context))
        {
            var isItem = block is TextBlock { ListItem: not null };
            if (text.Length > 0) text.Append(isItem && inList ? "\n" : "\n\n");
            if (context.Place is not null && ReferenceEquals(block, first)) text.Append(context.Place).Append(": ");
            text.Append(part);
            inList = isItem;
        }
        return text.ToString();
    }

    // One level of recursion: fact boxes hold no fact boxes.
    private static IEnumerable<(Block Block, string Text)> Parts(IEnumerable<Block> blocks, BodyContext context)
    {
        foreach (var block in blocks)
        {
            if (TextOf(block, context) is { Length: > 0 } text) yield return (block, text);
            if (block is not FactBoxBlock box) continue;
            foreach (var child in Parts(box.Children, context)) yield return child;
        }
    }

    private static string TextOf(Block block, BodyContext context) => block switch
    {
        TextBlock text => string.Concat(text.Spans.Select(span => span.Text)),
        ImageBlock image => Caption(image.Image, image.Caption, context),
        GalleryBlock gallery => Lines([.. gallery.Items.Select(item => Caption(item.Image, item.Caption, context))]),
        EmbedBlock embed => Lines(embed.Title, embed.Text),
        PullQuoteBlock quote => Lines(quote.Text, quote.Attribution),
        FactBoxBlock box => box.Title,
        TableBlock table => Lines([table.Caption, Row(table.Header), .. table.Rows.Select(Row)]),
        RelatedLinkBlock link => context.LinkOf(link.RelatedLinkId) is { } shown ? $"{shown.Label}: {shown.Title}" : "",
        CorrectionBlock correction => context.Corrections.GetValueOrDefault(correction.CorrectionId) is { } shown ? $"{shown.Label}: {shown.Text}" : "",
        _ => "",
    };

    private static string Caption(Guid image, string? caption, BodyContext context) =>
        context.ImageOf(image) is { } shown ? Lines(caption, shown.CreditLine) : "";

    private static string Row(IReadOnlyList<string> cells) => string.Join('\t', cells);

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
}
