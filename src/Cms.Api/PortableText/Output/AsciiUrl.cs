using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cms.Api.PortableText.Output;

/// <summary>An address for programs that take ASCII only, such as feed readers: what editors typed as letters, percent-encoded.</summary>
internal static class AsciiUrl
{
    // What a URL is made of, and % of what is encoded already.
    private static readonly SearchValues<char> Kept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public static string Of(string url)
    {
        if (!url.AsSpan().ContainsAnyExcept(Kept)) return url;
        var (start, end) = HostOf(url);
        return Encode(url[..start]) + Host(url[start..end]) + Encode(url[end..]);
    }

    /// <summary>Of a site, and not relative to one.</summary>
    public static bool NamesHost(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static (int Start, int End) HostOf(string url)
    {
        if (!NamesHost(url)) return (0, 0);
        var start = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var length = url.AsSpan(start).IndexOfAny("/?#:");
        return (start, length < 0 ? url.Length : start + length);
    }

    // A percent-encoded host is understood by browsers, and by little else.
    private static string Host(string host)
    {
        if (Ascii.IsValid(host)) return Encode(host);
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return Encode(host);
        }
    }

    private static string Encode(string part)
    {
        if (!part.AsSpan().ContainsAnyExcept(Kept)) return part;
        var encoded = new StringBuilder(part.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(part))
        {
            if (Kept.Contains((char)octet)) encoded.Append((char)octet);
            else encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return encoded.ToString();
    }
}
