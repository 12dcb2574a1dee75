using System.Globalization;
using System.Text.RegularExpressions;

namespace Cms.Api.Shared.Text;

/// <summary>
/// Local times of a zone as instants. Where clocks are put forward a time does not exist, and where they are put back it is there
/// twice; .NET and Postgres each guess then, and differ. Here nothing is guessed.
/// </summary>
internal static partial class WallClock
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss";
    private static readonly string[] Readable = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Whether it looks like a date and a time of day without an offset.</summary>
    public static bool IsLocal(string text) => LocalTime().IsMatch(text);

    public static string Format(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>The one instant at which the clocks of the zone show this time.</summary>
    /// <param name="fault">What is wrong, with what could be sent instead; null where nothing is.</param>
    public static DateTimeOffset? Resolve(string text, TimeZoneInfo zone, out string? fault)
    {
        fault = null;
        if (!DateTime.TryParseExact(text, Readable, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 1970 or > 9000)
        {
            fault = $"\"{text}\" is no date and time, such as 2026-11-12T18:33.";
            return null;
        }
        if (zone.IsInvalidTime(local))
        {
            var (last, first) = Around(local, zone);
            fault = $"{text} does not exist in {zone.Id}: the clocks go from {Offset(last)} to {Offset(first)}. Choose one of the two, or another time.";
            return null;
        }
        if (zone.IsAmbiguousTime(local))
        {
            var readings = zone.GetAmbiguousTimeOffsets(local).Order().Reverse().Select(offset => Offset(new DateTimeOffset(local, offset)));
            fault = $"{text} is there twice in {zone.Id}, for the clocks are put back: send it with its offset, as {string.Join(" or ", readings)}.";
            return null;
        }
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The last second before the clocks jump, and the first after.</summary>
    private static (DateTimeOffset Last, DateTimeOffset First) Around(DateTime local, TimeZoneInfo zone)
    {
        var early = new DateTimeOffset(local, TimeSpan.Zero).AddDays(-1);
        var late = early.AddDays(2);
        var before = zone.GetUtcOffset(early);
        while (late - early > TimeSpan.FromSeconds(1))
        {
            var middle = early + TimeSpan.FromSeconds(Math.Floor((late - early).TotalSeconds / 2));
            if (zone.GetUtcOffset(middle) == before) early = middle;
            else late = middle;
        }
        return (early.ToOffset(before), late.ToOffset(zone.GetUtcOffset(late)));
    }

    private static string Offset(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalTime();
}
