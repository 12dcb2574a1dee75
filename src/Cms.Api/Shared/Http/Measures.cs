namespace Cms.Api.Shared.Http;

internal static class Measures
{
    /// <summary>The name of the meter that all instruments of ours belong to.</summary>
    public const string Meter = "Cms";
}
