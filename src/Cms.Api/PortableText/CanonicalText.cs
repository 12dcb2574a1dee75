using System.Text;
using Cms.Api.Shared.Http;

namespace Cms.Api.PortableText;

/// <summary>One way to write each text: equal content has equal spans.</summary>
internal static class CanonicalText
{
    private static readonly Dictionary<string, MarkDef> NoDefinitions = [];

    /// <summary>
    /// Marks sorted, neighbours with equal marks merged, empty spans and unused definitions gone, equal definitions shared,
    /// no white space around the whole. Every mark must be a decorator or the key of a definition.
    /// </summary>
    public static (IReadOnlyList<Span> Spans, IReadOnlyList<MarkDef> MarkDefs) Of(IEnumerable<Span> spans, IReadOnlyList<MarkDef> definitions)
    {
        if (definitions.Count == 0) return (Trim(Merge(spans, NoDefinitions)), []);

        var byContent = new Dictionary<MarkDef, MarkDef>();
        var byKey = new Dictionary<string, MarkDef>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            byContent.TryAdd(definition with { Key = "" }, definition);
            byKey[definition.Key] = byContent[definition with { Key = "" }];
        }

        var canonical = Trim(Merge(spans, byKey));
        var used = canonical.SelectMany(span => span.Marks).Distinct().Where(byKey.ContainsKey).Select(mark => byKey[mark]);
        return (canonical, [.. used]);
    }

    /// <summary>Limits of one block's text.</summary>
    public static void Check(TextBlock block, string pointer, List<Fault> faults)
    {
        var max = BodyRules.IsHeading(block.Style) ? BodyRules.MaxHeading : BodyRules.MaxBlockText;
        var length = block.Spans.Sum(span => Shared.Text.PlainText.CodePoints(span.Text));
        if (length > max) faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {max} characters; this has {length}."));
    }

    private static List<Span> Merge(IEnumerable<Span> spans, Dictionary<string, MarkDef> byKey)
    {
        var merged = new List<Span>();
        var text = new StringBuilder();
        IReadOnlyList<string> marks = [];
        foreach (var span in spans)
        {
            if (span.Text.Length == 0) continue;
            var sorted = Sort(span.Marks, byKey);
            if (!sorted.SequenceEqual(marks)) End();
            marks = sorted;
            text.Append(span.Text);
        }
        End();
        return merged;

        void End()
        {
            // Composed after merging: a letter and its mark may come in two spans.
            if (text.Length > 0) merged.Add(new Span(text.ToString().Normalize(NormalizationForm.FormC), marks));
            text.Clear();
        }
    }

    private static IReadOnlyList<string> Sort(IReadOnlyList<string> marks, Dictionary<string, MarkDef> byKey)
    {
        if (marks.Count == 0) return [];
        var annotations = marks.Where(byKey.ContainsKey).Select(mark => byKey[mark].Key).Distinct().Order(StringComparer.Ordinal);
        return [.. BodyRules.Decorators.Where(marks.Contains), .. annotations];
    }

    private static List<Span> Trim(List<Span> spans)
    {
        var first = spans.FindIndex(span => !string.IsNullOrWhiteSpace(span.Text));
        if (first < 0) return [];
        var last = spans.FindLastIndex(span => !string.IsNullOrWhiteSpace(span.Text));
        var kept = spans.GetRange(first, last - first + 1);
        // The first line of code keeps its indentation.
        kept[0] = kept[0] with { Text = kept[0].Marks.Contains("code") ? kept[0].Text.TrimStart('\n') : kept[0].Text.TrimStart() };
        kept[^1] = kept[^1] with { Text = kept[^1].Text.TrimEnd() };
        return kept;
    }
}
