using System.Globalization;

namespace Cms.Api.PortableText.Html;

/// <summary>The parts of tables as they open and end.</summary>
internal sealed class HtmlTables(HtmlBlocks blocks, HtmlText text, HtmlStack open)
{
    private readonly Stack<HtmlTable> _tables = [];

    public Opened Open(string name, Func<string, string?> attribute)
    {
        // A table's part outside of one begins one: what a spreadsheet copies has its table tag outside of the copied part.
        if (name != "table" && _tables.Count == 0)
        {
            var implied = Table(_ => null);
            open.Push("table", implied.Change, isBlock: true, isScope: true, implied.Closed);
        }
        return name switch
        {
            "table" => Table(attribute),
            "tr" => Row(),
            "caption" => Caption(),
            _ => Cell(name, attribute),
        };
    }

    private Opened Table(Func<string, string?> attribute)
    {
        text.Flush();
        if (_tables.TryPeek(out var outer)) outer.HoldsTable = true;
        blocks.OpenTables++;
        _tables.Push(new HtmlTable(blocks, isForLayout: attribute("role") is "presentation" or "none"));
        return new(setting => setting with { Item = null }, IsScope: true, Closed: () =>
        {
            text.Flush();
            _tables.Pop().End();
            blocks.OpenTables--;
        });
    }

    private Opened Row()
    {
        var table = _tables.Peek();
        table.StartRow();
        return new(null, table.EndRow);
    }

    private Opened Caption()
    {
        var cell = StartCell();
        _tables.Peek().SetCaption(cell);
        return new(null, () => EndCell(cell), IsScope: true);
    }

    private Opened Cell(string name, Func<string, string?> attribute)
    {
        var cell = StartCell();
        var isHeader = name == "th" || open.Innermost("thead") > open.Innermost("table");
        _tables.Peek().AddCell(cell, isHeader, Count(attribute("colspan"), BodyRules.MaxColumns + 1), Count(attribute("rowspan"), BodyRules.MaxRows));
        return new(setting => setting with { List = null, Item = null, Style = BodyRules.IsHeading(setting.Style) ? "normal" : setting.Style }, () => EndCell(cell), IsScope: true);
    }

    private HtmlCell StartCell()
    {
        text.Flush();
        return new HtmlCell(blocks.Count);
    }

    private void EndCell(HtmlCell cell)
    {
        text.Flush();
        cell.End = blocks.Count;
    }

    private static int Count(string? value, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, max) : 1;
}
