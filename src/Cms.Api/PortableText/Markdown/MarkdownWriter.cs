using System.Text;
using Cms.Api.PortableText.Output;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Writes a body as Markdown: for editors, who get back what they wrote, and for readers, who see what is public.</summary>
internal static class MarkdownWriter
{
    /// <summary>The form that <see cref="BodyMarkdown"/> reads back as the same body, but for its keys.</summary>
    /// <param name="nameLink">Kind and slug or id of a related link; where it is null, or gives null, the link is named by its own id.</param>
    public static string Write(Body body, Func<Guid, (string Kind, string Target)?>? nameLink = null) =>
        Document(new EditedMarkdown(nameLink ?? (_ => null)).Of(body.Blocks));

    /// <summary>The form for readers: CommonMark with tables and strikethrough, as any tool shows it.</summary>
    public static string Write(Body body, BodyContext context) => Document(new DeliveredMarkdown(context).Of(body.Blocks));

    /// <summary>Text blocks, tables and dividers, which both forms write alike; <paramref name="other"/> writes the others, null is nothing.</summary>
    public static string Join(IReadOnlyList<Block> blocks, Func<Block, string?> other)
    {
        var parts = new List<string?>();
        for (var i = 0; i < blocks.Count;)
        {
            var run = blocks.Skip(i).TakeWhile(block => Runs(blocks[i], block)).OfType<TextBlock>().ToList();
            parts.Add(blocks[i] switch
            {
                TextBlock { ListItem: not null } => MarkdownLists.Of(run),
                TextBlock { Style: "blockquote" } => Quote(Join(run.Select(Paragraph))),
                TextBlock text => Paragraph(text),
                DividerBlock => "***",
                var block => other(block),
            });
            i += Math.Max(run.Count, 1);
        }
        return Join(parts);
    }

    public static string Paragraph(TextBlock text) => text switch
    {
        { Style: "h2" or "h3" or "h4" } => $"{new string('#', text.Style[1] - '0')} {MarkdownSpans.Of(text.Spans, text.MarkDefs, TextPlace.Heading)}",
        { Spans: [{ Marks: ["code"] } code] } when HtmlSpans.IsListing(text) => CodeBlock(code.Text),
        _ when HtmlSpans.IsListing(text) => $"<pre>{MarkdownSpans.Of(text.Spans, text.MarkDefs, TextPlace.Listing)}</pre>",
        _ => MarkdownSpans.Of(text.Spans, text.MarkDefs),
    };

    public static string Join(IEnumerable<string?> parts) => string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part)));

    public static string Quote(string markdown) => Indent(markdown, ("> ", "> "), ">");

    /// <summary>A table with a header row, which Markdown demands; it is of empty cells where there is none.</summary>
    public static string Table(TableBlock table)
    {
        var columns = table.Rows[0].Count;
        var header = table.Header.Count > 0 ? table.Header : [.. Enumerable.Repeat("", columns)];
        return string.Join('\n', [Row(header), string.Concat(Enumerable.Repeat("|---", columns)) + "|", .. table.Rows.Select(Row)]);
    }

    public static string Indent(string markdown, (string First, string Others) prefix, string emptyLine)
    {
        var output = new StringBuilder(prefix.First, markdown.Length + 64);
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            var line = markdown.AsSpan(range);
            if (range.Start.Value > 0) output.Append('\n').Append(line.IsEmpty ? emptyLine : prefix.Others);
            output.Append(line);
        }
        return output.ToString();
    }

    private static string Document(string markdown) => markdown.Length == 0 ? "" : markdown + "\n";

    private static bool Runs(Block first, Block next) => (first, next) switch
    {
        (TextBlock { ListItem: not null }, TextBlock { ListItem: not null }) => true,
        (TextBlock { Style: "blockquote" }, TextBlock { Style: "blockquote" }) => true,
        _ => ReferenceEquals(first, next),
    };

    private static string CodeBlock(string code)
    {
        var fence = new string('`', Math.Max(3, MarkdownSpans.LongestRun(code) + 1));
        return $"{fence}\n{code}\n{fence}";
    }

    private static string Row(IReadOnlyList<string> cells) =>
        $"|{string.Concat(cells.Select(cell => $" {MarkdownText.Of(cell, TextPlace.Cell)} |"))}";
}
