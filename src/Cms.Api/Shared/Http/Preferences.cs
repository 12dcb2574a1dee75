using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Http;

/// <summary>What a client would like (RFC 7240). Of what is not known, or cannot be read, nothing is told.</summary>
internal static partial class Preferences
{
    public const string Header = "Prefer";
    public const string Applied = "Preference-Applied";
    public const string DryRun = "dry-run";

    /// <param name="name">In any case.</param>
    /// <param name="value">As it is; of a preference that is there twice the first counts.</param>
    public static bool Has(HttpRequest request, string name, string value = "") => Read(request).FirstOrDefault(wish => Is(wish.Name, name)) is { } wish && (wish.Value ?? "").Trim('"') == value;

    /// <summary>A preference that is most likely meant to be this one, and is not; null where there is none.</summary>
    public static string? Mistaken(HttpRequest request, string name)
    {
        if (Has(request, name)) return null;
        return request.Headers[Header].SelectMany(line => Items().Matches(line ?? "")).Select(item => item.Value.Trim()).FirstOrDefault(item => Letters(item).StartsWith(Letters(name), StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter));

    private static IEnumerable<NameValueHeaderValue> Read(HttpRequest request)
    {
        foreach (var item in request.Headers[Header].SelectMany(line => Items().Matches(line ?? "")))
        {
            if (NameValueWithParametersHeaderValue.TryParse(item.Value, out var wish)) yield return wish;
        }
    }

    private static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between commas, those in quotes aside.</summary>
    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|[^,])+""", RegexOptions.CultureInvariant)]
    private static partial Regex Items();
}

/// <summary>Metadata of a route that can be tried without being done.</summary>
internal sealed class AllowsDryRun;
