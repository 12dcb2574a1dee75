using System.Globalization;
using System.Text;

namespace Cms.Api.Shared.Text;

/// <summary>
/// Words as a search compares them. Everything that is no letter, digit or mark parts words. They are compared in compatibility
/// decomposition (NFKD) and lower case, without the accents of Latin, Greek and Cyrillic letters, the vowel points of Hebrew and
/// Arabic, and the Devanagari nukta, which writers leave out; vowel signs that are part of the word, as in Hindi, stay. Where no
/// spaces part words (Han, kana, Thai, Lao, Khmer, Burmese) a word begins at every letter.
/// </summary>
internal static class SearchWords
{
    /// <summary>In code points: of a longer word the beginning counts, in texts and in questions alike.</summary>
    public const int MaxLength = 20;

    /// <summary>Of one thing that is searched: what comes after them is not found.</summary>
    public const int MaxWords = 200;

    /// <summary>The words a question asks for, each of which a word of the text has to begin with.</summary>
    public static IReadOnlyList<string> Asked(string question) => [.. Runs(question).Select(run => Cut(run, 0)).Distinct()];

    /// <summary>A <c>tsquery</c>: a word begins with each of these. They hold letters, digits and marks only, so nothing needs escaping.</summary>
    public static string ToQuery(IEnumerable<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));

    /// <summary>The words that texts are found by.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string> texts) => [.. texts.SelectMany(Runs).SelectMany(WordsOf).Distinct().Take(MaxWords)];

    /// <summary>Everything that can be asked to find these texts by one word: each word, and each beginning of one.</summary>
    public static IReadOnlyList<string> Beginnings(params IEnumerable<string> texts) => [.. Of(texts).SelectMany(BeginningsOf).Distinct()];

    private static IEnumerable<string> WordsOf(List<Rune> run) =>
        Enumerable.Range(0, run.Count).Where(start => BeginsWord(run, start)).Select(start => Cut(run, start));

    private static bool BeginsWord(List<Rune> run, int start) =>
        start == 0 || (!IsMark(run[start]) && (Words.IsWithoutSpaces(run[start]) || Words.IsWithoutSpaces(run[start - 1])));

    private static IEnumerable<string> BeginningsOf(string word)
    {
        var end = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            end += rune.Utf16SequenceLength;
            yield return word[..end];
        }
    }

    private static string Cut(List<Rune> run, int start) => string.Concat(run.Skip(start).Take(MaxLength));

    /// <summary>What stands between two signs that part words.</summary>
    private static List<List<Rune>> Runs(string text)
    {
        var runs = new List<List<Rune>>();
        var run = new List<Rune>();
        foreach (var rune in string.Concat(text.Normalize(NormalizationForm.FormKD).EnumerateRunes().Select(Fold)).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || (IsMark(rune) && run.Count > 0))
            {
                run.Add(rune);
            }
            else if (run.Count > 0)
            {
                runs.Add(run);
                run = [];
            }
        }
        if (run.Count > 0) runs.Add(run);
        return runs;
    }

    private static string Fold(Rune rune) => IsLeftOut(rune) ? "" : Rune.ToLowerInvariant(rune).Value switch
    {
        // Letters that have no decomposition, and yet are typed as others.
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ς' => "σ",
        var lower => new Rune(lower).ToString(),
    };

    private static bool IsLeftOut(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Joiners, soft hyphens; but the space of no width parts words.
        UnicodeCategory.Format => rune.Value != 0x200B,
        UnicodeCategory.NonSpacingMark => rune.Value is < 0x05C8 or (>= 0x064B and <= 0x0652) or 0x0670 or 0x093C or (>= 0xFE00 and <= 0xFE0F) or >= 0xE0100,
        _ => false,
    };

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
