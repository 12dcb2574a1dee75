using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>Where a link in the text may lead.</summary>
internal static partial class Hrefs
{
    public const string Expected = "a link is http, https, mailto or tel, or relative: a path, ?query or #fragment";

    /// <summary>
    /// Judged as browsers read it, not as the text looks: they take <c>\</c> for <c>/</c> and skip control characters, so
    /// neither may be there; nor a user name, with which <c>https://bank.example@evil.example</c> passes for the bank.
    /// </summary>
    public static bool IsAllowed(string href)
    {
        if (href.Length is 0 or > BodyRules.MaxUrl || href.Any(c => c == '\\' || char.IsWhiteSpace(c))) return false;
        if (PlainText.Flaw(href, multiline: false) is not null) return false;
        if (IsRelative(href)) return !href.StartsWith("//", StringComparison.Ordinal);
        if (!Uri.TryCreate(href, UriKind.Absolute, out var uri)) return false;

        return uri.Scheme switch
        {
            "http" or "https" => HasAuthority(href, uri.Scheme) && uri.Host.Length > 0 && uri.UserInfo.Length == 0,
            "mailto" or "tel" => href.Length > uri.Scheme.Length + 1,
            _ => false,
        };
    }

    /// <summary>
    /// The address that browsers make of what stands in a page: no line breaks or tabs in it, <c>//host</c> completed, what a
    /// path or query may not hold percent-encoded. Google's redirects lead where they lead. It may still not be allowed.
    /// </summary>
    public static string Normalise(string href)
    {
        if (!href.AsSpan().ContainsAnyExcept(AsTheyAre) && !href.StartsWith("//", StringComparison.Ordinal) && !GoogleRedirect().IsMatch(href)) return href;
        var bare = string.Concat(href.Trim().Trim(Controls).Split('\t', '\r', '\n'));
        if (bare.Length > MaxGiven) return bare;
        if (bare.StartsWith("//", StringComparison.Ordinal)) bare = "https:" + bare;
        if (GoogleRedirect().Match(bare) is { Success: true } redirect) bare = Uri.UnescapeDataString(redirect.Groups[1].Value);

        var encoded = new StringBuilder(bare, 0, StartOfPath(bare), MaxGiven);
        foreach (var rune in bare.AsSpan(encoded.Length).EnumerateRunes())
        {
            if (rune.Value is '\\' or '"' or '<' or '>' or '`' || Rune.IsWhiteSpace(rune) || PlainText.IsForbidden(rune.Value)) encoded.Append(Uri.EscapeDataString(rune.ToString()));
            else encoded.Append(rune.ToString());
        }
        return encoded.ToString();
    }

    // An encoded address grows; what is longer than this at the start is too long in any case.
    private const int MaxGiven = 4 * BodyRules.MaxUrl;

    private static readonly SearchValues<char> AsTheyAre =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%");

    private static readonly char[] Controls = [.. Enumerable.Range(0, 0x21).Select(code => (char)code)];

    // No colon before the first slash, or it would be a scheme.
    private static bool IsRelative(string href)
    {
        var end = href.AsSpan().IndexOfAny('/', '?', '#');
        return !href.AsSpan(0, end < 0 ? href.Length : end).Contains(':');
    }

    // From here on no character can make the address another host's.
    private static int StartOfPath(string href)
    {
        if (IsRelative(href)) return href.Length - href.TrimStart('/', '\\').Length;
        var authority = href.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0) return href.IndexOf(':', StringComparison.Ordinal) + 1;
        var path = href.AsSpan(authority + 3).IndexOfAny('/', '?', '#');
        return path < 0 ? href.Length : authority + 3 + path;
    }

    // .NET reads http:/host and http:host as a host too.
    private static bool HasAuthority(string href, string scheme) =>
        href.AsSpan(scheme.Length).StartsWith("://") && href.Length > scheme.Length + 3 && href[scheme.Length + 3] != '/';

    [GeneratedRegex(@"^https?://www\.google\.[a-z.]{2,6}/url\?(?:[^#]*&)?(?:q|url)=(https?(?::|%3A)[^&#]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GoogleRedirect();
}
