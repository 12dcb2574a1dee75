using Cms.Api.Commands;
using Cms.EmbeddedPostgres.Processes;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>What <c>dotnet publish</c> makes, in a folder far from the source tree.</summary>
public sealed class PublishedBuild : IAsyncLifetime
{
    private readonly DataFolder _folder = DataFolder.Open();

    public string Program => _folder.PathOf("app/Cms.Api.dll");

    public async ValueTask InitializeAsync()
    {
        var root = SourceTree.Find(AppContext.BaseDirectory)!;
        // The service was built for these tests, in their configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var published = await Tool.RunAsync(
            "dotnet",
            ["publish", "src/Cms.Api", "--no-build", "--configuration", configuration, "--output", _folder.PathOf("app"), "-nodeReuse:false"],
            root,
            TestContext.Current.CancellationToken);
        Assert.True(published.Succeeded, published.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
