using System.Globalization;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.Articles.Revisions;

/// <summary>Cuts a text into what an editor takes for one: words, signs, white space; characters where a script parts no words.</summary>
internal static class TextTokens
{
    private enum Kind
    {
        Word,
        Space,
        Alone,
    }

    /// <summary>Joined again they are the text.</summary>
    public static string[] Of(string text)
    {
        var tokens = new List<string>();
        var (start, before) = (0, Kind.Alone);
        for (var place = 0; place < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, place);
            var kind = KindOf(text, place, place + length, before);
            if (place > start && (kind == Kind.Alone || kind != before))
            {
                tokens.Add(text[start..place]);
                start = place;
            }
            before = kind;
            place += length;
        }
        if (start < text.Length) tokens.Add(text[start..]);
        return [.. tokens];
    }

    private static Kind KindOf(string text, int start, int end, Kind before)
    {
        var first = First(text, start);
        if (Rune.IsWhiteSpace(first)) return Kind.Space;
        if (Words.IsWithoutSpaces(first)) return Kind.Alone;
        if (Rune.IsLetterOrDigit(first) || Rune.IsNumber(first)) return Kind.Word;
        // An apostrophe or a hyphen between letters is part of the word, as in don't.
        return before == Kind.Word && first.Value is '\'' or '\u2019' or '-' && end < text.Length && IsLetter(First(text, end)) ? Kind.Word : Kind.Alone;
    }

    private static bool IsLetter(Rune rune) => Rune.IsLetterOrDigit(rune) && !Words.IsWithoutSpaces(rune);

    private static Rune First(string text, int place)
    {
        Rune.DecodeFromUtf16(text.AsSpan(place), out var rune, out _);
        return rune;
    }
}
