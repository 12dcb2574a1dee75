using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>The blocks found so far. Makes them of text, and tells faults and warnings with the line.</summary>
internal sealed class HtmlBlocks(string pointer, List<Fault> faults, BodyWarnings warnings)
{
    private static readonly string[][] MarksOf =
        [.. Enumerable.Range(0, 1 << BodyRules.Decorators.Length).Select(bits => BodyRules.Decorators.Where((_, bit) => (bits & (1 << bit)) != 0).ToArray())];

    private readonly List<Block> _blocks = [];
    private readonly List<NamedLink> _links = [];
    // How many numbered items there were without a break, by level.
    private readonly int[] _numbers = new int[BodyRules.MaxListLevel + 1];

    public int Line { get; set; } = 1;

    public int Count => _blocks.Count;

    /// <summary>What a table's cells hold are blocks until it ends.</summary>
    public int OpenTables { get; set; }

    /// <summary>There are more than a body may have, whatever follows.</summary>
    public bool IsFull => _blocks.Count > BodyRules.MaxBlocks + (OpenTables == 0 ? 0 : BodyRules.MaxRows * BodyRules.MaxColumns);

    public Block this[int index] { get => _blocks[index]; set => _blocks[index] = value; }

    public IReadOnlyList<NamedLink> Links => _links;

    /// <summary>The number that readers would see on a numbered item which came next.</summary>
    public int NextNumber(int level) => _numbers[level] + 1;

    public IReadOnlyList<Block> All() => [.. _blocks.Select((block, position) => block with { Position = position })];

    public IReadOnlyList<Block> Range(int start, int end) => _blocks.GetRange(start, end - start);

    /// <summary>Puts these in the place of all from <paramref name="start"/> on.</summary>
    public void Replace(int start, IReadOnlyList<Block> by)
    {
        _blocks.RemoveRange(start, _blocks.Count - start);
        foreach (var block in by) Add(block);
    }

    public void Add(Block block)
    {
        Number(block);
        _blocks.Add(block);
    }

    public void AddText(IReadOnlyList<Run> runs, int line)
    {
        var now = Line;
        Line = line;
        AddText(runs);
        Line = now;
    }

    public void Warn(string code, string detail) => warnings.Add(Line, code, detail);

    /// <summary>Tells of the links in text that becomes a value without marks.</summary>
    /// <param name="where">As in "A link in a table".</param>
    /// <param name="kept">The address that is not lost, or null.</param>
    public void WarnOfLinks(IEnumerable<Block> held, string where, string? kept = null)
    {
        if (held.OfType<TextBlock>().SelectMany(block => block.MarkDefs).OfType<LinkMark>().Any(link => link.Href != kept))
            Warn(WarningCodes.DroppedLink, $"A link in {where} was left out; its text stays.");
    }

    public void Fault(string code, string detail)
    {
        if (faults.Count < BodyRules.MaxFaults) faults.Add(new Fault(pointer, code, $"Line {Line}: {detail}"));
    }

    /// <summary>The beginning of a value, for a warning that names it.</summary>
    public static string Excerpt(string value)
    {
        const int max = 60;
        var text = value.Trim().ReplaceLineEndings(" ");
        return text.Length <= max ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[max - 1]) ? max - 1 : max), "…");
    }

    private void AddText(IReadOnlyList<Run> runs)
    {
        var setting = runs[0].Setting;
        if (setting.Item?.Label is { } label) runs = [new Run(label + " ", HtmlSetting.Plain), .. runs];
        var (spans, definitions) = Spans(runs);
        if (spans.All(IsBlank)) return;

        if (definitions.OfType<LinkMark>().FirstOrDefault(link => CmsReferences.Is(link.Href)) is { } reference)
        {
            AddReference(reference, spans, setting);
            return;
        }
        if (setting.Item is { Number: { } number } item && number != 1 && number != NextNumber(item.Level))
        {
            Warn(WarningCodes.ChangedStructure, HtmlLists.NumbersShown);
            AddText([new Run(item.Marker + " ", HtmlSetting.Plain), .. runs.Select(run => run with { Setting = run.Setting with { Item = null } })]);
            return;
        }
        var style = setting.Item is null ? setting.Style : "normal";
        if (BodyRules.IsHeading(style) && spans.Sum(span => PlainText.CodePoints(span.Text)) > BodyRules.MaxHeading)
        {
            Warn(WarningCodes.ChangedStructure, $"A heading longer than {BodyRules.MaxHeading} characters became a paragraph.");
            style = "normal";
        }
        var block = new TextBlock("", style, setting.Item?.Kind, setting.Item?.Level ?? 0, spans, definitions);
        Check(block);
        Add(block);
    }

    private void AddReference(LinkMark reference, IReadOnlyList<Span> spans, HtmlSetting setting)
    {
        var text = string.Concat(spans.Select(span => span.Text));
        var isAlone = spans.All(span => span.Marks.Contains(reference.Key)) && !BodyRules.IsHeading(setting.Style);
        if (!isAlone || CmsReferences.Read(reference.Href, text, Line) is not { } read)
        {
            Fault(FaultCodes.InvalidValue, $"Cannot be linked, {CmsReferences.Expected}: {Excerpt(reference.Href)}{(isAlone && CmsReferences.Hint(text) is { Length: > 0 } hint ? "." + hint : "")}");
            return;
        }
        Add(read.Block);
        if (read.Link is { } link) _links.Add(link);
    }

    private static bool IsBlank(Span span) => PlainText.IsBlank(span.Text);

    private void Check(TextBlock block)
    {
        var before = faults.Count;
        CanonicalText.Check(block, pointer, faults);
        for (var i = before; i < faults.Count; i++) faults[i] = faults[i] with { Detail = $"Line {Line}: {faults[i].Detail}" };
    }

    private static (IReadOnlyList<Span> Spans, IReadOnlyList<MarkDef> Definitions) Spans(IReadOnlyList<Run> runs)
    {
        Dictionary<MarkDef, MarkDef>? definitions = null;
        var (links, languages) = (0, 0);
        var spans = new List<Span>(runs.Count);
        foreach (var (text, setting) in runs)
        {
            List<string> marks = [.. MarksOf[(int)setting.Marks]];
            if (setting.Href is { } href) marks.Add(KeyOf(new LinkMark("", href), "l", ref links));
            if (setting.Language is { } language) marks.Add(KeyOf(language, "lang", ref languages));
            spans.Add(new Span(text, marks));
        }
        var isHeading = runs[0].Setting.Item is null && BodyRules.IsHeading(runs[0].Setting.Style);
        return CanonicalText.Of(spans, definitions is null ? [] : [.. definitions.Values], isHeading);

        string KeyOf(MarkDef content, string prefix, ref int count)
        {
            definitions ??= [];
            if (!definitions.TryGetValue(content, out var definition))
                definitions[content] = definition = content with { Key = $"{prefix}{++count}" };
            return definition.Key;
        }
    }

    private void Number(Block block)
    {
        var level = (block as TextBlock)?.Level ?? 0;
        Array.Clear(_numbers, level + 1, _numbers.Length - level - 1);
        if (level == 0) return;
        _numbers[level] = block is TextBlock { ListItem: "number" } ? _numbers[level] + 1 : 0;
    }
}
