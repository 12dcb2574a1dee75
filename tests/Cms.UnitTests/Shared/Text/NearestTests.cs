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

    [Fact]
    public void Endless_name_is_not_compared() => Assert.Null(Nearest.To(new string('a', 100_000), [new string('a', 100_000)]));
}
