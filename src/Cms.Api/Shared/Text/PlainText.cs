using System.Globalization;
using System.Text;
using Cms.Api.Shared.Http;

namespace Cms.Api.Shared.Text;

/// <summary>What editors type, made uniform: NFC, trimmed, nothing invisible that could mislead or break a reader.</summary>
internal static class PlainText
{
    /// <summary>No script puts as many marks on a letter; and to bring them into order costs the square of their number.</summary>
    public const int MaxMarksInARow = 64;

    /// <summary>White space, which says nothing before and after a text. What steers machines is no part of one anywhere.</summary>
    private static readonly char[] Around =
        [.. Enumerable.Range(char.MinValue, char.MaxValue).Select(c => (char)c).Where(c => char.IsWhiteSpace(c) && (!char.IsControl(c) || c is '\t' or '\n' or '\r'))];

    /// <summary>The text as it is stored, or null when nothing is left of it or it is at fault.</summary>
    public static string? Clean(string? value, string pointer, int max, List<Fault> faults, bool multiline = false)
    {
        if (value is null) return null;

        var text = Trim(multiline ? UnifyNewlines(value) : value);
        if (Flaw(text, multiline) is { } flaw)
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidText, flaw));
            return null;
        }
        text = Compose(text);
        if (IsBlank(text)) return null;
        if (CodePoints(text) is var length && length > max)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {max} characters; this has {length}."));
            return null;
        }
        return text;
    }

    /// <summary>Without the white space, of any script, before and after it.</summary>
    public static string Trim(string text) => text.Trim(Around);

    /// <summary>Why a text cannot be taken, as a sentence, or null when it can.</summary>
    public static string? Flaw(string text, bool multiline)
    {
        var marks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            int point = text[i];
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return "Holds half of a surrogate pair.";
                point = char.ConvertToUtf32(text[i], text[++i]);
            }
            if (point == '\n' && multiline)
            {
                marks = 0;
                continue;
            }
            if (IsLineBreak(point)) return "Must be one line; it holds a line break.";
            if (IsForbidden(point)) return $"Holds the character U+{point:X4}, which text may not.";
            marks = IsMark(point) ? marks + 1 : 0;
            if (marks > MaxMarksInARow) return $"Holds more than {MaxMarksInARow} marks in a row.";
        }
        return null;
    }

    /// <summary>NFC. What <see cref="Flaw"/> refuses for its marks or for U+FFFE stays as it is: .NET would take too long over it, or throw.</summary>
    public static string Compose(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsMark(rune.Value) ? marks + 1 : 0;
            if (marks > MaxMarksInARow || rune.Value == 0xFFFE) return text;
        }
        return text.Normalize(NormalizationForm.FormC);
    }

    public static bool IsMark(int point) =>
        point >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Every way to write a line break becomes <c>\n</c>.</summary>
    public static string UnifyNewlines(string text) =>
        text.AsSpan().ContainsAny("\r\u0085\u2028\u2029") ? text.ReplaceLineEndings("\n") : text;

    /// <summary>Nothing a reader would see: white space and format characters only.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) return false;
        }
        return true;
    }

    /// <summary>Why a name cannot be told from another one, as a sentence, or null. Joiners stay: Hindi, Persian and emoji need them.</summary>
    public static string? Unseen(string name) =>
        name.AsSpan().IndexOfAny("\u00AD\u200B\u2060\uFEFF") is var at and >= 0 ? $"Holds the invisible character U+{(int)name[at]:X4}, which a name may not." : null;

    public static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        }
        return count;
    }

    private static bool IsLineBreak(int point) => point is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    // Bidi embeddings, overrides and isolates can make a text read as another one; U+FFFD says that something was lost
    // before the text came here; noncharacters are for a program's inside, and .NET cannot normalise some of them.
    public static bool IsForbidden(int point) =>
        point is < 0x20 or (>= 0x7F and <= 0x9F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
            or 0xFFFD or (>= 0xFDD0 and <= 0xFDEF)
        || (point & 0xFFFE) == 0xFFFE;
}
