using System.Buffers;
using System.Text.RegularExpressions;
using Cms.Api.PortableText.Html;
using Markdig.Syntax.Inlines;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Tells a flow what stands in a line of Markdown. Emphasis may nest thousands deep, so it is walked with a stack.</summary>
internal sealed partial class MarkdownInlines(HtmlFlow flow, MarkdownTold told)
{
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    // What is ahead: an inline and its siblings, or the end of an element.
    private readonly Stack<(Inline? Inline, string Element)> _ahead = [];

    public void Read(ContainerInline container)
    {
        Enter(container);
        while (_ahead.TryPop(out var next))
        {
            if (next.Inline is null) flow.Close(next.Element);
            else
            {
                if (next.Inline.NextSibling is { } sibling) _ahead.Push((sibling, ""));
                flow.Line = next.Inline.Line + 1;
                Read(next.Inline);
            }
        }
    }

    private void Enter(ContainerInline container)
    {
        if (container.FirstChild is { } child) _ahead.Push((child, ""));
    }

    private void Read(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: flow.Text(literal.Content.ToString()[LayoutOf(literal.PreviousSibling).Length..], keepSpace: true); break;
            case HtmlEntityInline entity: flow.Text(entity.Transcoded.ToString(), keepSpace: true); break;
            case LineBreakInline { IsHard: true }: flow.Open("br", NoAttribute); break;
            case LineBreakInline: flow.Text(" ", keepSpace: true); break;
            case CodeInline code:
                flow.Open("code", NoAttribute);
                flow.Text(code.Content, keepSpace: true);
                flow.Close("code");
                break;
            case EmphasisInline emphasis: Enter(emphasis, ElementOf(emphasis), NoAttribute); break;
            case AutolinkInline autolink:
                Open("a", Link((autolink.IsEmail ? "mailto:" : "") + autolink.Url));
                flow.Text(autolink.Url, keepSpace: true);
                break;
            case LinkInline { IsImage: true } image: ReadImage(image); break;
            case LinkInline link: ReadLink(link); break;
            case HtmlInline html: ReadTag(html); break;
            case DelimiterInline unmatched:
                flow.Text(unmatched.ToLiteral(), keepSpace: true);
                Enter(unmatched);
                break;
            case ContainerInline container: Enter(container); break;
        }
    }

    private void Enter(ContainerInline container, string element, Func<string, string?> attribute)
    {
        Open(element, attribute);
        Enter(container);
    }

    private void Open(string element, Func<string, string?> attribute)
    {
        flow.Open(element, attribute);
        _ahead.Push((null, element));
    }

    // Making a tokenizer takes as long as a page of text.
    private void ReadTag(HtmlInline html)
    {
        var isEnd = html.Tag.StartsWith("</", StringComparison.Ordinal);
        var name = html.Tag.AsSpan()[(isEnd ? 2 : 1)..^1];
        if (name.ContainsAnyExcept(LettersAndDigits)) HtmlTokens.Send(html.Tag, flow, html.Line + 1);
        else if (isEnd) flow.Close(name.ToString().ToLowerInvariant());
        else flow.Open(name.ToString().ToLowerInvariant(), NoAttribute);
    }

    private void ReadLink(LinkInline link)
    {
        if (!string.IsNullOrEmpty(link.Title)) told.Warn(link, WarningCodes.DroppedFormatting, $"A link's title was left out: {MarkdownTold.Excerpt(link.Title)}");
        Enter(link, "a", Link(link.Url ?? ""));
    }

    private void ReadImage(LinkInline image)
    {
        var alt = MarkdownPlain.Of(image, told, "an image's alt");
        if (CmsReferences.Is(image.Url) && CmsReferences.Image(image.Url!) is { } id)
        {
            var layout = LayoutOf(image).Layout;
            if (!BodyRules.Layouts.Contains(layout)) told.Fault(image, $"After an image {{wide}} or {{full}} may stand; not {{{layout}}}");
            flow.Add(new ImageBlock(
                "",
                id,
                told.Text(image, image.Title, "A caption", BodyRules.MaxCaption),
                told.Text(image, alt, "An alt", BodyRules.MaxAlt),
                layout));
            return;
        }
        if (!string.IsNullOrEmpty(image.Title) && !CmsReferences.Is(image.Url)) told.Warn(image, WarningCodes.DroppedFormatting, $"An image's title was left out: {MarkdownTold.Excerpt(image.Title)}");
        flow.Open("img", name => name switch { "src" => image.Url, "alt" => alt, _ => null });
    }

    // ![alt](cms:ID) {wide}
    private static (string Layout, int Length) LayoutOf(Inline? image) =>
        image is LinkInline { IsImage: true, NextSibling: LiteralInline text } link && CmsReferences.Is(link.Url)
        && Layout().Match(text.Content.ToString()) is { Success: true } match
            ? (match.Groups[1].Value.ToLowerInvariant(), match.Length)
            : ("inline", 0);

    private static string ElementOf(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => "del",
        (_, 1) => "em",
        _ => "strong",
    };

    private static Func<string, string?> Link(string href) => name => name == "href" ? href : null;

    private static string? NoAttribute(string name) => null;

    [GeneratedRegex(@"^ *\{([A-Za-z]+)\} *")]
    private static partial Regex Layout();
}
