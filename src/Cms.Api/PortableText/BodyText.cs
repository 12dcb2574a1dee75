namespace Cms.Api.PortableText;

/// <summary>
/// The words of a body and nothing else. Without pull quotes, which repeat it, and without captions and embeds, which stand beside it.
/// </summary>
internal static class BodyText
{
    public static string Of(Body body) => string.Join("\n\n", body.Blocks.SelectMany(Paragraphs));

    /// <summary>In code points, without what parts the blocks.</summary>
    public static int Length(Body body) => body.Blocks.SelectMany(Paragraphs).Sum(Shared.Text.PlainText.CodePoints);

    private static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        TextBlock text => [Of(text)],
        FactBoxBlock box => [box.Title, .. box.Children.OfType<TextBlock>().Select(Of)],
        TableBlock table => [string.Join('\n', Lines(table).Where(line => line.Length > 0))],
        _ => [],
    };

    private static string Of(TextBlock block) => string.Concat(block.Spans.Select(span => span.Text));

    private static IEnumerable<string> Lines(TableBlock table) =>
        [table.Caption ?? "", string.Join('\t', table.Header), .. table.Rows.Select(row => string.Join('\t', row))];
}
