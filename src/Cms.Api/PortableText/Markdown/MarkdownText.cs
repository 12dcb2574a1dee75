using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Writes text so that Markdown reads it as it stands, with an escape only where a character would mean something else.</summary>
internal static partial class MarkdownText
{
    /// <summary>A line break that keeps the line's place in its paragraph.</summary>
    public const string LineBreak = "\\\n";

    /// <summary>Text that stands alone in a paragraph, over several lines where it has them.</summary>
    public static string Of(string text, TextPlace place = TextPlace.Paragraph)
    {
        var output = new StringBuilder(text.Length + 8);
        Append(output, text, '\0', place);
        return output.ToString();
    }

    /// <param name="next">The character of the text that comes after, where nothing stands between; otherwise <c>\0</c>.</param>
    public static void Append(StringBuilder output, string text, char next, TextPlace place)
    {
        if (place == TextPlace.Listing)
        {
            output.Append(Encode(text));
            return;
        }
        var bracket = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var after = i + 1 < text.Length ? text[i + 1] : next;
            var startsLine = StartsLine(output);
            if (startsLine && place == TextPlace.Paragraph && ListNumber().Match(text, i) is { Success: true } number)
            {
                output.Append(number.ValueSpan[..^1]).Append('\\').Append(number.ValueSpan[^1]);
                i += number.Length - 1;
            }
            else if (c == '\n') output.Append(place == TextPlace.Heading ? "<br>" : LineBreak);
            else if (char.IsWhiteSpace(c) && (startsLine || after is '\n')) output.Append(Entity(c));
            else if (c == '[' && Aside().Match(text, i) is { Success: true } aside)
            {
                bracket = i + aside.Length - 1;
                output.Append(c);
            }
            else output.Append(i != bracket && NeedsEscape(text, i, after, startsLine, place) ? "\\" : "").Append(c);
        }
    }

    /// <summary>As text or as an attribute of HTML.</summary>
    public static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Where a link leads, for the parentheses after its text.</summary>
    public static string Destination(string href)
    {
        var balanced = Parentheses().Replace(href, "").AsSpan().IndexOfAny('(', ')') < 0;
        return Meaningful().Replace(href, found => found.Value switch
        {
            "&" => "&amp;",
            "(" or ")" when balanced => found.Value,
            _ => "\\" + found.Value,
        });
    }

    /// <summary>A link's or an image's title, with its quotes.</summary>
    public static string Quoted(string title) => $"\"{TitleMeaningful().Replace(title, found => found.Value == "&" ? "&amp;" : "\\" + found.Value)}\"";

    private static bool StartsLine(StringBuilder output) => output.Length == 0 || output[^1] == '\n';

    private static string Entity(char c) => c == '\u00A0' ? "&nbsp;" : string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};");

    private static bool NeedsEscape(string text, int i, char after, bool startsLine, TextPlace place) => text[i] switch
    {
        '\\' or '*' or '`' or '|' or '~' or '[' or ']' => true,
        '_' => !(i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(after)),
        // A tag, a comment, or an address: before its @ nearly anything may stand.
        '<' => after is '\0' or (> ' ' and <= '~'),
        '&' => CharacterReference().IsMatch(text.AsSpan(i)),
        '#' when place == TextPlace.Heading => (i == 0 || text[i - 1] == ' ') && text.AsSpan(i).TrimStart('#').IsEmpty,
        '-' or ':' when place == TextPlace.Cell => startsLine && after is '\0' or ':' or '-' or ' ',
        _ when !startsLine || place != TextPlace.Paragraph => false,
        '>' or '=' => true,
        '+' => after is '\0' or ' ' or '\n',
        '-' => after is '\0' or ' ' or '\n' or '-' or ':',
        ':' => after is ':' or '-',
        '#' => HeadingMark().IsMatch(text.AsSpan(i)),
        _ => false,
    };

    [GeneratedRegex(@"\G[0-9]{1,9}[.)](?=[ \n]|\z)")]
    private static partial Regex ListNumber();

    // [sic] stays as it is where nothing follows that would make it a link or a definition. Any other bracket could pair with
    // one of a link, and a thousand of them nest deeper than Markdown is read.
    [GeneratedRegex(@"\G\[[^\[\]\\\n]{1,60}\](?![(\[:])")]
    private static partial Regex Aside();

    [GeneratedRegex(@"^#{1,6}([ \n]|\z)")]
    private static partial Regex HeadingMark();

    // One that ends the text is escaped too: what comes after could complete it.
    [GeneratedRegex(@"^&(#[0-9xX]|[A-Za-z][A-Za-z0-9]*;|[A-Za-z0-9#]*\z)")]
    private static partial Regex CharacterReference();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"[()<>]|&(?=#|[A-Za-z][A-Za-z0-9]*;)")]
    private static partial Regex Meaningful();

    [GeneratedRegex(@"[""\\]|&(?=#|[A-Za-z][A-Za-z0-9]*;)")]
    private static partial Regex TitleMeaningful();
}

/// <summary>What a text is part of, which decides what its characters could mean.</summary>
internal enum TextPlace
{
    Paragraph,
    Heading,

    /// <summary>Code of several lines that has other marks too, which only HTML can say.</summary>
    Listing,

    /// <summary>The alt of an image.</summary>
    Label,

    /// <summary>A cell of a table.</summary>
    Cell,
}
