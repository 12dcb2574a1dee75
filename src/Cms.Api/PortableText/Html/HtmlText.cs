using System.Text;

namespace Cms.Api.PortableText.Html;

internal readonly record struct Run(string Text, HtmlSetting Setting);

/// <summary>
/// Gathers the text of one block by HTML's rules of white space. A block is handed on when it is known to be over: another
/// paragraph of the same list item is a line of the same block.
/// </summary>
internal sealed class HtmlText(HtmlBlocks blocks)
{
    private const char NoBreakSpace = '\u00A0';
    private const string Tab = "    ";

    private readonly List<(StringBuilder Text, HtmlSetting Setting)> _runs = [];
    private (char Space, HtmlSetting Setting)? _space;
    private int _breaks;
    private int _line;
    private bool _isOver;

    /// <summary>Stands before the next text: the number of an item that becomes a paragraph.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>What is written next begins a line or a block.</summary>
    public bool StartsLine => _runs.Count == 0 || _breaks > 0 || _isOver;

    /// <summary>How many characters were ever written.</summary>
    public int Length { get; private set; }

    /// <summary>What follows is another paragraph.</summary>
    public void EndBlock() => (_isOver, _space) = (true, null);

    /// <summary>One breaks the line, two part paragraphs.</summary>
    public void Break() => (_breaks, _space) = (_breaks + 1, null);

    /// <param name="text">Of allowed characters, white space and <see cref="HtmlCharacters.LineBreak"/>.</param>
    /// <param name="keepSpace">White space is no mere layout of the source; <c>\n</c> breaks the line.</param>
    public void Append(string text, HtmlSetting setting, bool keepSpace)
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            var length = 1;
            if (c == HtmlCharacters.LineBreak || (c == '\n' && keepSpace && !setting.KeepsSpace)) Break();
            else if (setting.KeepsSpace && c is '\t' or '\f') Write(c == '\t' ? Tab : "\n", setting);
            else if (keepSpace && c is '\t' or '\f') Write(" ", setting);
            else if (!keepSpace && !setting.KeepsSpace && IsSpace(c)) _space = (_space is null && c == NoBreakSpace ? c : ' ', _space?.Setting ?? setting);
            else Write(text.AsSpan(i, length = LengthOfWord(text.AsSpan(i))), setting);
            i += length;
        }
    }

    /// <summary>Ends the block, whatever follows.</summary>
    public void Flush()
    {
        var runs = _runs.ConvertAll(run => new Run(run.Text.ToString(), run.Setting));
        _runs.Clear();
        (_space, _breaks, _isOver) = (null, 0, false);
        if (runs.Count > 0) blocks.AddText(runs, _line);
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\f' or NoBreakSpace;

    // At least one character: where space is kept, it may be space.
    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && !IsSpace(text[length]) && text[length] != HtmlCharacters.LineBreak) length++;
        return length;
    }

    private void Write(ReadOnlySpan<char> text, HtmlSetting setting)
    {
        Length += text.Length;
        if (StartsLine) StartLine(setting);
        else if (_space is { } space) Add(space.Space.ToString(), space.Setting);
        _space = null;
        Add(text, setting);
    }

    private void StartLine(HtmlSetting setting)
    {
        var isParagraph = _isOver || (_breaks > 1 && !setting.KeepsSpace);
        if (isParagraph && _runs.Count > 0 && !ContinuesItem(setting)) Flush();
        if (_runs.Count > 0) Add(isParagraph ? "\n" : new string('\n', _breaks), _runs[^1].Setting.LooksLike(setting) ? setting : HtmlSetting.Plain);
        else if (Prefix.Length > 0) Add(Prefix, setting with { Marks = HtmlMarks.None, Href = null, Language = null });
        (Prefix, _breaks, _isOver) = ("", 0, false);
    }

    private bool ContinuesItem(HtmlSetting setting) =>
        setting.Item is not null
        && setting.Item == _runs[0].Setting.Item
        && !CmsReferences.Is(setting.Href) && !CmsReferences.Is(_runs[0].Setting.Href);

    private void Add(ReadOnlySpan<char> text, HtmlSetting setting)
    {
        if (_runs.Count == 0) _line = blocks.Line;
        if (_runs.Count == 0 || !_runs[^1].Setting.LooksLike(setting)) _runs.Add((new StringBuilder(), setting));
        _runs[^1].Text.Append(text);
    }
}
