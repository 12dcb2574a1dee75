using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The service on the official image. The only test that may be skipped, and only where no Docker engine answers.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task Migrates_and_publishes_on_the_official_image()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var container = await PostgresContainer.TryStartAsync(cancellationToken);
        if (container is null)
        {
            Assert.Skip($"No Docker engine answers, so {PostgresContainer.Image} was not started.");
            return;
        }

        await using var app = await CmsApp.StartAsync(container.GetConnectionString());
        var story = await new Newsroom(app.Client(CmsApp.AdminKey)).PublishedAsync();
        var read = await app.Client().GetFromJsonAsync<JsonObject>("/v1/articles/" + Newsroom.Id(story), cancellationToken);

        Assert.Equal((string)story["headline"]!, (string)read!["headline"]!);
        Assert.Empty(await app.VerifyAsync());
    }
}
