using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cms.Api.Shared.Text;

/// <summary>The readable part of an address, in any script.</summary>
internal static class Slug
{
    /// <summary>In code points.</summary>
    public const int MaxLength = 80;

    // Written inside words (O'Hare, п'ять, צה״ל): gone, where other punctuation parts words.
    private static readonly SearchValues<char> Apostrophes = SearchValues.Create("'`´‘’‛ʼ＇׳״");

    /// <summary>The slug of a title, "" when it holds no letter or digit.</summary>
    public static string From(string title)
    {
        var slug = Cut(Letters(title), MaxLength);
        // Such a slug would be taken for an id in every {ref}.
        return LooksLikeId(slug) ? "slug-" + slug : slug;
    }

    public static bool IsValid(string slug) => slug.Length > 0 && From(slug) == slug;

    /// <summary>The same slug numbered, for when it is taken.</summary>
    public static string WithSuffix(string slug, int n)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{n}");
        return Cut(slug, MaxLength - suffix.Length) + suffix;
    }

    private static string Letters(string title)
    {
        var kept = new StringBuilder(title.Length);
        foreach (var rune in WellFormed(title).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            var inWord = kept.Length > 0 && kept[^1] != '-';
            // A mark with no letter before it would join the slash in front of the slug.
            if (Rune.IsLetterOrDigit(rune) || IsNumber(rune) || (inWord && IsMark(rune))) kept.Append(Lower(rune));
            else if (inWord) kept.Append('-');
        }
        // Again: lower case can compose where upper case could not (J̌ has no single code point, ǰ has).
        return kept.ToString().Normalize(NormalizationForm.FormC).TrimEnd('-');
    }

    // The Turkish capital has no lower case in the invariant culture; its readers type an i.
    private static string Lower(Rune rune) => rune.Value == 'İ' ? "i" : Rune.ToLowerInvariant(rune).ToString();

    // Invisible: joiners, bidi controls, soft hyphens; and what only chooses a glyph.
    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || (rune.IsBmp && Apostrophes.Contains((char)rune.Value));

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>At most so many code points; at a hyphen where that costs less than half, never inside a character as readers see it.</summary>
    private static string Cut(string slug, int max)
    {
        var end = Clusters.Fit(slug, max);
        if (end == slug.Length) return slug;

        var hyphen = slug[end] == '-' ? end : slug.LastIndexOf('-', end - 1);
        return slug[..(hyphen > end / 2 ? hyphen : end)].TrimEnd('-');
    }

    private static bool LooksLikeId(string slug) =>
        Guid.TryParseExact(slug, "D", out _) || Guid.TryParseExact(slug, "N", out _);

    // Normalize throws at lone surrogates and U+FFFE; here they part words like any other sign.
    private static string WellFormed(string title)
    {
        var text = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes()) text.Append(rune.Value is 0xFFFD or 0xFFFE or 0xFFFF ? " " : rune.ToString());
        return text.ToString();
    }
}
