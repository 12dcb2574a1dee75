using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>
/// One table that is being read. What its cells hold goes to the blocks like any text; at its end, blocks become cells where this
/// is a table of data, and stay where it only lays a page out.
/// </summary>
internal sealed class HtmlTable(HtmlBlocks blocks, bool isForLayout)
{
    private readonly int _start = blocks.Count;
    private readonly List<(bool IsHeader, List<HtmlCell> Cells)> _rows = [];
    // For each column how many more rows the cell above fills; null until one fills any.
    private int[]? _filled;
    private HtmlCell? _caption;
    private bool _isTooWide;

    public void StartRow() => _rows.Add((false, []));

    public void AddCell(HtmlCell cell, bool isHeader, int columns, int rows)
    {
        if (_rows.Count == 0) StartRow();
        var row = _rows[^1].Cells;
        if (row.Count == 0) _rows[^1] = (isHeader, row);
        else if (!isHeader) _rows[^1] = (false, row);

        FillFromAbove(row);
        for (var n = 0; n < columns && !_isTooWide; n++)
        {
            if (row.Count == BodyRules.MaxColumns) _isTooWide = true;
            else
            {
                if (rows > 1) _filled ??= new int[BodyRules.MaxColumns];
                if (_filled is not null) _filled[row.Count] = rows - 1;
                row.Add(n == 0 ? cell : HtmlCell.Empty);
            }
        }
    }

    public void EndRow()
    {
        if (_rows.Count > 0) FillFromAbove(_rows[^1].Cells);
    }

    public void SetCaption(HtmlCell caption) => _caption ??= caption;

    /// <summary>Another table is in it.</summary>
    public bool HoldsTable { get; set; }

    public void End()
    {
        var cells = _rows.SelectMany(row => row.Cells).Where(cell => cell.Start < cell.End).ToList();
        if (cells.Count == 0) return;
        if ((WhyItCannotBe ?? WhyItCannotHold(cells)) is { } reason)
        {
            blocks.Warn(WarningCodes.ChangedStructure, $"A table became paragraphs: {reason}.");
            return;
        }
        var table = ToBlock();
        if (_caption is not null) cells.Add(_caption);
        foreach (var cell in cells) Warn(cell);
        Replace(cells, table);
    }

    private void FillFromAbove(List<HtmlCell> row)
    {
        while (_filled is not null && row.Count < BodyRules.MaxColumns && _filled[row.Count] > 0)
        {
            _filled[row.Count]--;
            row.Add(HtmlCell.Empty);
        }
    }

    // Asked first: of tables in tables only the innermost may look at what they hold, or a thousand would look a thousand times.
    private string? WhyItCannotBe =>
        isForLayout ? "it lays out the page"
        : HoldsTable ? "it holds another"
        : _isTooWide ? $"it has more than {BodyRules.MaxColumns} columns"
        : _rows.Count > BodyRules.MaxRows ? $"it has more than {BodyRules.MaxRows} rows"
        : _rows.Max(row => row.Cells.Count) == 1 ? "it has one column"
        : null;

    private string? WhyItCannotHold(List<HtmlCell> cells)
    {
        var held = cells.SelectMany(cell => blocks.Range(cell.Start, cell.End)).ToList();
        if (held.Exists(HasNoPlace) || (_caption is not null && blocks.Range(_caption.Start, _caption.End).Any(HasNoPlace))) return "it holds what a cell has no place for";
        if (_rows.Count(row => row.Cells.Count > 0) == 1 && held.Exists(block => block is not TextBlock { Style: "normal", ListItem: null }))
            return "it lays out the page";
        return cells.Exists(cell => PlainText.CodePoints(TextOf(cell)) > BodyRules.MaxCell) ? $"a cell has more than {BodyRules.MaxCell} characters" : null;
    }

    // A closed list: what TextOf does not read would be lost.
    private static bool HasNoPlace(Block block) => block is not (TextBlock or EmbedBlock or ImageBlock or DividerBlock);

    // What stands between the cells is shown before the table, as browsers do.
    private void Replace(List<HtmlCell> taken, TableBlock table)
    {
        var beside = new List<Block>();
        var at = _start;
        foreach (var cell in taken.Where(cell => cell.Start < cell.End).OrderBy(cell => cell.Start))
        {
            beside.AddRange(blocks.Range(at, cell.Start));
            at = cell.End;
        }
        beside.AddRange(blocks.Range(at, blocks.Count));
        blocks.Replace(_start, [.. beside, table]);
    }

    private TableBlock ToBlock()
    {
        var width = _rows.Max(row => row.Cells.Count);
        var rows = _rows
            .Select(row => (row.IsHeader, Cells: row.Cells.ConvertAll(TextOf)))
            .Where(row => row.Cells.Exists(cell => cell.Length > 0))
            .ToList();
        foreach (var (_, cells) in rows) cells.AddRange(Enumerable.Repeat("", width - cells.Count));
        var hasHeader = rows.Count > 1 && rows[0].IsHeader;
        return new TableBlock("", Caption(), hasHeader ? rows[0].Cells : [], [.. rows.Skip(hasHeader ? 1 : 0).Select(row => row.Cells)]);
    }

    private string? Caption()
    {
        if (_caption is null || TextOf(_caption) is not { Length: > 0 } caption) return null;
        if (PlainText.CodePoints(caption) <= BodyRules.MaxTableCaption) return caption;
        blocks.Warn(WarningCodes.ChangedStructure, $"A table's caption longer than {BodyRules.MaxTableCaption} characters became a paragraph.");
        _caption = null;
        return null;
    }

    private string TextOf(HtmlCell cell)
    {
        if (cell.Start == cell.End) return "";
        var texts = blocks.Range(cell.Start, cell.End).Select(TextOf).Where(text => text.Length > 0);
        var text = string.Join(' ', texts).Normalize(NormalizationForm.FormC).Trim();
        return PlainText.IsBlank(text) ? "" : text;
    }

    private static string TextOf(Block block) => block switch
    {
        TextBlock text => string.Concat(text.Spans.Select(span => span.Text)).Replace('\n', ' '),
        EmbedBlock embed => embed.Text.Replace('\n', ' '),
        ImageBlock image => string.Join(' ', new[] { image.Alt, image.Caption }.Where(text => text is not null)),
        _ => "",
    };

    private void Warn(HtmlCell cell)
    {
        var held = blocks.Range(cell.Start, cell.End);
        blocks.WarnOfLinks(held, "a table");
        foreach (var block in held)
        {
            if (block is TextBlock { ListItem: not null } or TextBlock { Style: not "normal" })
                blocks.Warn(WarningCodes.ChangedStructure, "A list, heading or quote in a table became plain text.");
            if (block is EmbedBlock) blocks.Warn(WarningCodes.DroppedEmbed, "An embed in a table was left out; its text stays.");
            if (block is DividerBlock) blocks.Warn(WarningCodes.DroppedElement, "A divider in a table was left out.");
            if (block is ImageBlock) blocks.Warn(WarningCodes.DroppedImage, "An image in a table was left out; its text stays.");
        }
    }
}

/// <summary>The blocks that a cell holds, as a range; both ends are equal where it is empty.</summary>
internal sealed record HtmlCell(int Start)
{
    public static readonly HtmlCell Empty = new(0);

    public int End { get; set; } = Start;
}
