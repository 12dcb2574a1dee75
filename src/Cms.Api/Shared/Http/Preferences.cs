namespace Cms.Api.Shared.Http;

/// <summary>What a client prefers (RFC 7240). A preference that is not known is left alone.</summary>
internal static class Preferences
{
    public const string Header = "Prefer";
    public const string AppliedHeader = "Preference-Applied";
    public const string DryRun = "dry-run";

    public static bool Has(HttpRequest request, string preference) =>
        request.Headers.GetCommaSeparatedValues(Header).Any(value => value.Split(';')[0].Trim().Equals(preference, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Metadata of a route that can be tried without being done.</summary>
internal sealed class AllowsDryRun;
