using Cms.Api.PortableText.Html;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MarkdownBlock = Markdig.Syntax.Block;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Tells a flow what stands in parsed Markdown. Recursion is as deep as the parser lets blocks nest.</summary>
internal sealed class MarkdownBlocks
{
    private readonly MarkdownTold _told;
    private readonly HtmlFlow _flow;
    private readonly MarkdownInlines _inlines;

    private MarkdownBlocks(MarkdownTold told)
    {
        _told = told;
        _flow = told.NewFlow();
        _inlines = new MarkdownInlines(_flow, told);
    }

    public static (IReadOnlyList<Block> Blocks, IReadOnlyList<NamedLink> Links) Read(ContainerBlock container, MarkdownTold told)
    {
        var blocks = new MarkdownBlocks(told);
        blocks.ReadAll(container);
        return blocks._flow.End();
    }

    private void ReadAll(ContainerBlock container)
    {
        foreach (var block in container.TakeWhile(_ => !_told.IsFull)) Read(block);
    }

    private void Read(MarkdownBlock block)
    {
        _flow.Line = block.Line + 1;
        switch (block)
        {
            case HeadingBlock heading: Read(heading, $"h{heading.Level}"); break;
            case ParagraphBlock paragraph: Read(paragraph, "p"); break;
            case CodeBlock code: Within("pre", () => Within("code", () => _flow.Text(code.Lines.ToString(), keepSpace: true))); break;
            case QuoteBlock quote: Within("blockquote", () => ReadAll(quote)); break;
            case ListBlock list: ReadList(list); break;
            case ListItemBlock item: Within("li", () => ReadAll(item)); break;
            case Table table: ReadTable(table, null); break;
            case ThematicBreakBlock: _flow.Open("hr", NoAttribute); break;
            case HtmlBlock html: HtmlTokens.Send(html.Lines.ToString(), _flow, html.Line + 1); break;
            case DirectiveBlock directive: ReadDirective(directive); break;
        }
    }

    private void Read(LeafBlock leaf, string element)
    {
        if (leaf.Inline is { } inline) Within(element, () => _inlines.Read(inline));
    }

    private void ReadList(ListBlock list)
    {
        if (!list.IsOrdered) Within("ul", () => ReadAll(list));
        else Within("ol", () => ReadAll(list), name => name == "start" ? list.OrderedStart : null);
    }

    private void ReadDirective(DirectiveBlock directive)
    {
        if (directive.Parent is DirectiveBlock) _told.Fault(directive, "It cannot stand in another.");
        else if (!directive.IsClosed) _told.Fault(directive, "A line of colons, as many as it begins with, must end it.");
        else if (directive.Name.Equals("table", StringComparison.OrdinalIgnoreCase)) ReadTableWithCaption(directive);
        else if (MarkdownDirectives.Read(directive, _told) is { } block) _flow.Add(block);
    }

    private void ReadTableWithCaption(DirectiveBlock directive)
    {
        var caption = _told.Text(directive, directive.Argument, "A table's caption", BodyRules.MaxTableCaption);
        if (directive is [Table table]) ReadTable(table, caption);
        else _told.Fault(directive, "It holds a table and nothing else.");
    }

    private void ReadTable(Table table, string? caption)
    {
        var read = MarkdownTable.Read(table, caption, _told);
        if (MarkdownTable.WhyNot(read) is not { } reason)
        {
            _flow.Add(read);
            return;
        }
        _told.Warn(table, WarningCodes.ChangedStructure, $"A table became paragraphs: {reason}.");
        foreach (var line in MarkdownTable.Lines(read)) Within("p", () => _flow.Text(line, keepSpace: true));
    }

    private void Within(string element, Action read, Func<string, string?>? attribute = null)
    {
        _flow.Open(element, attribute ?? NoAttribute);
        read();
        _flow.Close(element);
    }

    private static string? NoAttribute(string name) => null;
}
