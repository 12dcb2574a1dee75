using Cms.Api.Delivery;
using Microsoft.AspNetCore.Http;

namespace Cms.UnitTests.Delivery;

public sealed class LocationsTests
{
    [Theory]
    [InlineData("/v1/tags/{ref}", "पुल", "/v1/tags/%E0%A4%AA%E0%A5%81%E0%A4%B2")]
    [InlineData("/v1/articles/{ref}/related-links", "a?b", "/v1/articles/a%3Fb/related-links")]
    [InlineData("/v1/sections/{**path}", "news/asia", "/v1/sections/news/asia")]
    public void Route_is_kept_with_another_reference(string pattern, string value, string expected) =>
        Assert.Equal(expected, Locations.OfRoute("", pattern, value));

    [Theory]
    [InlineData("?x=1&y=%20,", "?x=1&y=%20,")]
    [InlineData("?x=é&\U0001F309", "?x=%C3%A9&%F0%9F%8C%89")]
    public void What_a_client_did_not_encode_is_encoded(string query, string expected) => Assert.Equal(expected, Locations.Ascii(query));

    [Theory]
    [InlineData("", "/v1/page?path=%2Fa")]
    [InlineData("?path=/old", "/v1/page?path=%2Fa")]
    [InlineData("?path=/old&x=1,2&path=/older&y", "/v1/page?x=1,2&y=&path=%2Fa")]
    [InlineData("?x=é", "/v1/page?x=%C3%A9&path=%2Fa")]
    public void Parameter_is_replaced_and_the_others_are_kept(string query, string expected) =>
        Assert.Equal(expected, Locations.WithParameter(Request("/v1/page", query), "path", "/a"));

    [Fact]
    public void Base_path_of_the_service_stays_in_front()
    {
        var request = Request("/v1/page", "");
        request.PathBase = "/api";

        Assert.Equal("/api/v1/tags/a", Locations.OfRoute(request.PathBase, "/v1/tags/{ref}", "a"));
        Assert.Equal("/api/v1/page?cursor=b", Locations.WithParameter(request, "cursor", "b"));
    }

    private static HttpRequest Request(string path, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        request.QueryString = new QueryString(query);
        return request;
    }
}
