namespace Cms.Api.PortableText.Output;

/// <summary>
/// Writes spans as text in elements. Marks of a body are flat, elements nest: of those that begin together the one that lasts
/// longest is outside, and where two cross, the one begun later is closed and begun again. But one link stays one element
/// whatever it crosses, and so does a language but for links and what they are in.
/// </summary>
internal static class HtmlSpans
{
    private const int LinkRank = 0;
    private const int LangRank = 1;
    private const int FirstDecorator = 2;

    private static readonly Dictionary<string, Element> Decorators = BodyRules.Decorators
        .Select((mark, order) => (Mark: mark, Element: new Element(mark == "strike-through" ? "del" : mark, FirstDecorator + order, null)))
        .ToDictionary(pair => pair.Mark, pair => pair.Element, StringComparer.Ordinal);

    /// <summary>Nothing but code, of several lines.</summary>
    public static bool IsListing(TextBlock block) =>
        block.Spans.All(span => span.Marks.Contains("code")) && block.Spans.Any(span => span.Text.Contains('\n'));

    /// <param name="inListing">In <c>pre</c> and <c>code</c> already.</param>
    public static void Write(HtmlMarkup html, TextBlock block, bool inListing = false)
    {
        var runs = RunsOf(block, inListing);
        var open = new List<Run>();
        for (var i = 0; i < runs.Count; i++)
        {
            Close(html, open, Lasting(open, runs[i]));
            foreach (var run in runs[i].Except(open).OrderByDescending(run => run.Last).ThenBy(run => run.Element.Rank))
            {
                html.Tag($"<{run.Element.Name}");
                run.Element.WriteAttributes?.Invoke(html);
                html.Tag(">");
                open.Add(run);
            }
            html.Text(block.Spans[i].Text, keepLines: inListing);
        }
        Close(html, open, 0);
    }

    /// <summary>How many of the open elements stay open for the next span, which is in <paramref name="runs"/>.</summary>
    private static int Lasting(List<Run> open, List<Run> runs)
    {
        var lasting = open.TakeWhile(runs.Contains).Count();
        foreach (var annotation in runs.Where(run => run.Element.Rank < FirstDecorator && !open.Contains(run)))
        {
            var outer = open.FindLastIndex(run => run.Element.Rank < annotation.Element.Rank);
            var cut = open.FindIndex(outer + 1, run => run.Last < annotation.Last);
            if (cut >= 0) lasting = Math.Min(lasting, cut);
        }
        return lasting;
    }

    private static void Close(HtmlMarkup html, List<Run> open, int count)
    {
        for (var i = open.Count - 1; i >= count; i--) html.Tag($"</{open[i].Element.Name}>");
        open.RemoveRange(count, open.Count - count);
    }

    /// <summary>For each span the elements it is in, with the index of the last span that follows in the same.</summary>
    private static List<List<Run>> RunsOf(TextBlock block, bool inListing)
    {
        var annotations = block.MarkDefs.Select(definition => (definition.Key, Element: Annotation(definition)))
            .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Element, StringComparer.Ordinal);
        var runs = new List<List<Run>>();
        for (var i = block.Spans.Count - 1; i >= 0; i--)
        {
            var following = runs.Count > 0 ? runs[^1] : [];
            runs.Add([.. ElementsOf(block.Spans[i])
                .Select(element => following.Find(run => run.Element == element) ?? new Run(element, i))]);
        }
        runs.Reverse();
        return runs;

        IEnumerable<Element> ElementsOf(Span span) => span.Marks
            .Select(mark => annotations.GetValueOrDefault(mark) ?? Decorators.GetValueOrDefault(mark))
            .OfType<Element>()
            .Where(element => !(inListing && element.Name == "code"))
            .DistinctBy(element => element.Rank);
    }

    private static Element? Annotation(MarkDef definition) => definition switch
    {
        LinkMark link when Hrefs.IsAllowed(link.Href) => new Element("a", LinkRank, html => HtmlLink.WriteAttributes(html, link.Href)),
        LangMark lang => new Element("span", LangRank, html => html.Attribute("lang", lang.Lang).Attribute("dir", lang.Dir)),
        _ => null,
    };

    /// <param name="Rank">Outer ones first, where two are equally long.</param>
    private sealed record Element(string Name, int Rank, Action<HtmlMarkup>? WriteAttributes);

    /// <param name="Last">The index of the last span in it.</param>
    private sealed record Run(Element Element, int Last);
}
