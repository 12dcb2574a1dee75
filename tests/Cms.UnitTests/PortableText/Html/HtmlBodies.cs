using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.PortableText.Html;

internal static class HtmlBodies
{
    public static BodyRead Read(string html)
    {
        var faults = new List<Fault>();
        var read = BodyHtml.Read(html, "/bodyHtml", faults);
        Assert.Empty(faults);
        Assert.NotNull(read);
        return read;
    }

    /// <summary>A block a line, in a shorthand: style or list item, then spans with their marks.</summary>
    public static string[] Outline(string html) => [.. Read(html).Body.Blocks.Select(Outline)];

    public static string[] WarningCodes(string html) => [.. Read(html).Warnings.Select(warning => warning.Code)];

    public static Fault OnlyFault(string html)
    {
        var faults = new List<Fault>();
        Assert.Null(BodyHtml.Read(html, "/bodyHtml", faults));
        var fault = Assert.Single(faults);
        Assert.Equal("/bodyHtml", fault.Pointer);
        return fault;
    }

    private static string Outline(Block block) => block switch
    {
        TextBlock { ListItem: null } text => $"{text.Style}: {Outline(text)}",
        TextBlock text => $"{text.ListItem}{text.Level}: {Outline(text)}",
        ImageBlock image => $"image: {image.Alt ?? "-"} | {image.Caption ?? "-"}",
        EmbedBlock embed => $"{embed.Provider}: {embed.Url} | {embed.Title ?? "-"} | {embed.Text}",
        TableBlock table => $"table: {table.Caption ?? "-"} [{string.Join('|', table.Header)}] {string.Join(" / ", table.Rows.Select(row => string.Join('|', row)))}",
        _ => block.GetType().Name,
    };

    private static string Outline(TextBlock block) => string.Concat(block.Spans.Select(span =>
        span.Marks.Count == 0 ? span.Text : $"<{string.Join(' ', span.Marks.Select(mark => Definition(block, mark) ?? mark))}>{span.Text}</>"));

    private static string? Definition(TextBlock block, string mark) => block.MarkDefs.SingleOrDefault(definition => definition.Key == mark) switch
    {
        LinkMark link => link.Href,
        LangMark lang => $"{lang.Lang} {lang.Dir}",
        _ => null,
    };
}
