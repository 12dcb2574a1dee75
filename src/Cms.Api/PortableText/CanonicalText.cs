using System.Globalization;
using System.Text;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>One way to write each text: equal content has equal spans.</summary>
internal static class CanonicalText
{
    private static readonly Dictionary<string, MarkDef> NoDefinitions = [];

    /// <summary>
    /// Marks sorted, neighbours with equal marks merged, empty spans and unused definitions gone, equal definitions shared,
    /// no white space around the whole nor around a line break, but for indentation where all is code. Every mark must be a
    /// decorator or the key of a definition.
    /// </summary>
    /// <param name="isHeading">Then code is no block of its own, whose lines keep their indentation.</param>
    public static (IReadOnlyList<Span> Spans, IReadOnlyList<MarkDef> MarkDefs) Of(
        IEnumerable<Span> spans, IReadOnlyList<MarkDef> definitions, bool isHeading = false)
    {
        if (definitions.Count == 0) return (Canonical(spans, NoDefinitions, isHeading), []);

        var byContent = new Dictionary<MarkDef, MarkDef>();
        var byKey = new Dictionary<string, MarkDef>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            byContent.TryAdd(definition with { Key = "" }, definition);
            byKey[definition.Key] = byContent[definition with { Key = "" }];
        }

        var canonical = Canonical(spans, byKey, isHeading);
        var used = canonical.SelectMany(span => span.Marks).Distinct().Where(byKey.ContainsKey).Select(mark => byKey[mark]);
        return (canonical, [.. used]);
    }

    /// <summary>
    /// The same text with its definitions named as equal ones are in <paramref name="before"/>, and by their place in it where
    /// there is none: <c>m1</c>, <c>m2</c> …
    /// </summary>
    public static TextBlock Rekey(TextBlock block, IReadOnlyList<MarkDef> before)
    {
        if (block.MarkDefs.Count == 0) return block;
        var old = before.DistinctBy(definition => definition with { Key = "" }).ToDictionary(definition => definition with { Key = "" }, definition => definition.Key);
        var taken = old.Values.ToHashSet(StringComparer.Ordinal);
        var place = 0;
        var keys = block.MarkDefs.ToDictionary(definition => definition.Key, definition => old.GetValueOrDefault(definition with { Key = "" }) ?? Free());
        var (spans, definitions) = Of(
            block.Spans.Select(span => span with { Marks = [.. span.Marks.Select(mark => keys.GetValueOrDefault(mark) ?? mark)] }),
            [.. block.MarkDefs.Select(definition => definition with { Key = keys[definition.Key] })],
            BodyRules.IsHeading(block.Style));
        return block with { Spans = spans, MarkDefs = definitions };

        string Free()
        {
            string key;
            do key = string.Create(CultureInfo.InvariantCulture, $"m{++place}");
            while (!taken.Add(key));
            return key;
        }
    }

    /// <summary>Limits of one block's text.</summary>
    public static void Check(TextBlock block, string pointer, List<Fault> faults)
    {
        var max = BodyRules.IsHeading(block.Style) ? BodyRules.MaxHeading : BodyRules.MaxBlockText;
        var length = block.Spans.Sum(span => PlainText.CodePoints(span.Text));
        if (block.Spans.Select(span => PlainText.Flaw(span.Text, multiline: true)).FirstOrDefault(flaw => flaw is not null) is { } flaw)
            faults.Add(new Fault(pointer, FaultCodes.InvalidText, flaw));
        if (length > max) faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {max} characters; this has {length}."));
    }

    private static List<Span> Canonical(IEnumerable<Span> spans, Dictionary<string, MarkDef> byKey, bool isHeading)
    {
        var trimmed = Trim(Merge(spans, byKey));
        if (!trimmed.Exists(span => span.Text.Contains('\n')) && !trimmed.Exists(span => span.Marks.Contains("code"))) return trimmed;
        var isListing = !isHeading && trimmed.TrueForAll(span => span.Marks.Contains("code"));
        return Merge(isListing ? LinesOfCode(trimmed) : Lines(trimmed), byKey);
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
            if (text.Length > 0) merged.Add(new Span(PlainText.Compose(text.ToString()), marks));
            text.Clear();
        }
    }

    private static IReadOnlyList<string> Sort(IReadOnlyList<string> marks, Dictionary<string, MarkDef> byKey)
    {
        if (marks.Count == 0) return [];
        var annotations = marks.Where(byKey.ContainsKey).Select(mark => byKey[mark].Key).Distinct().Order(StringComparer.Ordinal);
        return [.. BodyRules.Decorators.Where(marks.Contains), .. annotations];
    }

    // Nothing is left where readers would see nothing.
    private static List<Span> Trim(List<Span> spans)
    {
        if (spans.TrueForAll(span => PlainText.IsBlank(span.Text))) return [];
        var first = spans.FindIndex(span => !string.IsNullOrWhiteSpace(span.Text));
        var last = spans.FindLastIndex(span => !string.IsNullOrWhiteSpace(span.Text));
        var kept = spans.GetRange(first, last - first + 1);
        // The first line of code keeps its indentation.
        var text = kept[0].Text.TrimStart();
        var indentation = kept[0].Text[..^text.Length];
        kept[0] = kept[0] with { Text = kept[0].Marks.Contains("code") ? indentation[(indentation.LastIndexOf('\n') + 1)..] + text : text };
        kept[^1] = kept[^1] with { Text = kept[^1].Text.TrimEnd() };
        return kept;
    }

    // One line break at a time, and it has the marks that the text before and after it share as a whole, or none.
    private static List<Span> Lines(List<Span> spans)
    {
        var lines = new List<Span>();
        var isBroken = true;
        foreach (var span in spans)
        {
            foreach (var (n, part) in span.Text.Split('\n').Index())
            {
                isBroken |= n > 0;
                var text = isBroken ? part.TrimStart() : part;
                if (text.Length == 0) continue;
                if (isBroken) Break(lines, span.Marks);
                lines.Add(new Span(text, span.Marks));
                isBroken = false;
            }
        }
        return lines;
    }

    // Where all is code, indentation counts, and so do empty lines.
    private static List<Span> LinesOfCode(List<Span> spans)
    {
        var lines = new List<Span>();
        foreach (var span in spans)
        {
            foreach (var (n, part) in span.Text.Split('\n').Index())
            {
                if (n > 0) EndLine(lines);
                if (n > 0) lines.Add(new Span("\n", span.Marks));
                if (part.Length > 0) lines.Add(new Span(part, span.Marks));
            }
        }
        return lines;
    }

    private static void EndLine(List<Span> lines)
    {
        while (lines.Count > 0 && lines[^1].Text != "\n" && string.IsNullOrWhiteSpace(lines[^1].Text)) lines.RemoveAt(lines.Count - 1);
        if (lines.Count > 0 && lines[^1].Text != "\n") lines[^1] = lines[^1] with { Text = lines[^1].Text.TrimEnd() };
    }

    private static void Break(List<Span> lines, IReadOnlyList<string> next)
    {
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1].Text)) lines.RemoveAt(lines.Count - 1);
        if (lines.Count == 0) return;
        lines[^1] = lines[^1] with { Text = lines[^1].Text.TrimEnd() };
        lines.Add(new Span("\n", lines[^1].Marks.SequenceEqual(next) ? next : []));
    }
}
