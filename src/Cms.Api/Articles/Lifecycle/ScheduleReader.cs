using System.Globalization;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Understands what an editor wants to happen, and when.</summary>
internal static class ScheduleReader
{
    private static readonly ScheduleValidator Validator = new();

    /// <exception cref="RefusedException">422 with every fault.</exception>
    public static IReadOnlyList<Moment> Read(ScheduleRequest request, ArticleRow row, Stamp stamp)
    {
        var faults = Validator.FaultsOf(request);
        var zone = ReadZone(request.TimeZone, faults);
        var publish = ReadMoment(Moment.Publish, "/publishAt", request.PublishAt, request, zone, stamp, faults);
        var unpublish = ReadMoment(Moment.Unpublish, "/unpublishAt", request.UnpublishAt, request, zone, stamp, faults);

        if (request is { PublishAt: null, UnpublishAt: null })
            faults.Add(new Fault("", FaultCodes.Required, "Send publishAt, unpublishAt or both; DELETE takes a schedule away."));
        if (request is { PublishAt: null, UnpublishAt: not null } && row.Publication != Publication.Published)
            faults.Add(new Fault("/publishAt", FaultCodes.Required, "The story is not published: only together with publishAt can it be unpublished."));
        if (unpublish?.At <= publish?.At) faults.Add(new Fault("/unpublishAt", FaultCodes.OutOfRange, "It has to be later than publishAt."));
        if (publish is not null && row.EmbargoIsOn && (row.EmbargoUntil is not { } until || publish.At < until))
            faults.Add(new Fault("/publishAt", FaultCodes.Conflict, $"The story is under embargo {Until(row.EmbargoUntil)}."));
        if (faults.Count > 0) throw RefusedException.Invalid(faults);
        return [.. new[] { publish, unpublish }.OfType<Moment>()];
    }

    public static string Until(DateTimeOffset? until) => until is { } end ? $"until {InstantConverter.Format(end)}" : "until it is lifted";

    private static TimeZoneInfo? ReadZone(string? id, List<Fault> faults)
    {
        if (id is null) return null;
        if (TimeZones.IsIana(id)) return TimeZoneInfo.FindSystemTimeZoneById(id);
        faults.Add(new Fault("/timeZone", FaultCodes.InvalidValue, TimeZones.Refusal(id)));
        return null;
    }

    private static Moment? ReadMoment(string action, string pointer, string? text, ScheduleRequest request, TimeZoneInfo? zone, Stamp stamp, List<Fault> faults)
    {
        if (text is null) return null;
        if (ReadInstant(pointer, text, request, zone, faults) is not { } at) return null;
        if (at <= stamp.Moment)
        {
            faults.Add(new Fault(pointer, FaultCodes.OutOfRange, $"{InstantConverter.Format(at)} is past; what is to happen now is done without a schedule."));
            return null;
        }
        return new Moment
        {
            Action = action,
            At = at,
            LocalTime = zone is null ? null : WallClock.Format(at, zone),
            TimeZone = zone?.Id,
            SetBy = stamp.By,
        };
    }

    private static DateTimeOffset? ReadInstant(string pointer, string text, ScheduleRequest request, TimeZoneInfo? zone, List<Fault> faults)
    {
        if (InstantConverter.TryParse(text, out var instant))
        {
            if (zone is not null && OffsetOf(text) is { } offset) return InZone(instant.ToOffset(offset).DateTime, offset);
            if (WallClock.IsUnderstood(instant.UtcDateTime)) return instant;
            faults.Add(new Fault(pointer, FaultCodes.InvalidValue, WallClock.Range));
            return null;
        }
        if (!WallClock.IsLocal(text))
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidFormat, InstantConverter.IsNowhere(text) ? InstantConverter.Nowhere(text) : $"\"{text}\" is no time with an offset, such as 2026-11-12T18:33:00+05:30, nor a local one, such as 2026-11-12T18:33."));
            return null;
        }
        if (request.TimeZone is null) faults.Add(new Fault("/timeZone", FaultCodes.Required, $"{text} has no offset, so a timeZone has to say where."));
        if (zone is null) return null;
        if (WallClock.Parse(text) is { } local) return InZone(local, null);
        faults.Add(new Fault(pointer, FaultCodes.InvalidValue, $"\"{text}\" is no date and time, such as 2026-11-12T18:33."));
        return null;

        DateTimeOffset? InZone(DateTime local, TimeSpan? offset)
        {
            var resolved = WallClock.Resolve(local, offset, zone, out var fault);
            if (fault is not null) faults.Add(new Fault(pointer, FaultCodes.InvalidValue, fault));
            return resolved;
        }
    }

    /// <summary>What the text tells of the clocks where it was written; null for UTC, as times are answered: that is an instant and no local time.</summary>
    private static TimeSpan? OffsetOf(string text) => text[^1] is 'Z' or 'z' ? null : DateTimeOffset.ParseExact(text[^6..], "zzz", CultureInfo.InvariantCulture).Offset;
}
