using System.Globalization;

namespace Cms.Api.Shared.Text;

/// <summary>Cutting between characters as readers see them (grapheme clusters).</summary>
internal static class Clusters
{
    /// <summary>Where to end a text so that it has at most <paramref name="max"/> code points.</summary>
    public static int Fit(string text, int max)
    {
        if (text.Length <= max) return text.Length;

        var end = 0;
        for (var left = max; end < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            left -= PlainText.CodePoints(text.Substring(end, length));
            if (left < 0) break;
            end += length;
        }
        // One letter under more marks than fit: nobody's spelling, so it may be cut anywhere but inside a code point.
        return end > 0 || text.Length == 0 ? end : char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
    }
}
