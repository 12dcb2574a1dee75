using System.Text.RegularExpressions;

namespace Cms.Api.PortableText.Markdown;

/// <summary>The form in which editors write: what Markdown has no word for stands between <c>:::</c> lines or names an id with <c>cms:</c>.</summary>
internal sealed partial class EditedMarkdown(Func<Guid, (string Kind, string Target)?> nameLink)
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

    // More colons than begin a line of what is inside, which may be code.
    private static string Directive(string name, string? argument, string content)
    {
        var colons = new string(':', Colons().Matches(content).Select(run => run.Groups[1].Length + 1).Append(3).Max());
        return $"{colons} {name}{(argument is null ? "" : " ")}{argument}\n{content}\n{colons}";
    }

    private static string Image(Guid id, string? alt, string? caption) =>
        $"![{MarkdownText.Of(alt ?? "", TextPlace.Label)}](cms:{id}{(caption is null ? "" : " ")}{(caption is null ? "" : MarkdownText.Quoted(caption))})";

    private string RelatedLink(Guid id)
    {
        var (kind, target) = nameLink(id) ?? ("read", id.ToString());
        var words = string.Concat(kind.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        return $"[{words}](cms:{target})";
    }

    [GeneratedRegex("^ *(:{3,})", RegexOptions.Multiline)]
    private static partial Regex Colons();
}
