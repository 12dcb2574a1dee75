using System.Buffers;
using System.Globalization;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>Leaves out the characters that text may not hold. One for each text, which may come in pieces.</summary>
internal sealed class HtmlCharacters
{
    /// <summary>A line break wherever it stands, where <c>\n</c> is mere white space in HTML.</summary>
    public const char LineBreak = '\u2028';

    // No script puts as many marks on a letter; and to bring them into order costs the square of their number.
    private const int MaxMarksInARow = 64;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\v\u0085\u2028\u2029");

    private int _marks;

    /// <param name="dropped">Whether anything is missing now.</param>
    public string Clean(string text, out bool dropped)
    {
        var kept = new StringBuilder(text.Length);
        dropped = false;
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            if (Breaks.Contains(text[i])) kept.Append(LineBreak);
            else if (text[i] == '\r') kept.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (text[i] is '\n' or '\t' or '\f' || IsAllowed(text, i, length)) kept.Append(text, i, length);
            else dropped = true;
            i += length - 1;
        }
        return kept.ToString();
    }

    private bool IsAllowed(string text, int index, int length)
    {
        if (text[index] is >= ' ' and <= '~')
        {
            _marks = 0;
            return true;
        }
        if (length == 1 && char.IsSurrogate(text[index])) return false;
        var point = char.ConvertToUtf32(text, index);
        _marks = CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            ? _marks + 1
            : 0;
        return _marks <= MaxMarksInARow && !PlainText.IsForbidden(point);
    }
}
