using Cms.Api.Sections;

namespace Cms.UnitTests.Sections;

public sealed class SectionTests
{
    [Theory]
    [InlineData("news", null, "news", 1)]
    [InlineData("news/world", "news", "world", 2)]
    [InlineData("news/world/asia", "news/world", "asia", 3)]
    public void Path_tells_parent_slug_and_depth(string path, string? parent, string slug, int depth)
    {
        Assert.Equal(parent, Section.ParentPathOf(path));
        Assert.Equal(slug, Section.SlugOf(path));
        Assert.Equal(depth, Section.DepthOf(path));
    }

    [Theory]
    [InlineData("news/world")]
    [InlineData("news%2Fworld")]
    [InlineData("news%2fworld")]
    [InlineData("/news/world/")]
    public void Section_is_addressed_by_its_path(string text) => Assert.Equal("news/world", Section.ParseRef(text).Slug);

    [Fact]
    public void Section_is_addressed_by_its_id() => Assert.Equal(SectionRows.IdOf(7), Section.ParseRef(SectionRows.IdOf(7).ToString()).Id);
}
