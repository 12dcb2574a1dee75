using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Delivery.Cache;

/// <summary>In which coding bytes are sent.</summary>
internal enum ContentCoding
{
    Identity,
    Brotli,
    Gzip,
}

internal static class ContentCodings
{
    /// <summary>Below this a coding saves no packet.</summary>
    public const int Shortest = 1_024;

    private const int MostRemembered = 256;
    private const CompressionLevel Level = CompressionLevel.Optimal;

    /// <summary>Browsers send few different headers, and always the same.</summary>
    private static readonly ConcurrentDictionary<string, ContentCoding> Known = new();

    public static ContentCoding Choose(StringValues accepted)
    {
        if (accepted.Count != 1 || accepted[0] is not { } text) return accepted.Count == 0 ? ContentCoding.Identity : Read(accepted);
        if (Known.TryGetValue(text, out var known)) return known;
        var chosen = Read(accepted);
        if (Known.Count < MostRemembered) Known.TryAdd(text, chosen);
        return chosen;
    }

    public static string? ToHeader(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    public static byte[] Encode(this ContentCoding coding, AnswerBody body)
    {
        var encoded = new MemoryStream();
        using (Stream encoder = coding == ContentCoding.Brotli ? new BrotliStream(encoded, Level) : new GZipStream(encoded, Level)) body.WriteTo(encoder);
        return encoded.ToArray();
    }

    private static ContentCoding Read(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var codings)) return ContentCoding.Identity;
        double Wish(string name) => codings.FirstOrDefault(coding => coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : 0;
        var (brotli, gzip, identity) = (Wish("br"), Wish("gzip"), Wish("identity"));
        if (Math.Max(brotli, gzip) is var coded && (coded == 0 || coded < identity)) return ContentCoding.Identity;
        return brotli >= gzip ? ContentCoding.Brotli : ContentCoding.Gzip;
    }
}
