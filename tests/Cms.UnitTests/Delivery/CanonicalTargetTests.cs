using Cms.Api.Delivery;
using Microsoft.AspNetCore.Http;

namespace Cms.UnitTests.Delivery;

public sealed class CanonicalTargetTests
{
    [Theory]
    [InlineData("", "/v1/articles")]
    [InlineData("?limit=20", "/v1/articles")]
    [InlineData("?limit=21&tag=b,a", "/v1/articles?limit=21&tag=a,b")]
    [InlineData("?tag=a%2cb&limit=21", "/v1/articles?limit=21&tag=a,b")]
    [InlineData("?tag=c&tag=b,a,b", "/v1/articles?tag=a,b&tag=c")]
    [InlineData("?tag=%C3%A9&tag=e%CC%81", "/v1/articles?tag=%C3%A9&tag=%C3%A9")]
    [InlineData("?q=a,b+c", "/v1/articles?q=a%2Cb%20c")]
    [InlineData("?unknown=1", "/v1/articles")]
    public void Requests_that_ask_for_the_same_have_one_spelling(string query, string expected) => Assert.Equal(expected, TargetOf(query).ToString());

    [Fact]
    public void Another_parameter_stands_behind_the_others() =>
        Assert.Equal("/v1/articles?limit=5&cursor=a%2Fb", TargetOf("?limit=5").With("cursor", "a/b"));

    private static CanonicalTarget TargetOf(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return new CanonicalTarget("/v1/articles").AddAlternatives(request, "tag").Add(request, "q").Add(request, "limit", fallback: "20");
    }
}
