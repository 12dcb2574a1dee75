using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Markdig.Syntax;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Reads the directives, each a block of its own. One that is not as it must be is a fault, being an editor's own syntax.</summary>
internal static class MarkdownDirectives
{
    private static readonly string[] Names = ["factBox", "pullQuote", "gallery", "embed", "table"];

    public static Block? Read(DirectiveBlock directive, MarkdownTold told)
    {
        switch (Array.Find(Names, name => name.Equals(directive.Name, StringComparison.OrdinalIgnoreCase)))
        {
            case "factBox": return FactBox(directive, told);
            case "pullQuote": return PullQuote(directive, told);
            case "gallery": return Gallery(directive, told);
            case "embed": return Embed(directive, told);
            default:
                told.Fault(directive, $"After ::: one of {string.Join(", ", Names)} must stand.{Nearest.Hint(directive.Name, Names)}", FaultCodes.UnknownType);
                return null;
        }
    }

    private static FactBoxBlock? FactBox(DirectiveBlock directive, MarkdownTold told)
    {
        var title = told.Text(directive, directive.Argument, "A title", BodyRules.MaxFactBoxTitle);
        if (title is null) told.Fault(directive, "Its title must follow on the same line.", FaultCodes.Required);
        var (children, _) = MarkdownBlocks.Read(directive, told);
        if (children.Any(child => child is not (TextBlock or ImageBlock))) told.Fault(directive, "It holds text and images only.");
        if (children.Count is 0 or > BodyRules.MaxFactBoxBlocks)
            told.Fault(directive, $"It holds 1 to {BodyRules.MaxFactBoxBlocks} paragraphs, items and images, not {children.Count}.", children.Count == 0 ? FaultCodes.TooFew : FaultCodes.TooMany);
        return new FactBoxBlock("", title ?? "", children);
    }

    private static PullQuoteBlock PullQuote(DirectiveBlock directive, MarkdownTold told) =>
        new("", Text(directive, BodyRules.MaxPullQuote, told), told.Text(directive, directive.Argument, "An attribution", BodyRules.MaxPullQuoteAttribution));

    private static GalleryBlock? Gallery(DirectiveBlock directive, MarkdownTold told)
    {
        var (blocks, _) = MarkdownBlocks.Read(directive, told);
        var images = blocks.OfType<ImageBlock>().Where(image => image is { Alt: null, Layout: "inline" }).ToList();
        if (directive.Argument.Length > 0) told.Fault(directive, "Nothing follows its name.");
        if (images.Count < blocks.Count) told.Fault(directive, "It holds images only, with no alt of their own: ![](cms:ID \"caption\").");
        else if (images.Count is < BodyRules.MinGalleryItems or > BodyRules.MaxGalleryItems)
            told.Fault(directive, $"It holds {BodyRules.MinGalleryItems} to {BodyRules.MaxGalleryItems} images, not {images.Count}.", images.Count < BodyRules.MinGalleryItems ? FaultCodes.TooFew : FaultCodes.TooMany);
        return new GalleryBlock("", images.ConvertAll(image => new GalleryItem(image.Image, image.Caption)));
    }

    private static EmbedBlock Embed(DirectiveBlock directive, MarkdownTold told)
    {
        var end = directive.Argument.IndexOf(' ');
        var url = end < 0 ? directive.Argument : directive.Argument[..end];
        var provider = EmbedProviders.Of(url);
        if (url.Length == 0) told.Fault(directive, "The address of a post or player must follow on the same line.", FaultCodes.Required);
        else if (provider is null) told.Fault(directive, $"The address must be that of a post or player of {string.Join(", ", EmbedProviders.All)}; not {MarkdownTold.Excerpt(url)}");
        var title = told.Text(directive, end < 0 ? null : directive.Argument[end..], "A title", BodyRules.MaxEmbedTitle);
        return new EmbedBlock("", provider ?? "", url, title, Text(directive, BodyRules.MaxEmbedText, told));
    }

    // What stands in the directive, as plain text: paragraphs and hard breaks begin a line.
    private static string Text(DirectiveBlock directive, int max, MarkdownTold told)
    {
        if (directive.Any(block => block is not ParagraphBlock)) told.Fault(directive, "It holds plain paragraphs only.");
        var paragraphs = directive.OfType<ParagraphBlock>().Where(paragraph => paragraph.Inline is not null)
            .Select(paragraph => MarkdownPlain.Of(paragraph.Inline!, told, "plain text"));
        var text = told.Text(directive, string.Join('\n', paragraphs), "Its text", max, multiline: true);
        if (text is null && !directive.Any(block => block is not ParagraphBlock)) told.Fault(directive, "Its text must stand between the lines of colons.", FaultCodes.Required);
        return text ?? "";
    }
}
