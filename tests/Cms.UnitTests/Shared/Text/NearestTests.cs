using Cms.Api.Shared.Text;

namespace Cms.UnitTests.Shared.Text;

public sealed class NearestTests
{
    [Theory]
    [InlineData("captoin", "caption")]
    [InlineData("Layout", "layout")]
    [InlineData("image_", "image")]
    [InlineData("atl", "alt")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void Typo_finds_the_name_that_was_meant(string name, string? meant) =>
        Assert.Equal(meant, Nearest.To(name, ["image", "caption", "alt", "layout"]));

    [Fact]
    public void Nothing_is_near_where_nothing_is() => Assert.Equal((null, ""), (Nearest.To("name", []), Nearest.Hint("name", [])));

    [Theory]
    [InlineData("articles", 0)]
    [InlineData("Articles", 0)]
    [InlineData("artcles", 1)]
    [InlineData("atrcles", 2)]
    [InlineData("authors", null)]
    public void Edits_of_what_is_close_are_counted(string name, int? edits) => Assert.Equal(edits, Nearest.Edits(name, "articles"));

    [Fact]
    public void Endless_name_is_not_compared() => Assert.Null(Nearest.To(new string('a', 100_000), [new string('a', 100_000)]));
}
