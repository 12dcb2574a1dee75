using System.Text.RegularExpressions;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdownBlock = Markdig.Syntax.Block;

namespace Cms.Api.PortableText;

/// <summary>Turns parsed Markdown into blocks. Recursion is as deep as the parser lets blocks nest.</summary>
internal sealed partial class MarkdownBlocks(string pointer, List<Fault> faults)
{
    private readonly List<Block> _blocks = [];

    public IReadOnlyList<Block> Read(MarkdownDocument document)
    {
        AddAll(document, "normal");
        return [.. _blocks.Select((block, position) => block with { Position = position })];
    }

    private void AddAll(IEnumerable<MarkdownBlock> blocks, string style)
    {
        foreach (var block in blocks.TakeWhile(_ => faults.Count < BodyRules.MaxFaults)) Add(block, style);
    }

    private void Add(MarkdownBlock block, string style)
    {
        switch (block)
        {
            case HeadingBlock heading: AddText(heading, $"h{Math.Clamp(heading.Level, 2, 4)}"); break;
            case ParagraphBlock paragraph: AddParagraph(paragraph, style); break;
            case CodeBlock code: AddText(code, style); break;
            case QuoteBlock quote: AddAll(quote, "blockquote"); break;
            case ListBlock list: AddList(list, 1); break;
            case Table table: AddTable(table); break;
            case ThematicBreakBlock: _blocks.Add(new DividerBlock("")); break;
            case HtmlBlock html: Fault(html, FaultCodes.InvalidValue, $"HTML is not taken here: {MarkdownInlines.Excerpt(html.Lines.ToString())}"); break;
            case LinkReferenceDefinitionGroup or BlankLineBlock: break;
            default: Fault(block, FaultCodes.InvalidValue, "This cannot be part of a body."); break;
        }
    }

    private void AddParagraph(ParagraphBlock paragraph, string style)
    {
        if (AddImages(paragraph) || AddRelatedLink(paragraph)) return;
        if (IsBrokenTable(paragraph))
            Fault(paragraph, FaultCodes.InvalidValue, "Looks like a table and is none: one needs a single header row, a | in every row, and a blank line after it.");
        else
            AddText(paragraph, style);
    }

    private void AddText(LeafBlock leaf, string style)
    {
        var inlines = new MarkdownInlines(Fault);
        inlines.Read(leaf);
        Add(leaf, inlines, style, null, 0);
    }

    private void Add(MarkdownBlock at, MarkdownInlines inlines, string style, string? listItem, int level)
    {
        var (spans, definitions) = CanonicalText.Of(inlines.Spans, inlines.MarkDefs);
        if (spans.Count == 0) return;

        var block = new TextBlock("", style, listItem, level, spans, definitions);
        Check(at, found => CanonicalText.Check(block, pointer, found));
        _blocks.Add(block);
    }

    private void AddList(ListBlock list, int level)
    {
        if (level > BodyRules.MaxListLevel)
        {
            Fault(list, FaultCodes.OutOfRange, $"Lists nest {BodyRules.MaxListLevel} deep at most.");
            return;
        }
        // "2010. A year to remember" is a list that starts at 2010, and the number would be gone.
        if (list.IsOrdered && list.OrderedStart is not (null or "1"))
            Fault(list, FaultCodes.InvalidValue, $"A numbered list starts at 1; for a sentence write {list.OrderedStart}\\{list.OrderedDelimiter}");

        var kind = list.IsOrdered ? "number" : "bullet";
        foreach (var item in list.OfType<ListItemBlock>()) AddItem(item, kind, level);
    }

    // A body has one text an item: further paragraphs become lines of it, and what is no text follows it.
    private void AddItem(ListItemBlock item, string kind, int level)
    {
        var inlines = new MarkdownInlines(Fault);
        foreach (var child in item)
        {
            if (child is CodeBlock or ParagraphBlock && !IsImagesOnly(child) && RelatedLink(child) is null)
            {
                inlines.StartLine();
                inlines.Read((LeafBlock)child);
                continue;
            }
            Add(item, inlines, "normal", kind, level);
            inlines = new MarkdownInlines(Fault);
            if (child is ListBlock nested) AddList(nested, level + 1);
            else Add(child, "normal");
        }
        Add(item, inlines, "normal", kind, level);
    }

    private static bool IsImagesOnly(MarkdownBlock block) =>
        block is ParagraphBlock { Inline.FirstChild: not null } paragraph
        && paragraph.Inline.Any(inline => inline is LinkInline { IsImage: true })
        && paragraph.Inline.All(inline => inline is LinkInline { IsImage: true } or LineBreakInline
            || (inline is LiteralInline text && string.IsNullOrWhiteSpace(text.Content.ToString())));

    private bool AddImages(ParagraphBlock paragraph)
    {
        if (!IsImagesOnly(paragraph)) return false;
        foreach (var image in paragraph.Inline!.OfType<LinkInline>())
        {
            if (Reference(image.Url) is not { } id)
            {
                Fault(image, FaultCodes.InvalidValue, $"An image is named by its id, ![alt](cms:ID); not {MarkdownInlines.Excerpt(image.Url)}");
                continue;
            }
            var alt = MarkdownInlines.TextOf(image, Fault);
            Check(image, found => _blocks.Add(new ImageBlock(
                "",
                id,
                PlainText.Clean(image.Title, pointer, BodyRules.MaxCaption, found),
                PlainText.Clean(alt, pointer, BodyRules.MaxAlt, found),
                "inline")));
        }
        return true;
    }

    private bool AddRelatedLink(ParagraphBlock paragraph)
    {
        if (RelatedLink(paragraph) is not { } id) return false;
        _blocks.Add(new RelatedLinkBlock("", id));
        return true;
    }

    private static Guid? RelatedLink(MarkdownBlock block) =>
        block is ParagraphBlock { Inline: { FirstChild: LinkInline { IsImage: false, Title: null or "", NextSibling: null } link } }
        && link is { FirstChild: LiteralInline { NextSibling: null } label }
        && label.Content.ToString().Equals("read", StringComparison.OrdinalIgnoreCase)
            ? Reference(link.Url)
            : null;

    private static Guid? Reference(string? url) =>
        url is not null && url.StartsWith("cms:", StringComparison.Ordinal) && Guid.TryParseExact(url.AsSpan(4), "D", out var id) ? id : null;

    private void AddTable(Table table)
    {
        var rows = new List<(bool IsHeader, List<string> Cells)>();
        foreach (var row in table.OfType<TableRow>().TakeWhile(_ => faults.Count < BodyRules.MaxFaults))
            rows.Add((row.IsHeader, [.. row.OfType<TableCell>().Select(cell => Cell(row, cell))]));

        var header = rows.Where(row => row.IsHeader).SelectMany(row => row.Cells).ToList();
        var body = rows.Where(row => !row.IsHeader).Select(row => row.Cells).ToList();
        if (body.Count is 0 or > BodyRules.MaxRows)
            Fault(table, body.Count == 0 ? FaultCodes.TooFew : FaultCodes.TooMany, $"A table has 1 to {BodyRules.MaxRows} rows below its header.");
        if (header.Count > BodyRules.MaxColumns) Fault(table, FaultCodes.TooMany, $"A table has {BodyRules.MaxColumns} columns at most.");
        _blocks.Add(new TableBlock("", null, header.TrueForAll(cell => cell.Length == 0) ? [] : header, body));
    }

    private static bool IsBrokenTable(ParagraphBlock paragraph) =>
        paragraph.Inline is { } inlines
        && Separator().IsMatch(string.Concat(inlines.Select(inline => inline is LineBreakInline ? "\n" : (inline as LiteralInline)?.Content.ToString())));

    // Emphasis goes, being looks; an address would be content, and a cell has no place for it.
    private string Cell(TableRow row, TableCell cell)
    {
        var text = string.Join(' ', cell.OfType<LeafBlock>().Select(leaf => leaf.Inline is null ? "" : MarkdownInlines.TextOf(leaf.Inline, (_, code, detail) => Fault(row, code, detail))));
        string? cleaned = null;
        Check(row, found => cleaned = PlainText.Clean(text, pointer, BodyRules.MaxCell, found));
        return cleaned ?? "";
    }

    [GeneratedRegex(@"(^|\n)\|?[ :]*-[ :-]*\|[ |:-]*(\n|\z)")]
    private static partial Regex Separator();

    private void Check(MarkdownObject at, Action<List<Fault>> check)
    {
        var found = new List<Fault>();
        check(found);
        foreach (var fault in found) Fault(at, fault.Code, fault.Detail);
    }

    private void Fault(MarkdownObject at, string code, string detail)
    {
        if (faults.Count < BodyRules.MaxFaults) faults.Add(new Fault(pointer, code, $"Line {at.Line + 1}: {detail}"));
    }
}
