using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Cluster;
using Npgsql;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>What a killed server leaves behind, and what took its place meanwhile, does not keep the next from its data.</summary>
public sealed class StaleServerTests
{
    [Fact]
    public async Task File_that_names_another_program_is_passed_over()
    {
        using var folder = DataFolder.Open();
        var pidFile = await StopAndKeepPidFileAsync(folder);
        File.WriteAllLines(PostmasterFile.PathIn(folder.PathOf("postgres/data")), [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. pidFile[1..]]);

        await using var next = await folder.StartServerAsync();

        Assert.True(next.IsRunning);
    }

    [Fact]
    public async Task File_that_names_the_server_of_another_folder_is_passed_over()
    {
        using var folder = DataFolder.Open();
        using var otherFolder = DataFolder.Open();
        var pidFile = await StopAndKeepPidFileAsync(folder);
        await using var other = await otherFolder.StartServerAsync();
        var number = PostmasterFile.Read(other.ClusterDirectory)!.ProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllLines(PostmasterFile.PathIn(folder.PathOf("postgres/data")), [number, .. pidFile[1..]]);

        await using var next = await folder.StartServerAsync();

        Assert.NotEqual(other.ConnectionString, next.ConnectionString);
        Assert.True(other.IsRunning);
    }

    [Fact]
    public async Task Copy_of_a_folder_does_not_work_on_the_database_of_its_original()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Copies by cp.");
        using var folder = DataFolder.Open();
        using var copy = DataFolder.Open();
        await using var original = await folder.StartServerAsync();
        await ExecuteAsync(original.ConnectionString, "checkpoint");
        using (var cp = Process.Start("cp", ["-a", folder.PathOf("postgres"), copy.Path]))
            await cp.WaitForExitAsync(TestContext.Current.CancellationToken);

        await using var second = await copy.StartServerAsync();
        await ExecuteAsync(second.ConnectionString, "create table only_in_the_copy ()");

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(original.ConnectionString, "drop table only_in_the_copy"));
    }

    [Fact]
    public async Task Port_that_somebody_took_meanwhile_is_left_to_them()
    {
        using var folder = DataFolder.Open();
        var port = int.Parse((await StopAndKeepPidFileAsync(folder))[3], CultureInfo.InvariantCulture);
        File.Delete(PostmasterFile.PathIn(folder.PathOf("postgres/data")));
        using var somebody = new TcpListener(IPAddress.Loopback, port);
        somebody.Start();

        await using var next = await folder.StartServerAsync();

        Assert.NotEqual(port, PortOf(next));
        Assert.True(next.IsRunning);
    }

    [Fact]
    public async Task Server_that_starts_again_keeps_its_port_and_listens_on_loopback_only()
    {
        using var folder = DataFolder.Open();
        int port;
        await using (var first = await folder.StartServerAsync()) port = PortOf(first);

        await using var next = await folder.StartServerAsync();

        Assert.Equal(port, PortOf(next));
        Assert.Equal([IPAddress.Loopback], IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == port).Select(end => end.Address));
    }

    [Fact]
    public async Task Killed_server_is_brought_back_on_its_port_and_both_its_users_find_it()
    {
        using var folder = DataFolder.Open();
        await using var one = await folder.StartServerAsync();
        await using var another = await folder.StartServerAsync();
        var before = one.ConnectionString;
        await KillAsync(one);
        Assert.False(one.IsRunning);

        await Task.WhenAll(one.ReviveAsync(TestContext.Current.CancellationToken), another.ReviveAsync(TestContext.Current.CancellationToken));

        Assert.True(one.IsRunning);
        Assert.True(another.IsRunning);
        Assert.Equal((before, before), (one.ConnectionString, another.ConnectionString));
        await ExecuteAsync(one.ConnectionString, "select 1");
    }

    private static async Task<string[]> StopAndKeepPidFileAsync(DataFolder folder)
    {
        await using var server = await folder.StartServerAsync();
        return await File.ReadAllLinesAsync(PostmasterFile.PathIn(server.ClusterDirectory), TestContext.Current.CancellationToken);
    }

    private static async Task KillAsync(PostgresServer server)
    {
        var postmaster = PostmasterFile.Read(server.ClusterDirectory)!;
        using (var process = Process.GetProcessById(postmaster.ProcessId)) process.Kill();
        await Eventually.HoldsAsync(() => !postmaster.IsAlive());
    }

    private static int PortOf(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
