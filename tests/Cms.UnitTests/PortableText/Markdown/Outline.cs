using System.Text.Json;
using Cms.Api.PortableText;

namespace Cms.UnitTests.PortableText.Markdown;

/// <summary>All that a body says but for its keys, a line a block.</summary>
internal static class Outline
{
    public static string[] Of(Body body) => [.. body.Blocks.Select(Of)];

    private static string Of(Block block) => block switch
    {
        TextBlock text => $"{text.ListItem ?? text.Style}{(text.Level == 0 ? "" : text.Level)}: {string.Concat(text.Spans.Select(span => Of(span, text.MarkDefs)))}",
        ImageBlock image => $"image: {image.Image} alt={Quoted(image.Alt)} caption={Quoted(image.Caption)} {image.Layout}",
        GalleryBlock gallery => $"gallery: {string.Join(", ", gallery.Items.Select(item => $"{item.Image} {Quoted(item.Caption)}"))}",
        EmbedBlock embed => $"embed: {embed.Provider} {embed.Url} {Quoted(embed.Title)} {Quoted(embed.Text)}",
        PullQuoteBlock quote => $"pullQuote: {Quoted(quote.Text)} {Quoted(quote.Attribution)}",
        FactBoxBlock box => $"factBox: {Quoted(box.Title)} [{string.Join("; ", box.Children.Select(Of))}]",
        TableBlock table => $"table: {Quoted(table.Caption)} {Row(table.Header)} / {string.Join(" / ", table.Rows.Select(Row))}",
        RelatedLinkBlock link => $"relatedLink: {link.RelatedLinkId}",
        CorrectionBlock correction => $"correction: {correction.CorrectionId}",
        _ => "divider",
    };

    private static string Of(Span span, IReadOnlyList<MarkDef> definitions)
    {
        if (span.Marks.Count == 0) return span.Text;
        var marks = span.Marks.Select(mark => definitions.FirstOrDefault(definition => definition.Key == mark) switch
        {
            LinkMark link => link.Href,
            LangMark lang => $"{lang.Lang}-{lang.Dir}",
            _ => mark,
        });
        return $"<{string.Join(' ', marks.Order(StringComparer.Ordinal))}>{span.Text}</>";
    }

    private static string Row(IReadOnlyList<string> cells) => string.Join('|', cells.Select(Quoted));

    private static string Quoted(string? text) => text is null ? "-" : JsonSerializer.Serialize(text);
}
