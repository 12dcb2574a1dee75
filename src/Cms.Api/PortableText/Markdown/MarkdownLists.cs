using System.Globalization;
using System.Text;
using Cms.Api.PortableText.Output;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Writes list items that follow each other.</summary>
internal static class MarkdownLists
{
    public static string Of(IEnumerable<TextBlock> items)
    {
        var output = new StringBuilder();
        var levels = new List<Level>();
        foreach (var item in items)
        {
            if (output.Length > 0) output.Append(item.Level == 1 && levels[0].Kind != item.ListItem ? "\n\n" : "\n");
            var prefix = Begin(item, levels, isWide: HtmlSpans.IsListing(item));
            output.Append(MarkdownWriter.Indent(MarkdownWriter.Paragraph(item), prefix, ""));
        }
        return output.ToString();
    }

    // What stands before an item's first line, and before its others as white space. A level that no item opened before
    // ("- - a") is an item without text, which a body does not keep.
    private static (string First, string Others) Begin(TextBlock item, List<Level> levels, bool isWide)
    {
        var continues = levels.Count >= item.Level && levels[item.Level - 1].Kind == item.ListItem;
        var number = continues ? levels[item.Level - 1].Number + 1 : 1;
        var open = Math.Min(levels.Count, item.Level - 1);
        levels.RemoveRange(open, levels.Count - open);

        var outer = new string(' ', levels.Sum(level => level.Width));
        while (levels.Count < item.Level) levels.Add(new Level(item.ListItem!, levels.Count == item.Level - 1 ? number : 1, isWide));
        var markers = string.Concat(levels.Skip(open).Select(level => level.Marker));
        return (outer + markers, new string(' ', outer.Length + markers.Length));
    }

    /// <param name="IsWide">Markdig takes a space from lines of code that are indented by less than four.</param>
    private readonly record struct Level(string Kind, int Number, bool IsWide)
    {
        public string Marker => Kind == "bullet" ? (IsWide ? "-   " : "- ") : string.Create(CultureInfo.InvariantCulture, $"{Number}. ");

        public int Width => Marker.Length;
    }
}
