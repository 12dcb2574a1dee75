using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>Where the service looks for programs of the machine. A process of its own, because the search path belongs to one.</summary>
public sealed class MachineBinariesTests
{
    [Fact]
    public async Task Programs_are_found_by_pg_config()
    {
        var said = await InitdbSaidAsync("echo \"$(dirname \"$0\")/bin\"");

        Assert.EndsWith("initdb of the stand-in ran\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_in_the_usual_folders_are_found_without_it()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/postgresql"), "Postgres is not where Debian has it.");

        Assert.Equal("", await InitdbSaidAsync("exit 1"));
    }

    /// <summary>What ended <c>migrate</c> where pg_config is the given script, beside programs newer than any; nothing if it went well.</summary>
    private static async Task<string> InitdbSaidAsync(string pgConfig)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        using var folder = DataFolder.Open();
        Directory.CreateDirectory(folder.PathOf("path/bin"));
        WriteScript(folder.PathOf("path/pg_config"), pgConfig);
        WriteScript(folder.PathOf("path/npm"), "exit 1");
        WriteScript(folder.PathOf("path/bin/postgres"), "echo 'postgres (PostgreSQL) 99.1'");
        WriteScript(folder.PathOf("path/bin/initdb"), "echo 'initdb of the stand-in ran'; exit 1");
        WriteScript(folder.PathOf("path/bin/pg_ctl"), "exit 1");

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var migrated = await CmsProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["Cms__DataDirectory"] = folder.PathOf("data"),
                // Without the folders that would give them away themselves.
                ["PATH"] = string.Join(':', path.Where(directory => !File.Exists(Path.Combine(directory, "initdb"))).Prepend(folder.PathOf("path"))),
            },
            "migrate");
        Assert.Equal(migrated.Error.Length == 0 ? 0 : 1, migrated.Code);
        return migrated.Error;
    }

    private static void WriteScript(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }
}
