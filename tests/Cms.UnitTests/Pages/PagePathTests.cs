using Cms.Api.Pages;

namespace Cms.UnitTests.Pages;

public sealed class PagePathTests
{
    [Theory]
    [InlineData("/news/world/a-story", "article", "a-story")]
    [InlineData("/a-story", "article", "a-story")]
    [InlineData("/authors/ann-lee", "author", "ann-lee")]
    [InlineData("/authors/deep/ann-lee", "author", "ann-lee")]
    [InlineData("/tags/cpec", "tag", "cpec")]
    [InlineData("/tags", "article", "tags")]
    [InlineData("/tagsandmore/x", "article", "x")]
    [InlineData("/news/", "article", "")]
    [InlineData("/", "article", "")]
    public void Last_segment_is_a_slug_of_the_kind_whose_pages_are_there(string path, string kind, string slug) =>
        Assert.Equal(new PagePath(path, kind, slug), PagePath.Of(path));
}
