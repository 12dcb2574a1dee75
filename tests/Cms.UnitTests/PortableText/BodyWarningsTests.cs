using Cms.Api.PortableText;

namespace Cms.UnitTests.PortableText;

public sealed class BodyWarningsTests
{
    [Theory]
    [InlineData(101, "1 more thing was changed or left out.")]
    [InlineData(102, "2 more things were changed or left out.")]
    public void A_hundred_are_told_and_the_rest_is_counted(int count, string last)
    {
        var warnings = new BodyWarnings("/bodyHtml");
        for (var line = 1; line <= count; line++) warnings.Add(line, WarningCodes.ChangedStructure, $"Thing {line} was left out.");

        var told = warnings.ToList();

        Assert.Equal(101, told.Count);
        Assert.Equal((WarningCodes.More, last), (told[^1].Code, told[^1].Detail));
    }
}
