using System.Text.Json;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

internal static class TableReader
{
    public static TableBlock Read(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "caption", "header", "rows");
        var header = Cells(block.Items("header", max: BodyRules.MaxColumns), block.Faults);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (row, pointer) in block.Items("rows", min: 1, max: BodyRules.MaxRows))
        {
            var before = block.Faults.Count;
            var cells = Cells(JsonMembers.ItemsOf(row, pointer, block.Faults, min: 1, max: BodyRules.MaxColumns), block.Faults);
            var width = header.Count > 0 ? header.Count : rows.Count > 0 ? rows[0].Count : cells.Count;
            if (block.Faults.Count == before && cells.Count != width)
                block.Faults.Add(new Fault(pointer, FaultCodes.InvalidValue, $"All rows are as wide as the first: {width} cells, not {cells.Count}."));
            rows.Add(cells);
        }
        var hasHeader = header.Exists(cell => cell.Length > 0);
        return new TableBlock(key, block.Text("caption", BodyRules.MaxTableCaption), hasHeader ? header : [], rows);
    }

    private static List<string> Cells(IEnumerable<(JsonElement Item, string Pointer)> items, List<Fault> faults)
    {
        var cells = new List<string>();
        foreach (var (item, pointer) in items)
        {
            var text = JsonMembers.StringOf(item, pointer, faults);
            cells.Add(PlainText.Clean(text, pointer, BodyRules.MaxCell, faults) ?? "");
        }
        return cells;
    }
}
