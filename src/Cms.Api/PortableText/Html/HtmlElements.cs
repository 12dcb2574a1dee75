using System.Collections.Frozen;

namespace Cms.Api.PortableText.Html;

/// <summary>What HTML's elements are to a body, by name.</summary>
internal static class HtmlElements
{
    /// <summary>They begin and end a paragraph.</summary>
    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html", "legend", "li", "listing", "main",
        "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp");

    /// <summary>They have no end tag.</summary>
    public static readonly FrozenSet<string> Void = FrozenSet.Create(
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen", "link", "meta", "param",
        "source", "track", "wbr");

    /// <summary>Left out with all that is in them: a reader of the page sees none of it, or no text in it.</summary>
    public static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        "annotation", "annotation-xml", "applet", "audio", "canvas", "datalist", "noembed", "noframes", "noscript", "object", "script", "select", "style",
        "svg", "template", "title", "video", "xml");

    public static readonly FrozenDictionary<string, HtmlMarks> Marks = new Dictionary<string, HtmlMarks>
    {
        ["b"] = HtmlMarks.Strong,
        ["strong"] = HtmlMarks.Strong,
        ["i"] = HtmlMarks.Em,
        ["em"] = HtmlMarks.Em,
        ["cite"] = HtmlMarks.Em,
        ["dfn"] = HtmlMarks.Em,
        ["var"] = HtmlMarks.Em,
        ["s"] = HtmlMarks.Strike,
        ["strike"] = HtmlMarks.Strike,
        ["del"] = HtmlMarks.Strike,
        ["sub"] = HtmlMarks.Sub,
        ["sup"] = HtmlMarks.Sup,
        ["code"] = HtmlMarks.Code,
        ["kbd"] = HtmlMarks.Code,
        ["samp"] = HtmlMarks.Code,
        ["tt"] = HtmlMarks.Code,
    }.ToFrozenDictionary();

    /// <summary>Looks with a meaning that a body has no mark for.</summary>
    public static readonly FrozenDictionary<string, string> Looks = new Dictionary<string, string>
    {
        ["u"] = "Underlining",
        ["ins"] = "Underlining",
        ["mark"] = "Highlighting",
        ["bdo"] = "A direction of writing without a language",
    }.ToFrozenDictionary();

    public static bool IsBlock(string name) => Blocks.Contains(name);

    /// <summary>They stand apart from the text beside them, but within its paragraph.</summary>
    public static bool IsControl(string name) => name is "button" or "option" or "textarea";

    public static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    public static bool IsList(string name) => name is "ul" or "ol" or "menu" or "dir";

    public static bool IsPreformatted(string name) => name is "pre" or "listing" or "xmp" or "plaintext";
}
