using AngleSharp.Dom;
using Cms.Api.PortableText;

namespace Cms.IntegrationTests.PortableText;

/// <summary>Which of CommonMark's constructs a body has words for.</summary>
internal static class CommonMarkWords
{
    private static readonly string[] Elements = ["p", "em", "strong", "code", "pre", "a", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "del"];

    /// <summary>Judged by the HTML that the specification demands.</summary>
    public static bool HasWordsFor(Example example) =>
        !example.Html.Contains("<!", StringComparison.Ordinal) && HtmlOutline.Parse(example.Html).QuerySelectorAll("*").All(HasWordsFor);

    /// <summary>
    /// The first word of the specification's HTML that is not in ours, in order; null when none is missing. Text holds no U+FFFD, and
    /// a CDATA section, which HTML has not, is text to us and a comment to browsers.
    /// </summary>
    public static string? Missing(Example example, string html)
    {
        if (example.Html.Contains("<![CDATA[", StringComparison.Ordinal)) return null;
        var (wanted, text, at) = (HtmlOutline.TextOf(example.Html.Replace("\uFFFD", "", StringComparison.Ordinal)), HtmlOutline.TextOf(html), 0);
        foreach (var word in wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = text.IndexOf(word, at, StringComparison.Ordinal);
            if (found < 0) return word;
            at = found + word.Length;
        }
        return null;
    }

    private static bool HasWordsFor(IElement element) => Elements.Contains(element.LocalName) && element.LocalName switch
    {
        "a" => !element.HasAttribute("title") && Hrefs.IsAllowed(element.GetAttribute("href") ?? ""),
        "ol" => !element.HasAttribute("start"),
        // Too deep; an item of nothing but a list; code among the paragraphs of an item, whose lines would not keep their indentation.
        "li" => Depth(element) <= BodyRules.MaxListLevel && element.FirstElementChild is not { LocalName: "ul" or "ol", PreviousSibling: null or IText { Data: "\n" } }
            && (element.ChildElementCount == 1 || element.Children.All(child => child.LocalName != "pre")),
        // A line break or a character that text cannot hold, written as an entity.
        "p" => !element.TextContent.Contains("\n\n", StringComparison.Ordinal) && !element.TextContent.Contains('\uFFFD'),
        _ => true,
    };

    private static int Depth(IElement item) => item.Ancestors<IElement>().Count(element => element.LocalName == "li") + 1;
}
