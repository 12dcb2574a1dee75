namespace Cms.Api.PortableText.Output;

internal static class HtmlLink
{
    /// <summary>
    /// <c>href</c>, and where it names a host <c>rel="noopener"</c>: should a front end open it in a new tab, the other site
    /// gets no hold of this one.
    /// </summary>
    public static void WriteAttributes(HtmlMarkup html, string href) =>
        html.Attribute("href", AsciiUrl.Of(href)).Attribute("rel", AsciiUrl.NamesHost(href) ? "noopener" : null);
}
