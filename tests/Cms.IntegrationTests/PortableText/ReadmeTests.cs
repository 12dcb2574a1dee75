using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.PortableText;

public sealed class ReadmeTests
{
    [Fact]
    public async Task Components_of_the_readme_are_the_tested_ones()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "README.md"), TestContext.Current.CancellationToken);
        var components = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "PortableText", "npm", "components.mjs"), TestContext.Current.CancellationToken);

        Assert.Contains($"```js\n{components}```", readme, StringComparison.Ordinal);
    }
}
