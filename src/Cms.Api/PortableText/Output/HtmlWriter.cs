namespace Cms.Api.PortableText.Output;

/// <summary>
/// Writes a body as HTML for a front end to put into its page: semantic elements, <c>cms-</c> classes on what HTML has no element
/// for, and neither script nor style nor frame. An element a line. Equal bodies have equal HTML.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly HtmlMarkup _html = new();
    private readonly BodyContext _context;

    private HtmlWriter(BodyContext context) => _context = context;

    /// <summary>
    /// Without the dateline, which is a member of the story beside its body, and without the story's language and direction, which
    /// the page sets on the element that this goes into. What the context does not show is left out.
    /// </summary>
    public static string Write(Body body, BodyContext context)
    {
        var writer = new HtmlWriter(context);
        writer.WriteAll(body.Blocks);
        return writer._html.ToString().TrimEnd('\n');
    }

    // One level of recursion: fact boxes hold no fact boxes.
    private void WriteAll(IReadOnlyList<Block> blocks)
    {
        var lists = new HtmlLists(_html);
        var quoting = false;
        foreach (var block in blocks)
        {
            var isQuote = block is TextBlock { ListItem: null, Style: "blockquote" };
            if (block is not TextBlock { ListItem: not null }) lists.CloseAll();
            if (isQuote != quoting) _html.Tag(isQuote ? "<blockquote>\n" : "</blockquote>\n");
            quoting = isQuote;

            if (block is TextBlock { ListItem: not null } item) WriteItem(lists, item);
            else Write(block);
        }
        lists.CloseAll();
        if (quoting) _html.Tag("</blockquote>\n");
    }

    private void WriteItem(HtmlLists lists, TextBlock item)
    {
        lists.OpenItem(item);
        if (HtmlSpans.IsListing(item)) WriteListing(item);
        else HtmlSpans.Write(_html, item);
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case TextBlock text: WriteText(text); break;
            case ImageBlock image when _context.ImageOf(image.Image) is { } shown: WriteImage(shown, image); break;
            case GalleryBlock gallery: WriteGallery(gallery); break;
            case EmbedBlock embed: WriteEmbed(embed); break;
            case PullQuoteBlock quote: WritePullQuote(quote); break;
            case FactBoxBlock box: WriteFactBox(box); break;
            case TableBlock table: HtmlTable.Write(_html, table); break;
            case RelatedLinkBlock link when _context.LinkOf(link.RelatedLinkId) is { } shown: WriteRelatedLink(shown); break;
            case CorrectionBlock correction when _context.Corrections.GetValueOrDefault(correction.CorrectionId) is { } shown: WriteCorrection(shown); break;
            case DividerBlock: _html.Tag("<hr />\n"); break;
        }
    }

    private void WriteText(TextBlock block)
    {
        if (!BodyRules.IsHeading(block.Style) && HtmlSpans.IsListing(block))
        {
            WriteListing(block);
            _html.NewLine();
            return;
        }
        var name = BodyRules.IsHeading(block.Style) ? block.Style : "p";
        _html.Tag($"<{name}>");
        HtmlSpans.Write(_html, block);
        _html.Tag($"</{name}>\n");
    }

    private void WriteListing(TextBlock block)
    {
        _html.Tag("<pre><code>");
        HtmlSpans.Write(_html, block, inListing: true);
        _html.Tag("</code></pre>");
    }

    private void WriteImage(ShownImage image, ImageBlock block) =>
        WriteFigure(image, $"cms-image cms-image-{block.Layout}", block.Alt, block.Caption);

    private void WriteGallery(GalleryBlock gallery)
    {
        var shown = gallery.Items.Select(item => (item.Caption, Image: _context.ImageOf(item.Image))).Where(item => item.Image is not null).ToList();
        if (shown.Count == 0) return;
        _html.Tag("<div class=\"cms-gallery\">\n");
        foreach (var (caption, image) in shown) WriteFigure(image!, "cms-image", image!.Alt, caption);
        _html.Tag("</div>\n");
    }

    private void WriteFigure(ShownImage image, string classes, string? alt, string? caption)
    {
        OpenFigure(classes);
        _html.Tag("<img").Attribute("src", AsciiUrl.Of(image.Url)).Attribute("alt", alt ?? "")
            .Attribute("width", image.Width).Attribute("height", image.Height).Attribute("loading", "lazy").Tag(" />\n");
        if ((caption ?? image.CreditLine) is not null)
        {
            _html.Tag("<figcaption>").Text(caption ?? "");
            if (image.CreditLine is not null)
                _html.Tag(caption is null ? "" : " ").Tag("<span class=\"cms-credit\">").Text(image.CreditLine).Tag("</span>");
            _html.Tag("</figcaption>\n");
        }
        _html.Tag("</figure>\n");
    }

    // A link, never a frame: whether a reader's browser may talk to the other site is for the front end to decide.
    private void WriteEmbed(EmbedBlock embed)
    {
        OpenFigure($"cms-embed cms-embed-{embed.Provider}");
        if (Hrefs.IsAllowed(embed.Url)) WriteLink(embed.Url, embed.Title ?? embed.Text);
        else _html.Text(embed.Title ?? embed.Text);
        _html.NewLine();
        if (embed.Title is not null) _html.Tag("<figcaption>").Text(embed.Text).Tag("</figcaption>\n");
        _html.Tag("</figure>\n");
    }

    private void WritePullQuote(PullQuoteBlock quote)
    {
        OpenFigure("cms-pull-quote");
        _html.Tag("<blockquote>\n<p>").Text(quote.Text).Tag("</p>\n</blockquote>\n");
        if (quote.Attribution is not null) _html.Tag("<figcaption>").Text(quote.Attribution).Tag("</figcaption>\n");
        _html.Tag("</figure>\n");
    }

    private void WriteFactBox(FactBoxBlock box)
    {
        _html.Tag("<aside class=\"cms-fact-box\">\n<h3>").Text(box.Title).Tag("</h3>\n");
        WriteAll(box.Children);
        _html.Tag("</aside>\n");
    }

    private void WriteRelatedLink(ShownLink link)
    {
        _html.Tag("<p").Attribute("class", $"cms-related-link cms-related-link-{link.Kind}").Tag("><span class=\"cms-label\">")
            .Text(link.Label).Tag("</span>: ");
        WriteLink(link.Url, link.Title);
        _html.Tag("</p>\n");
    }

    private void WriteCorrection(ShownCorrection correction) =>
        _html.Tag("<aside").Attribute("class", $"cms-correction cms-correction-{correction.Kind}").Tag(">\n<p><span class=\"cms-label\">")
            .Text(correction.Label).Tag("</span>: ").Text(correction.Text).Tag("</p>\n</aside>\n");

    private void OpenFigure(string classes) => _html.Tag("<figure").Attribute("class", classes).Tag(">\n");

    private void WriteLink(string url, string text)
    {
        _html.Tag("<a");
        HtmlLink.WriteAttributes(_html, url);
        _html.Tag(">").Text(text).Tag("</a>");
    }
}
