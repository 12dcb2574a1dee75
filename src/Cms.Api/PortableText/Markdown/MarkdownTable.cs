using Cms.Api.Shared.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Cms.Api.PortableText.Markdown;

/// <summary>A pipe table: text in rows that are all as wide as the widest.</summary>
internal static class MarkdownTable
{
    public static TableBlock Read(Table table, string? caption, MarkdownTold told)
    {
        var rows = table.OfType<TableRow>().Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(cell => Cell(cell, told)).ToList())).ToList();
        var width = rows.Max(row => row.Cells.Count);
        foreach (var (_, cells) in rows) cells.AddRange(Enumerable.Repeat("", width - cells.Count));

        // A header alone is the one row there is.
        var header = rows is [{ IsHeader: true }, _, ..] ? rows[0].Cells : [];
        var body = rows.Skip(header.Count > 0 ? 1 : 0).Select(row => row.Cells);
        return new TableBlock("", caption, header.TrueForAll(cell => cell.Length == 0) ? [] : header, [.. body]);
    }

    /// <summary>Why a body cannot hold it as a table, or null when it can.</summary>
    public static string? WhyNot(TableBlock table) =>
        table.Rows.Count > BodyRules.MaxRows ? $"it has more than {BodyRules.MaxRows} rows"
        : table.Rows[0].Count > BodyRules.MaxColumns ? $"it has more than {BodyRules.MaxColumns} columns"
        : table.Header.Concat(table.Rows.SelectMany(row => row)).Any(cell => PlainText.CodePoints(cell) > BodyRules.MaxCell) ? $"a cell has more than {BodyRules.MaxCell} characters"
        : null;

    /// <summary>The table's text, a line a row.</summary>
    public static IEnumerable<string> Lines(TableBlock table) =>
        [table.Caption ?? "", .. table.Rows.Prepend(table.Header).Select(row => string.Join(" | ", row.Where(cell => cell.Length > 0)))];

    private static string Cell(TableCell cell, MarkdownTold told)
    {
        var texts = cell.OfType<LeafBlock>().Where(leaf => leaf.Inline is not null).Select(leaf => MarkdownPlain.Of(leaf.Inline!, told, "a table"));
        return told.Text(cell, string.Join(' ', texts), "A cell", int.MaxValue) ?? "";
    }
}
