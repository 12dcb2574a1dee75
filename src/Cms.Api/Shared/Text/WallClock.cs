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
    private const string Told = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF";
    private static readonly string[] Readable = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Beyond, calendars and zones end.</summary>
    public const string Range = "Times are understood from 1970 to 9000.";

    public static bool IsUnderstood(DateTime time) => time.Year is >= 1970 and <= 9000;

    /// <summary>Whether it looks like a date and a time of day without an offset.</summary>
    public static bool IsLocal(string text) => LocalTime().IsMatch(text);

    public static string Format(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>The time of day that a text without an offset tells; null where it is none.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(text.Replace(' ', 'T'), Readable, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    /// <summary>The one instant at which the clocks of the zone show this time.</summary>
    /// <param name="offset">What was sent with it; null where nothing was. It has to be the zone's, and decides where there are two.</param>
    /// <param name="fault">What is wrong, with what could be sent instead; null where nothing is.</param>
    public static DateTimeOffset? Resolve(DateTime local, TimeSpan? offset, TimeZoneInfo zone, out string? fault)
    {
        fault = IsUnderstood(local) ? null : Range;
        if (fault is not null) return null;
        var readings = Readings(local, zone);
        if (readings.FindAll(reading => offset is null || reading.Offset == offset) is [var meant]) return meant.ToUniversalTime();
        fault = readings switch
        {
            [] => NotThere(local, zone),
            [var right] => $"At {local.ToString(Told, CultureInfo.InvariantCulture)} the clocks of {zone.Id} have another offset: send {Tell(right)}, or the zone that was meant.",
            _ => $"{local.ToString(Told, CultureInfo.InvariantCulture)} is there twice in {zone.Id}, for the clocks are put back: send it with its offset, as {string.Join(" or ", readings.Select(Tell))}.",
        };
        return null;
    }

    private static string NotThere(DateTime local, TimeZoneInfo zone)
    {
        var (last, first) = Around(local, zone);
        return $"{local.ToString(Told, CultureInfo.InvariantCulture)} does not exist in {zone.Id}: the clocks go from {Tell(last)} to {Tell(first)}. Choose one of the two, or another time.";
    }

    /// <summary>Every instant at which the clocks of the zone show this time, the earlier first: none where they skip it.</summary>
    private static List<DateTimeOffset> Readings(DateTime local, TimeZoneInfo zone)
    {
        var about = new DateTimeOffset(local, TimeSpan.Zero);
        TimeSpan[] offsets = [zone.GetUtcOffset(about.AddDays(-1)), zone.GetUtcOffset(about.AddDays(1))];
        return [.. offsets.Distinct().OrderDescending().Select(offset => new DateTimeOffset(local, offset)).Where(reading => zone.GetUtcOffset(reading) == reading.Offset)];
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

    private static string Tell(DateTimeOffset instant) => instant.ToString(Told + "zzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalTime();
}
