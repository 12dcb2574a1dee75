using Cms.Api.Delivery.Cache;
using Microsoft.Extensions.Primitives;

namespace Cms.UnitTests.Delivery;

public sealed class ContentCodingTests
{
    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0, gzip;q=0.1", "gzip")]
    [InlineData("gzip, br;q=0.5", "gzip")]
    [InlineData("gzip;q=0.5, identity;q=1", null)]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData("br;;", null)]
    public void The_best_is_chosen_of_what_is_accepted(string accepted, string? expected)
    {
        // The second time it is remembered.
        Assert.Equal(expected, ContentCodings.Choose(accepted).ToHeader());
        Assert.Equal(expected, ContentCodings.Choose(accepted).ToHeader());
    }

    [Fact]
    public void Several_headers_are_one_list() => Assert.Equal(ContentCoding.Brotli, ContentCodings.Choose(new StringValues(["gzip", "br"])));

    [Fact]
    public void Nothing_said_is_nothing_coded() => Assert.Equal(ContentCoding.Identity, ContentCodings.Choose(StringValues.Empty));
}
