namespace Cms.Api.PortableText.Markdown;

/// <summary>
/// The form for readers. What is not public is not in it, and what Markdown has no word for is written with those it has: captions
/// below images, boxes and pull quotes as quotes, embeds as links. The language of a word is not said.
/// </summary>
internal sealed class DeliveredMarkdown(BodyContext context)
{
    public string Of(IReadOnlyList<Block> blocks) => MarkdownWriter.Join([.. blocks.Select(Plain)], Of);

    private string? Of(Block block) => block switch
    {
        ImageBlock image => Image(image.Image, image.Alt, image.Caption),
        GalleryBlock gallery => MarkdownWriter.Join(gallery.Items.Select(item => Image(item.Image, context.ImageOf(item.Image)?.Alt, item.Caption))),
        EmbedBlock { Title: null } embed => Link(embed.Text, embed.Url),
        EmbedBlock embed => Link(embed.Title, embed.Url) + MarkdownText.LineBreak + MarkdownText.Of(embed.Text),
        PullQuoteBlock quote => MarkdownWriter.Quote(MarkdownWriter.Join([MarkdownText.Of(quote.Text), Attribution(quote.Attribution)])),
        FactBoxBlock box when Of(box.Children) is { Length: > 0 } content => MarkdownWriter.Quote(MarkdownWriter.Join([Marked(box.Title, "strong"), content])),
        TableBlock table => MarkdownWriter.Join([Marked(table.Caption, "em"), MarkdownWriter.Table(table)]),
        RelatedLinkBlock link when context.LinkOf(link.RelatedLinkId) is { } shown =>
            $"{MarkdownText.Of(shown.Label)}: {Link(shown.Title, shown.Url)}",
        CorrectionBlock correction when context.Corrections.GetValueOrDefault(correction.CorrectionId) is { } shown =>
            MarkdownSpans.Of([new Span(shown.Label, ["strong"]), new Span($": {shown.Text}", [])], []),
        _ => null,
    };

    private string? Image(Guid id, string? alt, string? caption)
    {
        if (context.ImageOf(id) is not { } shown) return null;
        var image = $"![{MarkdownText.Of(alt ?? "", TextPlace.Label)}]({MarkdownText.Destination(shown.Url)})";
        var line = (caption, shown.CreditLine) switch
        {
            (null, var credit) => credit,
            (_, null) => caption,
            var (_, credit) => $"{caption} ({credit})",
        };
        return line is null ? image : image + MarkdownText.LineBreak + Marked(line, "em");
    }

    private static string? Attribution(string? attribution) => attribution is null ? null : MarkdownText.Of($"— {attribution}");

    private static string Link(string text, string url) =>
        MarkdownSpans.Of([new Span(text, ["link"])], [new LinkMark("link", url)]);

    private static string? Marked(string? text, string mark) => text is null ? null : MarkdownSpans.Of([new Span(text, [mark])], []);

    // Space at the ends of a mark is moved out of it: no delimiter stands beside one, and readers don't see the difference.
    private static Block Plain(Block block)
    {
        if (block is not TextBlock text) return block;
        var definitions = text.MarkDefs.OfType<LinkMark>().ToList();
        var unsaid = text.MarkDefs.OfType<LangMark>().Select(lang => lang.Key).ToHashSet(StringComparer.Ordinal);
        var isHeading = BodyRules.IsHeading(text.Style);
        var (spans, links) = CanonicalText.Of(text.Spans.SelectMany(span => Plain(span, unsaid, isHeading)), definitions, isHeading);
        return text with { Spans = spans, MarkDefs = links };
    }

    private static IEnumerable<Span> Plain(Span span, HashSet<string> unsaid, bool isHeading)
    {
        var text = isHeading ? span.Text.Replace('\n', ' ') : span.Text;
        string[] marks = [.. span.Marks.Where(mark => !unsaid.Contains(mark))];
        if (marks.Contains("code")) return [new Span(text, marks)];
        var start = text.Length - text.TrimStart().Length;
        var end = Math.Max(start, text.TrimEnd().Length);
        return [new Span(text[..start], []), new Span(text[start..end], marks), new Span(text[end..], [])];
    }
}
