using System.Globalization;
using System.Text;

namespace Cms.Api.Shared.Data;

/// <summary>How names are put in order: without case and accents, by code point, the same on every machine.</summary>
internal static class SortName
{
    public static string Of(string name)
    {
        var folded = name.Normalize(NormalizationForm.FormKD)
            .EnumerateRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark || rune.Value >= 0x0590)
            .Select(rune => Rune.ToLowerInvariant(rune).ToString());
        return string.Concat(folded);
    }
}
