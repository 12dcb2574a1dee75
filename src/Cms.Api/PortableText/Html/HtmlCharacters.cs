using System.Buffers;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>Leaves out the characters that text may not hold. One for each text, which may come in pieces.</summary>
internal sealed class HtmlCharacters
{
    /// <summary>A line break wherever it stands, where <c>\n</c> is mere white space in HTML.</summary>
    public const char LineBreak = '\u2028';

    /// <summary>The detail of a <c>dropped_characters</c> warning.</summary>
    public const string Dropped = "Characters that text may not hold were left out: controls, signs that turn the direction of writing, marks in heaps.";

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\v\u0085\u2028\u2029");

    private int _marks;

    /// <summary>What follows stands on no letter that was there before.</summary>
    public void StartLine() => _marks = 0;

    /// <param name="dropped">Whether anything is missing now.</param>
    public string Clean(string text, out bool dropped)
    {
        var kept = new StringBuilder(text.Length);
        dropped = false;
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            if (text[i] < ' ' || Breaks.Contains(text[i])) StartLine();
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
        _marks = PlainText.IsMark(point) ? _marks + 1 : 0;
        return _marks <= PlainText.MaxMarksInARow && !PlainText.IsForbidden(point);
    }
}
