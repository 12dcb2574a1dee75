using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using CsCheck;

namespace Cms.UnitTests.PortableText.Output;

/// <summary>What holds for the HTML and the text of every body.</summary>
public sealed partial class OutputLawsTests
{
    private const int Bodies = 500;

    private static readonly string[] Elements =
    [
        "a", "aside", "blockquote", "br", "caption", "code", "del", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "img", "li", "ol", "p",
        "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
    ];

    private static readonly string[] Attributes = ["alt", "class", "dir", "height", "href", "lang", "loading", "rel", "scope", "src", "width"];

    private static string Html(Body body) => HtmlWriter.Write(body, Contexts.Everything);

    private static XElement Xml(string html) => XElement.Parse($"<body>{html}</body>", LoadOptions.PreserveWhitespace);

    private static IElement Dom(string html) => new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}</body>").Body!;

    [Fact]
    public void Html_is_well_formed_and_browsers_see_the_tree_that_is_written() =>
        BlockGen.Body.Sample(
            body =>
            {
                var html = Html(body);
                var written = new StringBuilder();
                var seen = new StringBuilder();
                Outline(Xml(html), written);
                Outline(Dom(html), seen);
                return written.ToString() == seen.ToString();
            },
            iter: Bodies);

    [Fact]
    public void Html_has_the_text_of_the_text() =>
        BlockGen.Body.Sample(
            body => Collapse(Dom(Html(body)).TextContent) == Collapse(PlainBody.Write(body, Contexts.Everything)),
            iter: Bodies,
            print: body => $"{Collapse(Dom(Html(body)).TextContent)}\n{Collapse(PlainBody.Write(body, Contexts.Everything))}");

    [Fact]
    public void Html_holds_nothing_that_acts() =>
        BlockGen.Body.Sample(
            body =>
            {
                foreach (var element in Dom(Html(body)).QuerySelectorAll("*"))
                {
                    Assert.Contains(element.LocalName, Elements);
                    Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
                    foreach (var address in new[] { element.GetAttribute("href"), element.GetAttribute("src") }.OfType<string>())
                    {
                        Assert.True(Hrefs.IsAllowed(address), address);
                        Assert.True(Ascii.IsValid(address), address);
                    }
                }
            },
            iter: Bodies);

    [Fact]
    public void Link_is_never_cut_in_two() =>
        BlockGen.Body.Sample(
            body => body.Blocks.OfType<TextBlock>().All(block => Dom(Html(new Body([block]))).QuerySelectorAll("a").Length == LinksIn(block)),
            iter: Bodies);

    [Fact]
    public void Marks_of_neighbours_share_their_elements() =>
        BlockGen.Body.Sample(
            body => body.Blocks.OfType<TextBlock>().All(block =>
            {
                var elements = Dom(Html(new Body([block]))).QuerySelectorAll("a, span, strong, em, del, sub, sup, code").Length;
                return elements <= block.Spans.Sum(span => span.Marks.Count) && elements >= block.Spans.SelectMany(span => span.Marks).Distinct().Count() - (HtmlSpans.IsListing(block) ? 1 : 0);
            }),
            iter: Bodies);

    private static int LinksIn(TextBlock block)
    {
        var links = block.Spans.Select(span => span.Marks.FirstOrDefault(mark => block.MarkDefs.Any(definition => definition.Key == mark && definition is LinkMark)));
        return links.Prepend(null).Zip(links, (before, link) => link is not null && link != before).Count(begins => begins);
    }

    private static void Outline(XElement element, StringBuilder outline)
    {
        outline.Append('<').Append(element.Name.LocalName);
        foreach (var attribute in element.Attributes()) outline.Append(' ').Append(attribute.Name.LocalName).Append('=').Append(attribute.Value);
        foreach (var node in element.Nodes())
        {
            if (node is XElement child) Outline(child, outline);
            else outline.Append('"').Append(((XText)node).Value);
        }
        outline.Append('>');
    }

    private static void Outline(IElement element, StringBuilder outline)
    {
        outline.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes) outline.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value);
        foreach (var node in element.ChildNodes)
        {
            if (node is IElement child) Outline(child, outline);
            else outline.Append('"').Append(node.TextContent);
        }
        outline.Append('>');
    }

    private static string Collapse(string text) => WhiteSpace().Replace(text, " ").Trim(' ');

    // As HTML has it: a no-break space is not among it.
    [GeneratedRegex("[ \t\n\f\r]+")]
    private static partial Regex WhiteSpace();
}
