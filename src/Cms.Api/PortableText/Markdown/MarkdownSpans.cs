using System.Globalization;
using System.Text;

namespace Cms.Api.PortableText.Markdown;

/// <summary>
/// Writes spans and their marks. Marks are nested, the longest outermost. <c>*</c> and its like open and close only beside the
/// right characters ("flanking" in CommonMark); where they would not, the HTML element of the mark is written.
/// </summary>
internal sealed class MarkdownSpans
{
    private readonly StringBuilder _output = new();
    private readonly IReadOnlyList<Span> _spans;
    private readonly Dictionary<string, MarkDef> _definitions;
    private readonly TextPlace _place;

    private MarkdownSpans(IReadOnlyList<Span> spans, IReadOnlyList<MarkDef> definitions, TextPlace place)
    {
        _spans = spans;
        _definitions = definitions.ToDictionary(definition => definition.Key, StringComparer.Ordinal);
        _place = place;
    }

    public static string Of(IReadOnlyList<Span> spans, IReadOnlyList<MarkDef> definitions, TextPlace place = TextPlace.Paragraph)
    {
        var markdown = new MarkdownSpans(spans, definitions, place);
        markdown.Write(0, spans.Count, [], '\0');
        return markdown._output.ToString();
    }

    /// <param name="open">The marks that are open already; recursion is as deep as there are kinds of marks.</param>
    /// <param name="next">The character after these spans, or <c>\0</c> at the end.</param>
    private void Write(int from, int to, string[] open, char next)
    {
        for (var i = from; i < to;)
        {
            var (mark, end) = Longest(i, to, open);
            var after = end < to ? First(end, open) : next;
            if (mark is null) WriteText(_spans[i], i + 1 < to && !HasMarkup(i + 1, open) ? _spans[i + 1].Text[0] : '\0');
            else Wrap(mark, i, end, open, after);
            i = end;
        }
    }

    // Of the marks that open here, the one that lasts longest; null where none does.
    private (string? Mark, int End) Longest(int at, int to, string[] open)
    {
        var longest = ((string?)null, at + 1);
        foreach (var mark in _spans[at].Marks.Reverse().Where(mark => mark != "code" && !open.Contains(mark)))
        {
            var end = End(mark, at, to);
            if (longest is (null, _) || end > longest.Item2 || (end == longest.Item2 && mark == "strong")) longest = (mark, end);
        }
        return longest;
    }

    private int End(string mark, int at, int to)
    {
        while (at < to && _spans[at].Marks.Contains(mark)) at++;
        return at;
    }

    private void Wrap(string mark, int from, int to, string[] open, char next)
    {
        if (_definitions.GetValueOrDefault(mark) is { } definition)
        {
            WriteAnnotation(definition, from, to, [.. open, mark], next);
            return;
        }
        var both = mark == "strong" && !open.Contains("em") && End("em", from, to) == to;
        if (both && Fits('*', from, to, [.. open, mark, "em"], next))
        {
            Enclose("***", "***", from, to, [.. open, mark, "em"]);
            return;
        }
        string[] inside = [.. open, mark];
        var (delimiters, element) = mark switch
        {
            "strong" => ((string[])["**", "__"], "strong"),
            "em" => (["*", "_"], "em"),
            "strike-through" => (["~~"], "del"),
            _ => ([], mark),
        };
        var delimiter = Array.Find(delimiters, delimiter => Fits(delimiter[0], from, to, inside, next));
        Enclose(delimiter ?? $"<{element}>", delimiter ?? $"</{element}>", from, to, inside);
    }

    private void WriteAnnotation(MarkDef definition, int from, int to, string[] inside, char next)
    {
        switch (definition)
        {
            case LinkMark link when _place == TextPlace.Listing:
                Enclose($"<a href=\"{MarkdownText.Encode(link.Href)}\">", "</a>", from, to, inside);
                break;
            case LinkMark link when IsBareAddress(link.Href, from, to, inside):
                _output.Append('<').Append(link.Href).Append('>');
                break;
            case LinkMark link:
                // "Wow!" before a link would make it an image.
                if (_output.Length > 0 && _output[^1] == '!') _output.Insert(_output.Length - 1, '\\');
                Enclose("[", $"]({MarkdownText.Destination(link.Href)})", from, to, inside);
                break;
            case LangMark lang:
                Enclose($"<span lang=\"{lang.Lang}\" dir=\"{lang.Dir}\">", "</span>", from, to, inside);
                break;
        }
    }

    private bool IsBareAddress(string href, int from, int to, string[] inside) =>
        to == from + 1 && !HasMarkup(from, inside) && _spans[from].Text == href
        && (href.StartsWith("https://", StringComparison.Ordinal) || href.StartsWith("http://", StringComparison.Ordinal))
        && href.All(c => char.IsAscii(c) && c is not ('<' or '>'));

    private void Enclose(string opening, string closing, int from, int to, string[] inside)
    {
        _output.Append(opening);
        Write(from, to, inside, closing[0]);
        _output.Append(closing);
    }

    private void WriteText(Span span, char next)
    {
        var isCode = _place != TextPlace.Listing && span.Marks.Contains("code");
        // ]: could make a definition of what the paragraph begins with.
        if (isCode && !span.Text.Contains('\n') && !span.Text.Contains("]:", StringComparison.Ordinal) && (_output.Length == 0 || _output[^1] != '`'))
        {
            _output.Append(CodeSpan(span.Text));
            return;
        }
        if (isCode) _output.Append("<code>");
        MarkdownText.Append(_output, span.Text, next, _place);
        if (isCode) _output.Append("</code>");
    }

    private static string CodeSpan(string code)
    {
        var fence = new string('`', LongestRun(code) + 1);
        var padded = code[0] == '`' || code[^1] == '`' || (code[0] == ' ' && code[^1] == ' ' && code.AsSpan().Trim(' ').Length > 0);
        return padded ? $"{fence} {code} {fence}" : fence + code + fence;
    }

    /// <summary>How many backticks follow each other at most.</summary>
    public static int LongestRun(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }

    // The character that the spans from here begin with; any mark-up counts as a tag.
    private char First(int at, string[] open) => HasMarkup(at, open) ? '<' : _spans[at].Text[0];

    private bool HasMarkup(int at, string[] open) => _spans[at].Marks.Any(mark => !open.Contains(mark));

    private bool Fits(char delimiter, int from, int to, string[] inside, char next)
    {
        if (_place == TextPlace.Listing) return false;
        if ((_output.Length > 0 && _output[^1] == delimiter) || next == delimiter) return false;
        var before = _output.Length == 0 ? Side.Space : SideOf(LastRune());
        var after = next == '\0' ? Side.Space : next == '\n' ? Side.Punctuation : SideOf(new Rune(char.IsSurrogate(next) ? 'a' : next));
        var first = HasMarkup(from, inside) ? Side.Punctuation : SideOf(Rune.GetRuneAt(_spans[from].Text, 0));
        var last = HasMarkup(to - 1, inside) ? Side.Punctuation : SideOf(LastRune(_spans[to - 1].Text));
        return Opens(first, before, delimiter) && Opens(last, after, delimiter);
    }

    // The rule is the same on both sides.
    private static bool Opens(Side inner, Side outer, char delimiter) => inner switch
    {
        Side.Space => false,
        Side.Word when delimiter != '_' => true,
        _ => outer is Side.Space or Side.Punctuation,
    };

    private Rune LastRune() =>
        LastRune(_output.ToString(Math.Max(0, _output.Length - 2), Math.Min(2, _output.Length)));

    private static Rune LastRune(string text) =>
        Rune.GetRuneAt(text, text.Length >= 2 && char.IsSurrogatePair(text[^2], text[^1]) ? text.Length - 2 : text.Length - 1);

    private enum Side { Space, Punctuation, Word, Unsure }

    // Readers of Markdown differ on signs beyond ASCII: these may neither be relied on as punctuation nor as anything else.
    private static Side SideOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? Side.Space
        : rune.IsAscii ? (Rune.IsLetterOrDigit(rune) ? Side.Word : Side.Punctuation)
        : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? Side.Word
        : Side.Unsure;
}
