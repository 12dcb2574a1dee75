using System.Globalization;
using System.Text;

namespace Cms.Api.Shared.Text;

/// <summary>How long a text is, and its beginning.</summary>
internal static class Words
{
    private const int WordsPerSecond = 4;

    // Thai, Lao, Khmer and Burmese have no spaces between words, and finding them takes a dictionary. A word has about four
    // letters; an estimate that is the same on every machine is worth more here than a count that moves with the ICU version.
    private const int LettersPerUnspacedWord = 4;

    /// <summary>
    /// Words as a newsroom counts them: what spaces part, with hyphens and apostrophes inside; ideographs and kana by character.
    /// </summary>
    public static int Count(string text)
    {
        int count = 0, unspaced = 0;
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnspaced(rune))
            {
                if (Rune.IsLetter(rune)) unspaced++;
                inWord = false;
                continue;
            }
            count += UnspacedWords(unspaced);
            unspaced = 0;
            if (IsIdeographic(rune))
            {
                count++;
                inWord = false;
            }
            else if (Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune))
            {
                if (!inWord) count++;
                inWord = true;
            }
            else if (Parts(rune))
            {
                inWord = false;
            }
        }
        return count + UnspacedWords(unspaced);
    }

    public static int ReadingTimeSeconds(int words) => (words + (WordsPerSecond / 2)) / WordsPerSecond;

    /// <summary>The beginning of a text on one line, at most so many code points, cut after a whole word.</summary>
    public static string Lead(string text, int max)
    {
        var line = string.Join(' ', text.Split(['\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        var end = Clusters.Fit(line, max);
        if (end == line.Length) return line;

        var cut = end;
        while (cut > 0 && !IsWordEnd(line, cut)) cut--;
        return line[..(cut > 0 ? cut : end)].TrimEnd(' ', '\u00A0', ',', ';', ':', '-', '–', '—', '(', '،', '、', '，');
    }

    private static bool IsWordEnd(string line, int index)
    {
        if (char.IsLowSurrogate(line[index])) return false;
        Rune.DecodeFromUtf16(line.AsSpan(index), out var next, out _);
        Rune.DecodeLastFromUtf16(line.AsSpan(0, index), out var last, out _);
        return (next.Value == ' ' || IsIdeographic(next) || IsIdeographic(last)) && Rune.GetUnicodeCategory(next) is not (
            UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherPunctuation or UnicodeCategory.ClosePunctuation);
    }

    private static int UnspacedWords(int letters) => (letters + LettersPerUnspacedWord - 1) / LettersPerUnspacedWord;

    /// <summary>Of a script that has no spaces between words.</summary>
    public static bool IsWithoutSpaces(Rune rune) => IsIdeographic(rune) || IsUnspaced(rune);

    private static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E01 and <= 0x0E4E)                                // Thai
        or (>= 0x0E81 and <= 0x0ECE) or (>= 0x0EDC and <= 0x0EDF)   // Lao
        or (>= 0x1000 and <= 0x103F) or (>= 0x1050 and <= 0x108F)   // Burmese
        or (>= 0x1780 and <= 0x17D3);                               // Khmer

    private static bool IsIdeographic(Rune rune) => rune.Value
        is (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF)   // 々〆〇, kana
        or (>= 0x3105 and <= 0x312F) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFF);

    // Besides white space: dashes and dots set without spaces, and the word signs of Devanagari, Tibetan, Ethiopic and Chinese.
    private static bool Parts(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value is 0x200B or 0x2014 or 0x2015 or 0x2026 or 0x0964 or 0x0965 or 0x0F0B or 0x0F0C
            or (>= 0x1361 and <= 0x1368) or (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFF0F) or (>= 0xFF1A and <= 0xFF20);
}
