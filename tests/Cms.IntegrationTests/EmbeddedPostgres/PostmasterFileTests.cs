using System.Diagnostics;
using System.Globalization;
using Cms.EmbeddedPostgres.Cluster;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>A file that outlived its server must not be taken for a running one.</summary>
public sealed class PostmasterFileTests
{
    [Fact]
    public void Number_that_passed_to_another_program_is_not_a_server() =>
        Assert.False(new PostmasterFile(Environment.ProcessId, Environment.CurrentDirectory, Port: 1).IsAlive());

    [Fact]
    public async Task Killed_server_that_nobody_collects_is_not_a_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists such processes.");
        using var folder = DataFolder.Open();
        File.CreateSymbolicLink(folder.PathOf("postgres"), "/bin/sleep");

        // The parent of this "postgres" turns into a program that never asks how it ended. Only then may it end: a shell asks.
        using var parent = Process.Start(
            new ProcessStartInfo("sh", ["-c", "./postgres 60 & echo $!; exec sleep 60"]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true })!;
        try
        {
            var line = await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var processId = int.Parse(line!, CultureInfo.InvariantCulture);
            await BecomesAsync(parent.Id, "(sleep)");
            // As a server has its folder, this one has its patience for an argument.
            var file = new PostmasterFile(processId, "60", Port: 1);
            await Eventually.HoldsAsync(file.IsAlive);
            Assert.False((file with { DataDirectory = "61" }).IsAlive());
            using (var server = Process.GetProcessById(processId)) server.Kill();
            await BecomesAsync(processId, "(postgres) Z");

            Assert.False(file.IsAlive());
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void Half_written_file_says_nothing()
    {
        using var folder = DataFolder.Open();
        File.WriteAllText(PostmasterFile.PathIn(folder.Path), "4242\n/data\n");

        Assert.Null(PostmasterFile.Read(folder.Path));
    }

    private static Task BecomesAsync(int processId, string state) =>
        Eventually.HoldsAsync(() => File.ReadAllText($"/proc/{processId}/stat").Contains(state, StringComparison.Ordinal));
}
