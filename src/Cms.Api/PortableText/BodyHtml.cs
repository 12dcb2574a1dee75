using System.Text.RegularExpressions;
using Cms.Api.PortableText.Html;
using Cms.Api.Shared.Http;

namespace Cms.Api.PortableText;

/// <summary>Reads a body from HTML, sent by a program or pasted: out of Word, Google Docs, a web page, a mail.</summary>
/// <remarks>
/// Nothing is lost silently: what a body has no word for is changed or left out, and told as a warning. Images and related links
/// are written with <c>cms:</c> as in Markdown.
/// </remarks>
internal static partial class BodyHtml
{
    /// <summary>In characters. Word takes ten for each that is read.</summary>
    public const int MaxLength = 10 * BodyRules.MaxCharacters;

    private const string StartOfFragment = "<!--StartFragment";
    private const string EndOfFragment = "<!--EndFragment";
    private const string StartOfCdata = "<![CDATA[";
    private const string EndOfCdata = "]]>";

    public static BodyRead? Read(string html, string pointer, List<Fault> faults)
    {
        if (html.Length > MaxLength)
        {
            faults.Add(new Fault(pointer, FaultCodes.TooLong, $"At most {MaxLength} characters of HTML; this has {html.Length}."));
            return null;
        }
        var before = faults.Count;
        var warnings = new BodyWarnings(pointer);
        var flow = new HtmlFlow(pointer, faults, warnings) { IsOfWord = OfWord().IsMatch(html) };
        Send(html, flow);
        var (blocks, links) = flow.End();
        return faults.Count == before && Body.Of(blocks, pointer, faults) is { } body ? new BodyRead(body, links, warnings.ToList()) : null;
    }

    // A clipboard may say which part of the page was copied. What stands before it says the language of the whole.
    private static void Send(string html, HtmlFlow flow)
    {
        var (start, end) = (Preamble().Match(html).Length, html.Length);
        // As feeds wrap it.
        if (html.AsSpan(start).StartsWith(StartOfCdata) && html.AsSpan().TrimEnd().EndsWith(EndOfCdata))
            (start, end) = (start + StartOfCdata.Length, html.LastIndexOf(EndOfCdata, StringComparison.Ordinal));

        var from = html.IndexOf(StartOfFragment, start, end - start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : html.IndexOf(EndOfFragment, from, end - from, StringComparison.Ordinal);
        if (to >= 0)
        {
            foreach (var tag in Roots().EnumerateMatches(html.AsSpan(start, from - start))) HtmlTokens.Send(html.Substring(start + tag.Index, tag.Length), flow);
            (start, end) = (from, to);
        }
        HtmlTokens.Send(html[start..end], flow, 1 + html.AsSpan(0, start).Count('\n'));
    }

    // A byte order mark and the clipboard's header.
    [GeneratedRegex(@"\A\uFEFF?\s*(?:Version:[0-9.]+\s+StartHTML:[^<]*)?")]
    private static partial Regex Preamble();

    [GeneratedRegex(@"\bmso-|\bclass=""?Mso")]
    private static partial Regex OfWord();

    [GeneratedRegex(@"<(?:html|body)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Roots();
}
