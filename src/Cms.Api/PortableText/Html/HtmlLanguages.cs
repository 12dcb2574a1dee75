using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>Which marks of a language say no more than what language the story is in.</summary>
internal static class HtmlLanguages
{
    /// <summary>Varieties of one language, written the same way: <c>en-GB</c> in <c>en-US</c> is no other language to a reader.</summary>
    public static bool AreOne(string own, LangMark other) =>
        Primary(own) == Primary(other.Lang) && Languages.Direction(own) == other.Dir;

    /// <summary>Takes the marks of the language off that more than half of the text is marked with.</summary>
    public static IReadOnlyList<Block> WithoutMain(IReadOnlyList<Block> blocks)
    {
        var lengths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in blocks.OfType<TextBlock>())
        {
            var languages = block.MarkDefs.OfType<LangMark>().ToDictionary(mark => mark.Key);
            foreach (var span in block.Spans)
            {
                var key = span.Marks.FirstOrDefault(languages.ContainsKey);
                var language = key is null ? "" : Primary(languages[key].Lang);
                lengths[language] = lengths.GetValueOrDefault(language) + span.Text.Length;
            }
        }
        var main = lengths.Where(found => found.Value > lengths.Values.Sum() / 2).Select(found => found.Key).FirstOrDefault("");
        return main.Length == 0 ? blocks : [.. blocks.Select(block => block is TextBlock text ? Without(main, text) : block)];
    }

    private static TextBlock Without(string language, TextBlock block)
    {
        var taken = block.MarkDefs.OfType<LangMark>().Where(mark => AreOne(language, mark)).Select(mark => mark.Key).ToHashSet();
        if (taken.Count == 0) return block;

        var spans = block.Spans.Select(span => span with { Marks = [.. span.Marks.Where(mark => !taken.Contains(mark))] });
        var (canonical, definitions) = CanonicalText.Of(spans, block.MarkDefs);
        return block with { Spans = canonical, MarkDefs = definitions };
    }

    private static string Primary(string tag) => Languages.Prefixes(tag)[^1];
}
