using Cms.Api.Shared.Text;

namespace Cms.UnitTests.Shared.Text;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("Etc/GMT+5")]
    [InlineData("UTC")]
    public void Iana_zone_is_taken(string id) => Assert.True(TimeZones.IsIana(id));

    [Theory]
    [InlineData("IST")]
    [InlineData("EST")]
    [InlineData("EST5EDT")]
    [InlineData("GMT")]
    [InlineData("India Standard Time")]
    [InlineData("+05:30")]
    [InlineData("asia/kolkata")]
    [InlineData("Asia/kolkata")]
    [InlineData("Asia/Nowhere")]
    [InlineData("posix/Asia/Kolkata")]
    [InlineData("right/Asia/Kolkata")]
    [InlineData("Asia/../Asia/Kolkata")]
    [InlineData("Asia/Kolkata\n")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void Anything_else_is_refused(string id) => Assert.False(TimeZones.IsIana(id));

    [Theory]
    [InlineData("Asia/Kolkatta", "Asia/Kolkata")]
    [InlineData("asia/kolkata", "Asia/Kolkata")]
    [InlineData("Europe/Londn", "Europe/London")]
    [InlineData("utc", "UTC")]
    public void Zone_that_was_meant_is_named(string id, string meant) =>
        Assert.EndsWith($" Did you mean \"{meant}\"?", TimeZones.Refusal(id), StringComparison.Ordinal);

    [Theory]
    [InlineData("IST")]
    [InlineData("India Standard Time")]
    public void None_is_named_where_none_is_near(string id) => Assert.DoesNotContain("mean", TimeZones.Refusal(id), StringComparison.Ordinal);
}
