using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>A data folder that cannot serve is told in one line, at once, and serves again when its trouble is over.</summary>
public sealed class TroubledFolderTests
{
    [Fact]
    public async Task Folder_that_cannot_be_made_is_named()
    {
        using var folder = DataFolder.Open();
        await File.WriteAllTextAsync(folder.PathOf("file"), "", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => folder.StartServerAsync("file"));

        AssertOneLine(failure, folder.PathOf("file"));
    }

    [Fact]
    public async Task Read_only_folder_is_named_instead_of_waited_for()
    {
        using var folder = DataFolder.Open();
        await using var disk = await Disk.MountAsync(folder, "size=1m");
        // As it is after a first start, so that the locks are what cannot be made.
        var postgres = Directory.CreateDirectory(Path.Combine(disk.Path, "postgres"));
        if (!OperatingSystem.IsWindows()) postgres.UnixFileMode = (UnixFileMode)0b111_001_001;
        await disk.RemountAsync("ro");

        var failure = await Assert.ThrowsAnyAsync<IOException>(() => folder.StartServerAsync("disk"));

        AssertOneLine(failure, "Read-only file system");
    }

    [Fact]
    public async Task Disk_that_is_too_small_for_a_cluster_leaves_none()
    {
        using var folder = DataFolder.Open();
        await using var disk = await Disk.MountAsync(folder, "size=20m");

        AssertOneLine(await Assert.ThrowsAsync<PostgresServerException>(() => folder.StartServerAsync("disk")), "No space left on device");
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(disk.Path, "postgres")));

        await disk.RemountAsync("size=200m");
        await using var server = await folder.StartServerAsync("disk");
        Assert.True(server.IsNew);
    }

    [Fact]
    public async Task Disk_that_is_full_keeps_its_data_until_there_is_space()
    {
        using var folder = DataFolder.Open();
        await using var disk = await Disk.MountAsync(folder, "size=100m");
        await using (await folder.StartServerAsync("disk"))
        {
        }
        // A start would delete it, and have its room.
        File.Delete(Path.Combine(disk.Path, "postgres/data/server.log"));
        Assert.Throws<IOException>(() => Fill(Path.Combine(disk.Path, "filler")));

        AssertOneLine(await Assert.ThrowsAsync<PostgresServerException>(() => folder.StartServerAsync("disk")), "No space left on");

        File.Delete(Path.Combine(disk.Path, "filler"));
        await using var server = await folder.StartServerAsync("disk");
        Assert.False(server.IsNew);
    }

    [Fact]
    public async Task Folder_whose_cluster_lost_its_version_is_named_and_left_alone()
    {
        using var folder = DataFolder.Open();
        Directory.CreateDirectory(folder.PathOf("postgres/data"));
        await File.WriteAllTextAsync(folder.PathOf("postgres/password"), "guess", TestContext.Current.CancellationToken);

        AssertOneLine(await Assert.ThrowsAsync<PostgresServerException>(() => folder.StartServerAsync()), folder.PathOf("postgres/data/PG_VERSION"));
        Assert.True(Directory.Exists(folder.PathOf("postgres/data")));
    }

    [Fact]
    public async Task Cluster_whose_making_was_cut_off_is_made_anew()
    {
        using var folder = DataFolder.Open();
        var unfinished = Directory.CreateDirectory(folder.PathOf("postgres/data.partial-0123456789abcdef"));
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "15", TestContext.Current.CancellationToken);

        await using var server = await folder.StartServerAsync();

        Assert.True(server.IsNew);
        Assert.False(Directory.Exists(unfinished.FullName));
    }

    private static void AssertOneLine(Exception failure, string says)
    {
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    // Page by page: what asks for its whole length beforehand writes nothing.
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        while (true) file.Write(new byte[4096]);
    }

    /// <summary>A small disk, in memory. Only root of Linux can have one.</summary>
    private sealed class Disk(string path) : IAsyncDisposable
    {
        public string Path => path;

        public static async Task<Disk> MountAsync(DataFolder folder, string options)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a disk of a given size.");
            var disk = new Disk(Directory.CreateDirectory(folder.PathOf("disk")).FullName);
            var mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"{options},mode=755", "tmpfs", disk.Path);
            Assert.SkipUnless(mounted.Succeeded, $"No disk can be mounted here: {mounted.Output}");
            return disk;
        }

        public async Task RemountAsync(string options) => Assert.True((await RunAsync("mount", "-o", $"remount,{options}", Path)).Succeeded);

        public async ValueTask DisposeAsync()
        {
            var unmounted = await RunAsync("umount", Path);
            Assert.True(unmounted.Succeeded, unmounted.Output);
        }

        private static Task<ToolResult> RunAsync(string file, params string[] arguments) => Tool.RunAsync(file, arguments, "/", TestContext.Current.CancellationToken);
    }
}
