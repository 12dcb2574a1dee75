using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Text;

/// <summary>Language tags (BCP 47).</summary>
internal static partial class Languages
{
    public const int MaxLength = 35;

    private static readonly FrozenSet<string> RightToLeftScripts = FrozenSet.Create(
        "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa");

    // By the script each is mostly written in, with the region where only that region's writing is.
    private static readonly FrozenSet<string> RightToLeftLanguages = FrozenSet.Create(
        "acm", "aeb", "apc", "ar", "arc", "ars", "ary", "arz", "azb", "bal", "bgn", "bqi", "brh", "ckb", "dv", "fa", "glk", "hac",
        "he", "iw", "ji", "khw", "ks", "lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug",
        "ur", "wbl", "yi", "az-iq", "az-ir", "kk-cn", "ku-iq", "ku-ir", "ky-cn", "ms-cc", "pa-pk", "tk-af", "uz-af");

    public static bool IsValid(string tag) => Canonical(tag) == tag;

    /// <summary>The tag in the usual case (<c>zh-hans-cn</c> → <c>zh-Hans-CN</c>), or null when it is not well-formed.</summary>
    public static string? Canonical(string tag)
    {
        if (tag.Length > MaxLength || !Tag().IsMatch(tag)) return null;

        // Case carries no meaning; region in capitals, script capitalised, and neither inside an extension (RFC 5646, 2.1.1).
        var subtags = Lower(tag).Split('-');
        for (var i = 1; i < subtags.Length && subtags[i].Length > 1; i++)
        {
            // A variant may come once (2.2.5); what else is repeated (de-DE) is another kind of subtag.
            if (IsVariant(subtags[i]) && subtags.AsSpan(0, i).Contains(subtags[i])) return null;
            subtags[i] = subtags[i].Length switch
            {
                2 => subtags[i].ToUpperInvariant(),
                4 when char.IsAsciiLetter(subtags[i][0]) => char.ToUpperInvariant(subtags[i][0]) + subtags[i][1..],
                _ => subtags[i],
            };
        }
        return string.Join('-', subtags);
    }

    /// <summary><c>ltr</c> or <c>rtl</c>, by the script of a well-formed tag.</summary>
    public static string Direction(string tag)
    {
        var subtags = Lower(tag).Split('-');
        var script = subtags.Skip(1).TakeWhile(s => s.Length > 1).FirstOrDefault(s => s.Length == 4 && char.IsAsciiLetter(s[0]));
        var region = subtags.Skip(1).TakeWhile(s => s.Length > 1).FirstOrDefault(s => s.Length == 2);
        var rightToLeft = script is not null
            ? RightToLeftScripts.Contains(script)
            : RightToLeftLanguages.Contains(subtags[0]) || RightToLeftLanguages.Contains($"{subtags[0]}-{region}");
        return rightToLeft ? "rtl" : "ltr";
    }

    /// <summary>The tag and what it narrows, longest first: <c>en-IN</c> → <c>en-in</c>, <c>en</c>.</summary>
    public static IReadOnlyList<string> Prefixes(string tag)
    {
        var prefixes = new List<string>();
        for (var rest = Lower(tag); ;)
        {
            prefixes.Add(rest);
            var dash = rest.LastIndexOf('-');
            if (dash < 0) return prefixes;
            rest = rest[..dash];
            // A singleton announces what followed it and means nothing alone (RFC 4647, 3.4).
            if (rest.Length >= 2 && rest[^2] == '-') rest = rest[..^2];
        }
    }

    private static bool IsVariant(string subtag) => subtag.Length >= 5 || (subtag.Length == 4 && char.IsAsciiDigit(subtag[0]));

    private static string Lower(string tag) => tag.ToLowerInvariant();

    [GeneratedRegex("""
        ^[a-z]{2,3}(-[a-z]{3})?(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?
        (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tag();
}
