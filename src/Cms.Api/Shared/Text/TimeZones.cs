using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Text;

internal static partial class TimeZones
{
    /// <summary>
    /// A zone of the IANA database. Abbreviations are refused though some are in it: <c>IST</c> is India's, Israel's and Ireland's.
    /// </summary>
    public static bool IsIana(string id) =>
        id == "UTC"
        || (id.Length <= 64
            && AreaAndPlace().IsMatch(id)
            && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            && zone.HasIanaId
            && zone.Id == id);

    // A capital first also keeps out the copies of the whole database under posix/ and right/.
    [GeneratedRegex(@"^[A-Z][A-Za-z]*(/[A-Z][A-Za-z0-9_+-]*){1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AreaAndPlace();
}
