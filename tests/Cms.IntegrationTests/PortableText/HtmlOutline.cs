using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Cms.IntegrationTests.PortableText;

/// <summary>
/// What a page says, a line a block, in the way a body says it: the kind of block, its text, the marks of each piece. Marks have no
/// order; items and paragraphs stand by themselves, so lists or quotes beside each other are one; another paragraph of an item is
/// another line of it; white space that browsers don't show is gone; addresses have no percent-encoding.
/// </summary>
internal sealed partial class HtmlOutline
{
    private static readonly string[] Blocks = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "li", "blockquote"];
    private static readonly string[] Marks = ["em", "strong", "code", "del"];

    private readonly List<string> _lines = [];
    private readonly List<(char Character, string Marks)> _text = [];
    private IElement? _container;

    public static IReadOnlyList<string> Of(string html)
    {
        var outline = new HtmlOutline();
        outline.Walk(Parse(html));
        outline.End();
        return outline._lines;
    }

    public static string TextOf(string html) => Space().Replace(Parse(html).TextContent, " ").Trim();

    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;

    private void Walk(IElement parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            switch (node)
            {
                case IText text: Add(text, parent); break;
                case IElement { LocalName: "br" }: Add('\n', Marked(parent)); break;
                case IElement { LocalName: "hr" }:
                    End();
                    _lines.Add("hr");
                    break;
                case IElement element when Blocks.Contains(element.LocalName): WalkBlock(element); break;
                case IElement element: Walk(element); break;
            }
        }
    }

    private void WalkBlock(IElement block)
    {
        var container = Container(block);
        if (block.LocalName is "p" or "pre" && container?.LocalName == "li" && container == _container)
        {
            if (_text.Count > 0) Add('\n', "");
        }
        else
        {
            End();
        }
        _container = container;
        Walk(block);
        if (container?.LocalName != "li" || block.LocalName is not ("p" or "pre")) End();
    }

    private void Add(IText text, IElement parent)
    {
        if (parent == Container(parent)) _container = parent;
        var inListing = Ancestors(parent).Any(element => element.LocalName == "pre");
        var marks = Marked(parent);
        foreach (var c in text.Data.Normalize().Replace("\t", inListing ? "    " : " ", StringComparison.Ordinal))
        {
            if (inListing) Add(c, marks);
            else if (c != '\n') Add(c, marks);
            else if (_text.Count > 0 && _text[^1].Character != '\n') Add(' ', marks);
        }
    }

    private static string Marked(IElement parent)
    {
        var ancestors = Ancestors(parent).ToList();
        var href = ancestors.Find(element => element.LocalName == "a")?.GetAttribute("href");
        var marks = ancestors.Where(element => Marks.Contains(element.LocalName)).Select(element => element.LocalName).Distinct().Order();
        return string.Join(' ', href is null ? marks : marks.Append(Uri.UnescapeDataString(href)));
    }

    private void Add(char c, string marks)
    {
        var startsLine = _text.Count == 0 || _text[^1].Character == '\n';
        if (c == '\n') TrimEnd();
        else if (c == ' ' && !marks.Contains("code", StringComparison.Ordinal) && (startsLine || _text[^1].Character == ' ')) return;
        _text.Add((c, marks));
    }

    private void TrimEnd()
    {
        while (_text.Count > 0 && _text[^1].Character == ' ') _text.RemoveAt(_text.Count - 1);
    }

    private void End()
    {
        while (_text.Count > 0 && char.IsWhiteSpace(_text[^1].Character)) _text.RemoveAt(_text.Count - 1);
        var isCode = _text.TrueForAll(piece => piece.Marks.Contains("code", StringComparison.Ordinal));
        while (_text.Count > 0 && (_text[0].Character == '\n' || (!isCode && char.IsWhiteSpace(_text[0].Character)))) _text.RemoveAt(0);
        if (_text.Count > 0)
        {
            var line = new StringBuilder(Kind());
            for (var i = 0; i < _text.Count; i++)
            {
                if (i == 0 || _text[i].Marks != _text[i - 1].Marks) line.Append('<').Append(_text[i].Marks).Append('>');
                line.Append(_text[i].Character);
            }
            _lines.Add(line.ToString());
        }
        _text.Clear();
    }

    private string Kind()
    {
        if (_container is not { LocalName: "li" } item) return _container?.LocalName ?? "p";
        return item.ParentElement!.LocalName + Ancestors(item).Count(element => element.LocalName is "ul" or "ol");
    }

    // What gives a block its kind: the item, quote or heading it is in.
    private static IElement? Container(IElement element) =>
        Ancestors(element).FirstOrDefault(ancestor => ancestor.LocalName is "li" or "blockquote" or ['h', >= '1' and <= '6']);

    private static IEnumerable<IElement> Ancestors(IElement element)
    {
        for (var ancestor = element; ancestor is not null; ancestor = ancestor.ParentElement) yield return ancestor;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
