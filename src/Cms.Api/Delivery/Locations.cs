using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Cms.Api.Delivery;

/// <summary>Addresses for headers: percent-encoded, for a header that is not ASCII breaks the answer.</summary>
internal static class Locations
{
    /// <summary>The address of a route with a value for its one parameter.</summary>
    public static string OfRoute(PathString pathBase, string pattern, string value)
    {
        var (open, close) = (pattern.IndexOf('{', StringComparison.Ordinal), pattern.LastIndexOf('}'));
        return $"{pathBase.ToUriComponent()}{pattern[..open]}{EncodePath(value)}{pattern[(close + 1)..]}";
    }

    /// <summary>The address of this request with another value for a query parameter, the others kept.</summary>
    public static string WithParameter(HttpRequest request, string name, string value)
    {
        var location = new StringBuilder(request.PathBase.ToUriComponent()).Append(request.Path.ToUriComponent());
        var separator = '?';
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.SequenceEqual(name)) continue;
            location.Append(separator).Append(Ascii(pair.EncodedName.ToString())).Append('=').Append(Ascii(pair.EncodedValue.ToString()));
            separator = '&';
        }
        return location.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value)).ToString();
    }

    public static string EncodePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Encodes what a client should have: what it did encode stays as it was.</summary>
    public static string Ascii(string text) =>
        System.Text.Ascii.IsValid(text)
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
