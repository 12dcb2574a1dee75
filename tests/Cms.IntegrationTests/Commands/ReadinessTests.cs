using Cms.Api.Commands;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Commands;

/// <summary>Whoever sends requests to the service learns from its health when it can answer them, and what it waits for.</summary>
public sealed class ReadinessTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task It_is_ready_once_it_is_migrated_and_has_its_sample_and_says_which_of_them_it_lacks()
    {
        await using var app = await CmsApp.ListenAsync(database.ConnectionString);
        using var reader = app.Client();
        var readiness = app.Services.GetRequiredService<Readiness>();

        Assert.Equal((503, "The service is starting."), await HealthAsync(reader));
        using (var refused = await reader.AskAsync("/v1/articles"))
        {
            Assert.Equal(503, (int)refused.StatusCode);
            Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        }

        readiness.Migrated();
        Assert.Equal((503, "The sample newsroom is being loaded."), await HealthAsync(reader));
        Assert.Equal(200, (int)await reader.StatusAsync("/v1/articles"));

        readiness.Complete();
        Assert.Equal((200, "Ready."), await HealthAsync(reader));
    }

    [Fact]
    public async Task It_lives_before_it_is_ready()
    {
        await using var app = await CmsApp.ListenAsync(database.ConnectionString);
        using var reader = app.Client();

        Assert.Equal(200, (int)await reader.StatusAsync("/health/live"));
        Assert.Equal(503, (int)await reader.StatusAsync("/health/ready"));
    }

    private static async Task<(int Status, string Text)> HealthAsync(HttpClient reader)
    {
        using var response = await reader.AskAsync("/health/ready");
        return ((int)response.StatusCode, await response.TextAsync());
    }
}
