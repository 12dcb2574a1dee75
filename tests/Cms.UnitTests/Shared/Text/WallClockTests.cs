using System.Globalization;
using Cms.Api.Shared.Text;

namespace Cms.UnitTests.Shared.Text;

public sealed class WallClockTests
{
    /// <summary>Clocks of either hemisphere, half-hour jumps, a summer time that is called winter, a month without, odd offsets, and none at all.</summary>
    public static TheoryData<string> Zones { get; } =
    [
        "America/New_York", "America/St_Johns", "America/Santiago", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Africa/Casablanca", "Africa/Cairo",
        "Asia/Jerusalem", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Chatham", "America/Nuuk", "Antarctica/Troll", "UTC",
    ];

    /// <summary>From instants, which are never in doubt: a local time is there as often as an instant has it, each by its own offset and by no other.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public void Local_time_is_taken_with_an_offset_at_which_the_clocks_show_it_and_with_no_other(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var shown = new Dictionary<DateTime, HashSet<TimeSpan>>();
        var begin = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var instant = begin; instant < begin.AddDays(366); instant += TimeSpan.FromMinutes(15))
        {
            var local = TimeZoneInfo.ConvertTime(instant, zone);
            if (!shown.TryGetValue(local.DateTime, out var offsets)) shown[local.DateTime] = offsets = [];
            offsets.Add(local.Offset);
        }

        foreach (var local in shown.Keys.Concat(shown.Keys.Select(time => time.AddHours(1))).Distinct().Where(time => IsOfTheYear(time) && (time.Hour == 12 || !IsUsual(time.Date))))
        {
            var right = shown.GetValueOrDefault(local, []);
            foreach (var offset in right.Concat(right.Select(one => one + TimeSpan.FromHours(1))).Concat(right.Select(one => one - TimeSpan.FromMinutes(30))).Append(TimeSpan.Zero).Distinct())
            {
                var resolved = WallClock.Resolve(local, offset, zone, out var fault);
                Assert.Equal(right.Contains(offset) ? new DateTimeOffset(local, offset) : null, resolved);
                Assert.Equal(right.Contains(offset), fault is null);
                if (fault is not null) Assert.All(right, one => Assert.Contains(Told(local, one), fault, StringComparison.Ordinal));
            }
            var alone = WallClock.Resolve(local, null, zone, out var doubt);
            Assert.Equal(right.Count == 1 ? new DateTimeOffset(local, right.Single()) : null, alone);
            if (right.Count != 1) Assert.All(right, one => Assert.Contains(Told(local, one), doubt!, StringComparison.Ordinal));
        }
        Assert.Equal(TimeZoneInfo.ConvertTime(begin, zone).Offset != TimeZoneInfo.ConvertTime(begin.AddDays(182), zone).Offset, shown.Values.Any(offsets => offsets.Count > 1));

        bool IsOfTheYear(DateTime local) => local > begin.DateTime.AddDays(2) && local < begin.DateTime.AddDays(364);
        bool IsUsual(DateTime day) => Enumerable.Range(0, 96).All(quarter => shown.GetValueOrDefault(day.AddMinutes(15 * quarter))?.Count == 1);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2041-10-27T02:30", "2041-10-27T02:30:00+02:00", "2041-10-27T02:30:00+01:00")]
    [InlineData("Europe/Dublin", "2041-10-27T01:30", "2041-10-27T01:30:00+01:00", "2041-10-27T01:30:00+00:00")]
    [InlineData("Australia/Lord_Howe", "2041-04-07T01:45", "2041-04-07T01:45:00+11:00", "2041-04-07T01:45:00+10:30")]
    [InlineData("Europe/Berlin", "2041-03-31T02:30", "2041-03-31T01:59:59+01:00", "2041-03-31T03:00:00+02:00")]
    [InlineData("Australia/Lord_Howe", "2041-10-06T02:15", "2041-10-06T01:59:59+10:30", "2041-10-06T02:30:00+11:00")]
    public void Both_neighbours_are_told_in_their_order_whatever_other_offset_is_sent(string id, string local, string first, string second)
    {
        foreach (var offset in new TimeSpan?[] { null, TimeSpan.FromHours(7) })
        {
            Assert.Null(WallClock.Resolve(WallClock.Parse(local)!.Value, offset, TimeZoneInfo.FindSystemTimeZoneById(id), out var fault));
            Assert.Contains($"{first} ", fault, StringComparison.Ordinal);
            Assert.True(fault!.IndexOf(first, StringComparison.Ordinal) < fault.IndexOf(second, StringComparison.Ordinal), fault);
        }
    }

    [Theory]
    [InlineData(1969)]
    [InlineData(9001)]
    public void Years_that_no_schedule_means_are_refused(int year) =>
        Assert.True(WallClock.Resolve(new DateTime(year, 6, 1), TimeSpan.Zero, TimeZoneInfo.Utc, out var fault) is null && fault is not null);

    private static string Told(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
