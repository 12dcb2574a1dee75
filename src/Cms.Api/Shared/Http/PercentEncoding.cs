using System.Globalization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace Cms.Api.Shared.Http;

/// <summary>
/// An address is text, percent-encoded in UTF-8. What decodes to none, such as <c>%ff</c>, the framework takes as it stands, and
/// two addresses would mean one thing: <c>a%ff</c> and <c>a%25ff</c>.
/// </summary>
internal static class PercentEncoding
{
    /// <summary>Before routing, for every address.</summary>
    public static Task RefuseBrokenAsync(HttpContext http, RequestDelegate next)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return FirstBroken(target) is { } broken
            ? ProblemWriter.WriteAsync(http, Problems.Malformed, $"The address holds {broken}, which is no character: it is percent-encoded in UTF-8, and % itself is %25.")
            : next(http);
    }

    /// <summary>The first run of encoded bytes that is no UTF-8, or a percent sign with no two hexadecimal digits behind it; null where all is well.</summary>
    public static string? FirstBroken(string target)
    {
        for (var at = target.IndexOf('%', StringComparison.Ordinal); at >= 0; at = target.IndexOf('%', at))
        {
            var start = at;
            var bytes = new List<byte>();
            while (at < target.Length && target[at] == '%')
            {
                if (at + 2 >= target.Length || !byte.TryParse(target.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                    return target[at..Math.Min(target.Length, at + 3)];
                bytes.Add(value);
                at += 3;
            }
            if (!Utf8.IsValid([.. bytes])) return target[start..at];
            if (at >= target.Length) return null;
        }
        return null;
    }
}
