using Cms.Api.Shared.Text;

namespace Cms.UnitTests.Shared.Text;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 subjects")]
    [InlineData(1, "1 subject")]
    [InlineData(2, "2 subjects")]
    [InlineData(21, "21 subjects")]
    public void One_thing_is_one(long count, string text) => Assert.Equal(text, Counted.Of(count, "subject"));
}
