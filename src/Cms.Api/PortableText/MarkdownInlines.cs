using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cms.Api.PortableText;

/// <summary>Turns what stands in a line of Markdown into spans. Emphasis may nest thousands deep, so it is walked with a stack.</summary>
internal sealed class MarkdownInlines(Action<MarkdownObject, string, string> fault)
{
    private const string Tab = "    ";

    private readonly Stack<(Inline Inline, string[] Marks)> _ahead = [];
    private readonly List<Span> _spans = [];
    private readonly List<MarkDef> _markDefs = [];
    private bool _flawed;

    public IReadOnlyList<Span> Spans => _spans;

    public IReadOnlyList<MarkDef> MarkDefs => _markDefs;

    /// <summary>The text of an image's alt or a table's cell, where links and images have no place.</summary>
    public static string TextOf(ContainerInline container, Action<MarkdownObject, string, string> fault)
    {
        var inlines = new MarkdownInlines(fault);
        inlines.Read(container);
        if (inlines.MarkDefs.Count > 0) fault(container, FaultCodes.InvalidValue, "A link cannot stand in a table or in an image's text.");
        return string.Concat(inlines.Spans.Select(span => span.Text)).Replace('\n', ' ');
    }

    /// <summary>The beginning of what is at fault, for its detail.</summary>
    public static string Excerpt(string? text)
    {
        var line = (text ?? "").AsSpan().Trim();
        var end = line.IndexOf('\n') is var newline and >= 0 ? newline : line.Length;
        return end > 60 ? $"{line[..(char.IsHighSurrogate(line[59]) ? 59 : 60)]}…" : line[..end].ToString();
    }

    public void StartLine()
    {
        if (_spans.Count > 0) _spans.Add(new Span("\n", []));
    }

    public void Read(LeafBlock leaf)
    {
        if (leaf is CodeBlock) Add(leaf, leaf.Lines.ToString().Replace("\t", Tab, StringComparison.Ordinal), ["code"]);
        else if (leaf.Inline is not null) Read(leaf.Inline);
    }

    private void Read(ContainerInline container)
    {
        Enter(container, []);
        while (_ahead.TryPop(out var next))
        {
            if (next.Inline.NextSibling is { } sibling) _ahead.Push((sibling, next.Marks));
            Read(next.Inline, next.Marks);
        }
    }

    private void Enter(ContainerInline container, string[] marks)
    {
        if (container.FirstChild is { } child) _ahead.Push((child, marks));
    }

    private void Read(Inline inline, string[] marks)
    {
        switch (inline)
        {
            case LiteralInline literal: Add(literal, literal.Content.ToString(), marks); break;
            case HtmlEntityInline entity: Add(entity, entity.Transcoded.ToString(), marks); break;
            case CodeInline code: Add(code, code.Content, With(marks, "code")); break;
            case LineBreakInline lineBreak: Add(lineBreak, lineBreak.IsHard ? "\n" : " ", marks); break;
            case EmphasisInline emphasis: Enter(emphasis, With(marks, MarkOf(emphasis))); break;
            case AutolinkInline autolink: Add(autolink, autolink.Url, Linked(autolink, (autolink.IsEmail ? "mailto:" : "") + autolink.Url, marks)); break;
            case LinkInline { IsImage: true } image:
                fault(image, FaultCodes.InvalidValue, $"An image stands in a paragraph of its own: {Excerpt(image.Url)}");
                break;
            case LinkInline link: ReadLink(link, marks); break;
            case HtmlInline html: fault(html, FaultCodes.InvalidValue, $"HTML is not taken here: {Excerpt(html.Tag)}"); break;
            case ContainerInline container: Enter(container, marks); break;
            default: fault(inline, FaultCodes.InvalidValue, "This cannot be part of a body."); break;
        }
    }

    private void ReadLink(LinkInline link, string[] marks)
    {
        if (link.FirstChild is null) fault(link, FaultCodes.InvalidValue, $"This link has no text: {Excerpt(link.Url)}");
        if (!string.IsNullOrEmpty(link.Title)) fault(link, FaultCodes.InvalidValue, $"A link has no title; write it into the text: {Excerpt(link.Title)}");
        Enter(link, Linked(link, link.Url ?? "", marks));
    }

    private string[] Linked(Inline at, string href, string[] marks)
    {
        if (!Hrefs.IsAllowed(href))
        {
            var expected = href.StartsWith("cms:", StringComparison.Ordinal)
                ? "a related link is written [read](cms:ID), alone in its paragraph"
                : Hrefs.Expected;
            fault(at, FaultCodes.InvalidFormat, $"Cannot be linked, {expected}: {Excerpt(href)}");
            return marks;
        }
        var definition = new LinkMark($"l{_markDefs.Count + 1}", href);
        _markDefs.Add(definition);
        return With(marks, definition.Key);
    }

    private static string MarkOf(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => "strike-through",
        (_, 1) => "em",
        _ => "strong",
    };

    // At most one of each, so that emphasis nested a thousand deep does not make a thousand marks.
    private static string[] With(string[] marks, string mark) => marks.Contains(mark) ? marks : [.. marks, mark];

    // One fault is enough: text that was broken on its way here is broken in every line.
    private void Add(MarkdownObject at, string text, string[] marks)
    {
        var clean = text.Replace('\t', ' ');
        if (PlainText.Flaw(clean, multiline: true) is not { } flaw)
        {
            _spans.Add(new Span(clean, marks));
            return;
        }
        if (!_flawed) fault(at, FaultCodes.InvalidText, flaw);
        _flawed = true;
    }
}
