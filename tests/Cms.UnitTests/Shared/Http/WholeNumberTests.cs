using System.Text.Json;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.Shared.Http;

public sealed class WholeNumberTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("-5.00", -5)]
    [InlineData("1e2", 100)]
    [InlineData("1E+2", 100)]
    [InlineData("1.25e2", 125)]
    [InlineData("12000e-2", 120)]
    [InlineData("0.0005e4", 5)]
    [InlineData("0.0", 0)]
    [InlineData("-0.0e5", 0)]
    [InlineData("2147483647.0", int.MaxValue)]
    [InlineData("-2147483648.0", int.MinValue)]
    [InlineData("5.00000000000000000000000000000000000000", 5)]
    public void Integer_is_read_however_it_is_written(string text, int number)
    {
        Assert.Equal(number, JsonSerializer.Deserialize<int?>(text, InputJson.Options));
        Assert.Equal(number, WholeNumber.Of(JsonElement.Parse(text)));
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("5e-1")]
    [InlineData("5.00000000000000000000000000000000000001")]
    [InlineData("2147483648.0")]
    [InlineData("1e10")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999")]
    [InlineData("1e-99999999999")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    public void What_is_none_or_too_large_is_not_rounded_but_refused(string text)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<int?>(text, InputJson.Options));
        Assert.Null(WholeNumber.Of(JsonElement.Parse(text)));
    }
}
