namespace Cms.Api.PortableText.Html;

/// <summary>Which elements a tag ends besides itself, as browsers read it.</summary>
internal static class HtmlImpliedEnds
{
    private static readonly string[] Headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    private static readonly string[] Lists = ["ul", "ol", "menu", "dir"];
    private static readonly string[] Sections = ["table", "thead", "tbody", "tfoot"];
    private static readonly string[] Rows = ["table", "thead", "tbody", "tfoot", "tr"];

    /// <summary>Ends what cannot hold the element that is about to be opened.</summary>
    public static void Before(string name, HtmlStack open)
    {
        var scope = open.Scope;
        if (HtmlElements.IsBlock(name) || name == "hr")
        {
            // A drawing that is not closed: nothing of a page's text is in one, but for what says so.
            PopTo(open.Innermost("svg"), Math.Max(scope, open.Innermost("foreignobject")), open);
            PopTo(open.Innermost("p"), scope, open);
        }
        switch (name)
        {
            case "li": PopTo(open.Innermost("li"), Math.Max(scope, open.Innermost(Lists)), open); break;
            case "dd" or "dt": PopTo(open.Innermost(["dd", "dt"]), Math.Max(scope, open.Innermost("dl")), open); break;
            case "a" when open.Innermost("a") is var outer && outer > scope: open.Remove(outer); break;
            case "td" or "th": PopTo(open.Innermost(Rows) + 1, open.Innermost("table"), open); break;
            case "tr": PopTo(open.Innermost(Sections) + 1, open.Innermost("table"), open); break;
            case "thead" or "tbody" or "tfoot" or "caption" or "colgroup": PopTo(open.Innermost("table") + 1, open.Innermost("table"), open); break;
            default:
                if (HtmlElements.IsHeading(name) && open.Top is { } top && HtmlElements.IsHeading(top)) open.PopTo(open.Count - 1);
                break;
        }
    }

    /// <summary>The place of the element that an end tag closes, or -1 when there is none.</summary>
    public static int Closed(string name, HtmlStack open)
    {
        var place = HtmlElements.IsHeading(name) ? open.Innermost(Headings) : open.Innermost(name);
        // A part of a table is closed from within its cells; nothing else reaches out of one.
        var limit = name switch
        {
            "table" => 0,
            "tr" or "td" or "th" or "thead" or "tbody" or "tfoot" or "caption" => open.Innermost("table"),
            _ => open.Scope,
        };
        return place >= limit ? place : -1;
    }

    private static void PopTo(int place, int limit, HtmlStack open)
    {
        if (place > limit && place < open.Count) open.PopTo(place);
    }
}
