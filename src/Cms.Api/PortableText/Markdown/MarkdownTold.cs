using Cms.Api.PortableText.Html;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Markdig.Syntax;

namespace Cms.Api.PortableText.Markdown;

/// <summary>Where faults and warnings about Markdown go, with the line they are about.</summary>
internal sealed class MarkdownTold(string pointer, List<Fault> faults, BodyWarnings warnings)
{
    public bool IsFull => faults.Count >= BodyRules.MaxFaults;

    public HtmlFlow NewFlow() => new(pointer, faults, warnings);

    public void Fault(MarkdownObject at, string detail, string code = FaultCodes.InvalidValue)
    {
        var subject = at is DirectiveBlock directive ? $"::: {Excerpt(directive.Name)}: " : "";
        if (!IsFull) faults.Add(new Fault(pointer, code, $"Line {at.Line + 1}: {subject}{detail}"));
    }

    public void Warn(MarkdownObject at, string code, string detail) => warnings.Add(at.Line + 1, code, detail);

    /// <summary>Plain text as a body keeps it, or null when there is none; too much of it is a fault.</summary>
    public string? Text(MarkdownObject at, string? text, string what, int max, bool multiline = false)
    {
        if (text is null) return null;
        var kept = new HtmlCharacters().Clean(text, out var dropped).Replace('\t', ' ').Replace(HtmlCharacters.LineBreak, '\n');
        if (dropped) Warn(at, WarningCodes.DroppedCharacters, "Characters that text may not hold were left out: controls, or signs that turn the direction of writing.");
        var found = new List<Fault>();
        var clean = PlainText.Clean(multiline ? kept : kept.Replace('\n', ' '), pointer, max, found, multiline);
        foreach (var fault in found) Fault(at, $"{what}: {fault.Detail}", fault.Code);
        return clean;
    }

    /// <summary>The beginning of what is at fault.</summary>
    public static string Excerpt(string? text) => HtmlBlocks.Excerpt(text ?? "");
}
