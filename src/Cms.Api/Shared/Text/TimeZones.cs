using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Text;

internal static partial class TimeZones
{
    public const int MaxLength = 64;

    /// <summary>Read once, and only when one is mistyped: the database of zones is files, hundreds of them.</summary>
    private static readonly Lazy<string[]> Known = new(() => [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(IsIana)]);

    /// <summary>
    /// A zone of the IANA database. Abbreviations are refused though some are in it: <c>IST</c> is India's, Israel's and Ireland's.
    /// </summary>
    public static bool IsIana(string id) =>
        id == "UTC"
        || (id.Length <= MaxLength
            && AreaAndPlace().IsMatch(id)
            && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            && zone.HasIanaId
            && zone.Id == id);

    /// <summary>Why a name is refused, with the zone that was probably meant.</summary>
    public static string Refusal(string id) => $"\"{id}\" is no IANA zone such as Asia/Kolkata; abbreviations are none.{Nearest.Hint(id, Known.Value)}";

    // A capital first also keeps out the copies of the whole database under posix/ and right/.
    [GeneratedRegex(@"^[A-Z][A-Za-z]*(/[A-Z][A-Za-z0-9_+-]*){1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AreaAndPlace();
}
