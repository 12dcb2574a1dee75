using System.Globalization;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.PortableText.Html;

/// <summary>Pieces of HTML in no order that makes sense.</summary>
internal static class HtmlGen
{
    private static readonly string[] Flow =
        ["p", "div", "section", "h1", "h3", "h6", "blockquote", "ul", "ol", "li", "pre", "b", "i", "s", "sub", "sup", "code", "a", "q", "u", "span", "font",
            "figure", "figcaption", "dl", "dt", "dd", "form", "my-tag", "o:p", "body", "html", "center", "button", "textarea", "math"];

    private static readonly string[] Tables = ["table", "tr", "td", "th", "thead", "tbody", "caption", "colgroup"];

    private static readonly string[] Dropped =
        ["script", "style", "title", "noscript", "iframe", "svg", "select", "template", "object", "video", "xmp", "plaintext", "foreignobject", "head"];

    private static readonly Gen<string> Attribute = Gen.OneOf(
        "", " lang=ur", " dir=rtl", " href=/a", " href='javascript:x'", " href=\"https://example.org/?a&amp;b\"", " style='font-weight:bold'", " style=font-weight:400",
        " style='mso-list:l0 level2'", " style=mso-list:Ignore", " class=MsoTitle", " class=twitter-tweet", " cite=https://x.com/a/status/1", " start=4", " value=0", " aria-level=9",
        " colspan=2", " rowspan=3", " colspan=999", " role=presentation", " hidden", " style=display:none", " src=https://example.org/i.png", " src=data:x", " alt=w0x", " title='t \" t'", " onclick=x", " /", " a=b a=c");

    private static readonly Gen<string> Void =
        Gen.Select(Gen.OneOf("br", "hr", "img", "wbr", "input", "embed", "col", "source", "meta"), Attribute, (name, attribute) => $"<{name}{attribute}>");

    private static readonly Gen<string> Oddity = Gen.OneOf(
        "<", ">", "</", "<!", "<!--", "-->", "<!-->", "<![CDATA[", "]]>", "<![if !supportLists]>", "<![endif]>", "<?x?>", "&", "&amp;", "&lt;", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;",
        "&#99999999999999999999;", "&#xFFFF;", "&notin", "\"", "'", "=", "<a href=\"", "<p style='", "\0", "\uFFFF", "\v", "\u2028", "\r\n", "<!doctype html>", "</br>", "</p>", "<svg/>",
        "<img src=cms:0192f0c4-7d1e-7a33-9c5b-000000000001 alt=\u00A0>", "<p><a href=cms:a-b>read</a><p>", "<iframe src=//youtu.be/abcdefghijk></iframe>", "<!--StartFragment-->", "<!--EndFragment-->");

    /// <summary>Tags that hide nothing, with words among them that are numbered in their order: <c>w1x w2x</c>.</summary>
    public static Gen<(string Html, int Words)> Words(bool withTables) =>
        Gen.Frequency((3, Tag(withTables ? [.. Flow, .. Tables] : Flow)), (1, Gen.OneOf("<br>", "<hr>", "<wbr>", " ", "\n", "&nbsp;")), (2, Gen.Const("")))
            .List[0, 80].Select(pieces =>
            {
                var words = 0;
                return (string.Concat(pieces.Select(piece => piece.Length > 0 ? piece : string.Create(CultureInfo.InvariantCulture, $" w{++words}x"))), words);
            });

    /// <summary>Anything that a tokenizer, a table or a text may stumble over.</summary>
    public static readonly Gen<string> Soup =
        Gen.Frequency((4, AnyTag([.. Flow, .. Tables, .. Dropped])), (2, Void), (2, Oddity), (2, TextGen.Any)).List[0, 60].Select(string.Concat);

    // A textarea holds no tags, and what is not closed in it is text.
    private static Gen<string> Tag(string[] names) =>
        Gen.Select(Gen.OneOf([.. names.Where(name => name != "textarea")]), Gen.OneOf("", " lang=ur", " style=font-weight:bold", " class=MsoQuote"), Gen.Int[0, 4])
            .Select((name, attribute, kind) => kind < 2 ? $"</{name}>" : $"<{name}{attribute}>");

    private static Gen<string> AnyTag(string[] names) =>
        Gen.Select(Gen.OneOf(names), Attribute, Attribute, Gen.Int[0, 4])
            .Select((name, first, second, kind) => kind < 2 ? $"</{name}>" : $"<{name}{first}{second}>");
}
