using System.Text.RegularExpressions;

namespace Cms.Api.PortableText.Markdown;

/// <summary>
/// Knows the Markdown that Markdig takes the square of its length for, or seconds to refuse. All of it is measured, and none is
/// what anyone writes: hundreds of links or comments that never end, thousands of delimiters in one paragraph.
/// </summary>
internal static partial class MarkdownGuard
{
    private const int MaxLines = 20_000;
    private const int MaxDefinitions = 1_000;
    private const int MaxUnclosed = 200;

    // The sum of the squares of how many there are in each paragraph, for each 100 KB; a nanosecond takes them by 0.15 and 1.2.
    private const long MaxEmphasis = 10_000_000;
    private const long MaxBrackets = 60_000_000;
    private const int MaxPipes = 30_000;

    /// <summary>Why it is not read, as a sentence, or null when it is.</summary>
    public static string? WhyNot(string markdown)
    {
        if (markdown.AsSpan().Count('\n') > MaxLines) return $"At most {MaxLines} lines.";
        if (Nested().IsMatch(markdown)) return "Quotes and lists nest too deeply.";
        if (Definitions().Count(markdown) > MaxDefinitions) return $"At most {MaxDefinitions} definitions of links.";
        if (Unclosed().Count(markdown) > MaxUnclosed) return $"At most {MaxUnclosed} links and comments that are not closed where they should be.";
        return AreTooDense(markdown) ? "Too many of * _ ~ [ | in one paragraph." : null;
    }

    private static bool AreTooDense(string markdown)
    {
        var hundreds = 1 + (markdown.Length / 100_000);
        var (emphasis, brackets, pipes) = (0L, 0L, 0);
        var paragraph = (Emphasis: 0L, Brackets: 0L);
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            var line = markdown.AsSpan(range);
            if (StartsBlock(line)) paragraph = default;
            var counted = paragraph;
            Count(line, ref paragraph, ref pipes);
            // The square of a sum, by what was there before.
            emphasis += (paragraph.Emphasis * paragraph.Emphasis) - (counted.Emphasis * counted.Emphasis);
            brackets += (paragraph.Brackets * paragraph.Brackets) - (counted.Brackets * counted.Brackets);
        }
        return emphasis > MaxEmphasis * hundreds || brackets > MaxBrackets * hundreds || pipes > MaxPipes;
    }

    // Nothing before it is of the same paragraph, whatever it was.
    private static bool StartsBlock(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        return line.IsWhiteSpace() || (line.Length - text.Length < 4 && text is ['-' or '+' or '*', ' ', not ' ', ..]);
    }

    private static void Count(ReadOnlySpan<char> line, ref (long Emphasis, long Brackets) paragraph, ref int pipes)
    {
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\': i++; break;
                case '[': paragraph.Brackets++; break;
                case '|': pipes++; break;
                case '*' or '~' or '_' when IsDelimiter(line, i): paragraph.Emphasis++; break;
            }
        }
    }

    // The first of a run, and no underscore within a word.
    private static bool IsDelimiter(ReadOnlySpan<char> line, int i) =>
        (i == 0 || line[i - 1] != line[i])
        && !(line[i] == '_' && i > 0 && i + 1 < line.Length && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1]));

    [GeneratedRegex(@"^(?>(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){60})", RegexOptions.Multiline)]
    private static partial Regex Nested();

    [GeneratedRegex(@"^[ >]*\[[^\[\]\n]*\]:", RegexOptions.Multiline)]
    private static partial Regex Definitions();

    // Each of these may be looked for to the end of the text: a link whose parenthesis does not follow its address and title, a comment.
    [GeneratedRegex("""\]\((?!(?>(?:[^\s()<>\\]|\\[^\s]|\([^\s()<>\\]*\)){0,2500})(?:\s+"(?>(?:[^"\\\n]|\\.){0,1300})")?\))|<[!?]""")]
    private static partial Regex Unclosed();
}
