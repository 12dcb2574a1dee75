using System.Runtime.InteropServices;

namespace Cms.Api.PortableText.Html;

/// <summary>
/// The open elements. Every question costs the same however many are open: a page may hold a hundred thousand tags that are
/// never closed.
/// </summary>
internal sealed class HtmlStack(Action endBlock)
{
    // More than an editor's tool nests in a mark that it closes out of order.
    private const int MaxMisnested = 32;

    private readonly List<HtmlElement> _open = [];
    private readonly Dictionary<string, int> _innermost = new(StringComparer.Ordinal);

    public HtmlSetting Setting => _open.Count == 0 ? HtmlSetting.Plain : _open[^1].Setting;

    public int Count => _open.Count;

    public string? Top => _open.Count == 0 ? null : _open[^1].Name;

    /// <summary>The innermost element that tags within do not close past: a table or a cell. -1 for none.</summary>
    public int Scope => _open.Count == 0 ? -1 : _open[^1].Scope;

    /// <summary>Its place, 0 for the outermost, or -1.</summary>
    public int Innermost(string name) => _innermost.GetValueOrDefault(name, -1);

    public int Innermost(ReadOnlySpan<string> names)
    {
        var innermost = -1;
        foreach (var name in names) innermost = Math.Max(innermost, Innermost(name));
        return innermost;
    }

    public bool IsBlock(int place) => _open[place].IsBlock;

    /// <param name="closed">Done while the element is still the innermost.</param>
    public void Push(string name, Func<HtmlSetting, HtmlSetting>? change, bool isBlock, bool isScope, Action? closed)
    {
        var element = new HtmlElement(name, change, isBlock, isScope, closed)
        {
            Setting = change is null ? Setting : change(Setting),
            Scope = isScope ? _open.Count : Scope,
            Outer = Innermost(name),
        };
        _innermost[name] = _open.Count;
        _open.Add(element);
    }

    /// <summary>Ends the element at this place and all within it.</summary>
    public void PopTo(int place)
    {
        while (_open.Count > place)
        {
            var element = _open[^1];
            element.Closed?.Invoke();
            if (element.IsBlock) endBlock();
            Drop();
        }
    }

    /// <summary>
    /// Ends one element alone: <c>&lt;b>&lt;i>&lt;/b></c> leaves the <c>i</c>. But what opened in a hidden one ends with it: its
    /// tables and links were never begun, so nothing may stand in them.
    /// </summary>
    public void Remove(int place)
    {
        var above = _open.Count - place - 1;
        if (above == 0 || _open[place].Setting.Hidden is not null)
        {
            PopTo(place);
            return;
        }
        if (above > MaxMisnested) return;

        var kept = CollectionsMarshal.AsSpan(_open)[(place + 1)..].ToArray();
        var removed = _open[place];
        for (var i = 0; i < above; i++) Drop();
        removed.Closed?.Invoke();
        Drop();
        foreach (var element in kept) Push(element.Name, element.Change, element.IsBlock, element.IsScope, element.Closed);
    }

    private void Drop()
    {
        var element = _open[^1];
        _innermost[element.Name] = element.Outer;
        _open.RemoveAt(_open.Count - 1);
    }

    private sealed record HtmlElement(string Name, Func<HtmlSetting, HtmlSetting>? Change, bool IsBlock, bool IsScope, Action? Closed)
    {
        public required HtmlSetting Setting { get; init; }
        public required int Scope { get; init; }

        /// <summary>The place of the next open element of this name outwards.</summary>
        public required int Outer { get; init; }
    }
}
