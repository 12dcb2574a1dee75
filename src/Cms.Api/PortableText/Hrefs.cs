namespace Cms.Api.PortableText;

/// <summary>Where a link in the text may lead.</summary>
internal static class Hrefs
{
    public const string Expected = "a link is http, https, mailto or tel, or a path that starts with /";

    /// <summary>
    /// Judged as browsers read it, not as the text looks: they take <c>\</c> for <c>/</c> and skip control characters, so
    /// neither may be there; nor a user name, with which <c>https://bank.example@evil.example</c> passes for the bank.
    /// </summary>
    public static bool IsAllowed(string href)
    {
        if (href.Length is 0 or > BodyRules.MaxUrl || href.Any(c => c == '\\' || char.IsWhiteSpace(c) || char.IsControl(c))) return false;
        if (href[0] == '/') return !href.StartsWith("//", StringComparison.Ordinal);
        if (!Uri.TryCreate(href, UriKind.Absolute, out var uri)) return false;

        return uri.Scheme switch
        {
            "http" or "https" => HasAuthority(href, uri.Scheme) && uri.Host.Length > 0 && uri.UserInfo.Length == 0,
            "mailto" or "tel" => href.Length > uri.Scheme.Length + 1,
            _ => false,
        };
    }

    // .NET reads http:/host and http:host as a host too.
    private static bool HasAuthority(string href, string scheme) =>
        href.AsSpan(scheme.Length).StartsWith("://") && href.Length > scheme.Length + 3 && href[scheme.Length + 3] != '/';
}
