namespace Cms.Api.PortableText.Markdown;

/// <summary>The form in which editors write: what Markdown has no word for stands between <c>:::</c> lines or names an id with <c>cms:</c>.</summary>
internal sealed class EditedMarkdown(Func<Guid, (string Kind, string Target)?> nameLink)
{
    public string Of(IReadOnlyList<Block> blocks) => MarkdownWriter.Join(blocks, Of);

    private string? Of(Block block) => block switch
    {
        ImageBlock image => Image(image.Image, image.Alt, image.Caption) + (image.Layout == "inline" ? "" : $" {{{image.Layout}}}"),
        GalleryBlock gallery => Directive("gallery", null, string.Join('\n', gallery.Items.Select(item => Image(item.Image, null, item.Caption)))),
        EmbedBlock embed => Directive("embed", embed.Title is null ? embed.Url : $"{embed.Url} {embed.Title}", MarkdownText.Of(embed.Text)),
        PullQuoteBlock quote => Directive("pullQuote", quote.Attribution, MarkdownText.Of(quote.Text)),
        FactBoxBlock box => Directive("factBox", box.Title, Of(box.Children)),
        TableBlock { Caption: not null } table => Directive("table", table.Caption, MarkdownWriter.Table(table)),
        TableBlock table => MarkdownWriter.Table(table),
        RelatedLinkBlock link => RelatedLink(link.RelatedLinkId),
        CorrectionBlock correction => $"[correction](cms:{correction.CorrectionId})",
        _ => null,
    };

    private static string Directive(string name, string? argument, string content) =>
        $"::: {name}{(argument is null ? "" : " ")}{argument}\n{content}\n:::";

    private static string Image(Guid id, string? alt, string? caption) =>
        $"![{MarkdownText.Of(alt ?? "", TextPlace.Label)}](cms:{id}{(caption is null ? "" : " ")}{(caption is null ? "" : MarkdownText.Quoted(caption))})";

    private string RelatedLink(Guid id)
    {
        var (kind, target) = nameLink(id) ?? ("read", id.ToString());
        return $"[{kind}](cms:{target})";
    }
}
