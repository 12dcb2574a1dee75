namespace Cms.Api.PortableText.Output;

internal static class HtmlTable
{
    public static void Write(HtmlMarkup html, TableBlock table)
    {
        html.Tag("<figure class=\"cms-table\">\n<table>\n");
        if (table.Caption is not null) html.Tag("<caption>").Text(table.Caption).Tag("</caption>\n");
        if (table.Header.Count > 0)
        {
            html.Tag("<thead>\n");
            WriteRow(html, table.Header, "<th scope=\"col\">", "</th>\n");
            html.Tag("</thead>\n");
        }
        html.Tag("<tbody>\n");
        foreach (var row in table.Rows) WriteRow(html, row, "<td>", "</td>\n");
        html.Tag("</tbody>\n</table>\n</figure>\n");
    }

    private static void WriteRow(HtmlMarkup html, IReadOnlyList<string> cells, string open, string close)
    {
        html.Tag("<tr>\n");
        foreach (var cell in cells) html.Tag(open).Text(cell).Tag(close);
        html.Tag("</tr>\n");
    }
}
