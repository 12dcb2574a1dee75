using System.Buffers;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>Leaves out the characters that text may not hold.</summary>
internal static class HtmlCharacters
{
    /// <summary>A line break wherever it stands, where <c>\n</c> is mere white space in HTML.</summary>
    public const char LineBreak = '\u2028';

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\v\u0085\u2028\u2029");

    /// <param name="dropped">Whether anything is missing now.</param>
    public static string Clean(string text, out bool dropped)
    {
        var kept = new StringBuilder(text.Length);
        dropped = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Breaks.Contains(c)) kept.Append(LineBreak);
            else if (c == '\r') kept.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                if (PlainText.IsForbidden(char.ConvertToUtf32(c, text[i + 1]))) dropped = true;
                else kept.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (c is not ('\n' or '\t' or '\f') && (char.IsSurrogate(c) || PlainText.IsForbidden(c))) dropped = true;
            else kept.Append(c);
        }
        return kept.ToString();
    }
}
