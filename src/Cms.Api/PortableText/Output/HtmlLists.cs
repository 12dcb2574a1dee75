namespace Cms.Api.PortableText.Output;

/// <summary>
/// The lists that are open. Items of a body are flat and have levels: one of a deeper level becomes a list in the item before
/// it, also when it skips a level; where there is no item before it, its list is not indented.
/// </summary>
internal sealed class HtmlLists(HtmlMarkup html)
{
    private readonly Stack<(string Name, int Level)> _open = [];

    /// <summary>Opens and closes lists up to the place where the item's own text follows.</summary>
    public void OpenItem(TextBlock item)
    {
        var name = item.ListItem == "number" ? "ol" : "ul";
        var follows = CloseDeeper(item.Level);
        if (_open.TryPeek(out var sibling) && sibling.Level == item.Level)
        {
            if (sibling.Name == name)
            {
                html.Tag("</li>\n<li>");
                return;
            }
            Close();
            follows = true;
        }
        // Text of the item that this list is in stands before it.
        if (_open.Count > 0 && !follows) html.NewLine();
        html.Tag($"<{name}>\n<li>");
        _open.Push((name, item.Level));
    }

    /// <summary>No item follows.</summary>
    public void CloseAll() => CloseDeeper(0);

    private bool CloseDeeper(int level)
    {
        var before = _open.Count;
        while (_open.TryPeek(out var list) && list.Level > level) Close();
        return _open.Count < before;
    }

    private void Close() => html.Tag($"</li>\n</{_open.Pop().Name}>\n");
}
