using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The clock by which moments are judged.</summary>
internal static class DatabaseClock
{
    public static async Task<DateTimeOffset> NowAsync(string connectionString) =>
        new(await LiveSnapshot.ScalarAsync<DateTime>(connectionString, "select clock_timestamp()"), TimeSpan.Zero);
}
