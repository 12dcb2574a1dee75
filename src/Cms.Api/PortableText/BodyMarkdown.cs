using Cms.Api.PortableText.Markdown;
using Cms.Api.Shared.Http;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Cms.Api.PortableText;

/// <summary>Reads a body from Markdown: CommonMark with pipe tables, strikethrough and the directives of a body.</summary>
/// <remarks>
/// Lenient as <see cref="BodyHtml"/> is, and by the same machine. Faults are only limits, and what is said to this service in its own
/// words: references that begin with <c>cms:</c>, and directives between <c>:::</c> lines.
/// </remarks>
internal static class BodyMarkdown
{
    public const int MaxLength = 2 * BodyRules.MaxCharacters;

    // By GFM's rules a cell too many would be dropped. By Markdig's own it makes a column more, and a table that is none stays text.
    private static readonly MarkdownPipeline Pipeline = NewPipeline();

    public static BodyRead? Read(string markdown, string pointer, List<Fault> faults)
    {
        var before = faults.Count;
        if (Parse(markdown, pointer, faults) is not { } document) return null;

        var warnings = new BodyWarnings(pointer);
        var (blocks, links) = MarkdownBlocks.Read(document, new MarkdownTold(pointer, faults, warnings));
        if (faults.Count > before || Body.Of(blocks, pointer, faults) is not { } body) return null;
        return new BodyRead(body, links, warnings.ToList());
    }

    private static MarkdownPipeline NewPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables(new PipeTableOptions { UseGfmRules = false, UseHeaderForColumnCount = false })
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.BlockParsers.Insert(0, new DirectiveParser());
        return builder.Build();
    }

    private static MarkdownDocument? Parse(string markdown, string pointer, List<Fault> faults)
    {
        if (markdown.Length > MaxLength)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {MaxLength} characters of Markdown; this has {markdown.Length}."));
            return null;
        }
        if (MarkdownGuard.WhyNot(markdown) is { } reason)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooMany, reason));
            return null;
        }
        try
        {
            return Markdig.Markdown.Parse(markdown, Pipeline);
        }
        // Markdig's way to say that brackets, quotes or lists nest deeper than anyone writes.
        catch (ArgumentException)
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidValue, "Nests too deeply to be read."));
            return null;
        }
    }
}
