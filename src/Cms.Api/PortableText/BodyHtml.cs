using Cms.Api.PortableText.Html;
using Cms.Api.Shared.Http;

namespace Cms.Api.PortableText;

/// <summary>Reads a body from HTML, pasted or sent: of this CMS, of Word, Google Docs, a web page, a mail.</summary>
/// <remarks>
/// Nothing is lost silently: what a body has no word for is changed or left out, and told as a warning. Images and related links
/// are written with <c>cms:</c> as in Markdown.
/// </remarks>
internal static class BodyHtml
{
    /// <summary>In characters. Word takes ten for each that is read.</summary>
    public const int MaxLength = 10 * BodyRules.MaxCharacters;

    public static BodyRead? Read(string html, string pointer, List<Fault> faults)
    {
        if (html.Length > MaxLength)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {MaxLength} characters of HTML; this has {html.Length}."));
            return null;
        }
        var before = faults.Count;
        var warnings = new BodyWarnings(pointer);
        var flow = new HtmlFlow(pointer, faults, warnings);
        HtmlTokens.Send(html, flow);
        var (blocks, links) = flow.End();
        return faults.Count == before && Body.Of(blocks, pointer, faults) is { } body ? new BodyRead(body, links, warnings.ToList()) : null;
    }
}
