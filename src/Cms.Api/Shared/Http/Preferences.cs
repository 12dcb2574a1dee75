using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Http;

/// <summary>What a client would like (RFC 7240).</summary>
internal static partial class Preferences
{
    public const string Header = "Prefer";
    public const string Applied = "Preference-Applied";
    public const string DryRun = "dry-run";
    public const string Merge = "merge";
    public const string Disjoint = "disjoint";

    /// <summary>Registered for everybody, and ignored here.</summary>
    private static readonly string[] OfOthers = ["depth-noroot", "handling", "respond-async", "return", "safe", "transclude", "wait"];

    /// <param name="name">In any case.</param>
    /// <param name="value">As it is; of a preference that is there twice the first counts.</param>
    public static bool Has(HttpRequest request, string name, string value = "") => Read(request).FirstOrDefault(wish => Is(wish.Name, name)) is { } wish && (wish.Value ?? "").Trim('"') == value;

    /// <summary>The first that is neither one of ours, value and all, nor registered for everybody; null where there is none.</summary>
    public static string? Mistaken(HttpRequest request) => Items(request).FirstOrDefault(item => !IsKnown(item));

    private static bool IsKnown(string item) => NameValueWithParametersHeaderValue.TryParse(item, out var wish)
        && (OfOthers.Any(name => Is(wish.Name, name))
            || (Is(wish.Name, DryRun) && (wish.Value ?? "").Trim('"').Length == 0)
            || (Is(wish.Name, Merge) && (wish.Value ?? "").Trim('"') == Disjoint));

    private static IEnumerable<NameValueHeaderValue> Read(HttpRequest request)
    {
        foreach (var item in Items(request))
        {
            if (NameValueWithParametersHeaderValue.TryParse(item, out var wish)) yield return wish;
        }
    }

    private static IEnumerable<string> Items(HttpRequest request) =>
        request.Headers[Header].SelectMany(line => BetweenCommas().Matches(line ?? "")).Select(item => item.Value.Trim()).Where(item => item.Length > 0);

    private static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands between commas, those in quotes aside.</summary>
    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|[^,])+""", RegexOptions.CultureInvariant)]
    private static partial Regex BetweenCommas();
}

/// <summary>Metadata of a route that can be tried without being done.</summary>
internal sealed class AllowsDryRun;
