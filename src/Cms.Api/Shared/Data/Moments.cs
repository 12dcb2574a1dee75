namespace Cms.Api.Shared.Data;

internal static class Moments
{
    /// <summary>Now in UTC, to the microsecond that Postgres keeps: what is written reads back equal.</summary>
    public static DateTimeOffset Moment(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
