using System.Text;
using Markdig.Syntax.Inlines;

namespace Cms.Api.PortableText.Markdown;

/// <summary>The text of Markdown where a body keeps no marks: in a table, in an image's alt, in a pull quote.</summary>
internal static class MarkdownPlain
{
    /// <param name="place">What it stands in, for warnings.</param>
    public static string Of(ContainerInline container, MarkdownTold told, string place)
    {
        var text = new StringBuilder();
        var ahead = new Stack<Inline>();
        if (container.FirstChild is { } first) ahead.Push(first);
        while (ahead.TryPop(out var inline))
        {
            if (inline.NextSibling is { } sibling) ahead.Push(sibling);
            if (inline is ContainerInline { FirstChild: { } child }) ahead.Push(child);
            Warn(inline, told, place);
            text.Append(Of(inline));
        }
        return text.ToString();
    }

    private static string? Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        CodeInline code => code.Content,
        DelimiterInline unmatched => unmatched.ToLiteral(),
        AutolinkInline autolink => autolink.Url,
        LineBreakInline { IsHard: true } => "\n",
        LineBreakInline => " ",
        HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) => "\n",
        _ => null,
    };

    private static void Warn(Inline inline, MarkdownTold told, string place)
    {
        if (inline is not (LinkInline or AutolinkInline)) return;
        var url = (inline as LinkInline)?.Url;
        if (inline is LinkInline { IsImage: true }) told.Warn(inline, WarningCodes.DroppedImage, $"An image in {place} was left out; its text stays.");
        else if (CmsReferences.Is(url)) told.Fault(inline, $"Cannot be linked, {CmsReferences.Expected}: {MarkdownTold.Excerpt(url)}");
        else told.Warn(inline, WarningCodes.DroppedLink, $"A link in {place} was left out; its text stays.");
    }
}
