using Cms.EmbeddedPostgres;

namespace Cms.IntegrationTests.EmbeddedPostgres;

public sealed class PostgresBinariesTests
{
    [Fact]
    public async Task Machine_with_neither_Postgres_nor_npm_is_told_three_ways_on()
    {
        using var folder = DataFolder.Open();

        var failure = await Assert.ThrowsAsync<PostgresNotFoundException>(() => StartAsync(folder, npm: folder.PathOf("no-npm")));

        Assert.Contains("install PostgreSQL 15 or newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("docker compose up", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Cms", failure.Message, StringComparison.Ordinal);
    }

    private static Task<PostgresServer> StartAsync(DataFolder folder, string npm)
    {
        var options = new PostgresServerOptions { DataDirectory = folder.Path, UseMachineBinaries = false, NpmCommand = npm };
        return PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
