using Cms.Api.Shared.Http;

namespace Cms.UnitTests.Shared.Http;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2024-11-12T18:33:00+05:30", "2024-11-12T13:03:00Z")]
    [InlineData("2024-11-12T13:03Z", "2024-11-12T13:03:00Z")]
    [InlineData("2024-12-31t23:59:50z", "2024-12-31T23:59:50Z")]
    [InlineData("2024-12-31T23:59:50.123456789Z", "2024-12-31T23:59:50.123456Z")]
    [InlineData("2024-12-31T23:59:50.5-00:30", "2025-01-01T00:29:50.5Z")]
    public void Time_with_an_offset_is_read_and_told_in_utc_to_the_microsecond(string text, string told)
    {
        Assert.True(InstantConverter.TryParse(text, out var instant));
        Assert.Equal(told, InstantConverter.Format(instant));
    }

    [Theory]
    [InlineData("2024-11-12T18:33:00")]
    [InlineData("2024-11-12 18:33:00Z")]
    [InlineData("2024-11-12T18:33:00 IST")]
    [InlineData("2024-11-12")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("2024-11-12T18:33:00+5:30")]
    [InlineData("2024-11-12T18:33:00Z\n")]
    [InlineData("")]
    [InlineData(null)]
    public void Text_that_leaves_the_instant_open_is_refused(string? text) => Assert.False(InstantConverter.TryParse(text, out _));
}
