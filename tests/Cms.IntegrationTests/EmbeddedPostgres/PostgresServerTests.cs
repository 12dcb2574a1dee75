using System.Diagnostics;
using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Cluster;
using Npgsql;

namespace Cms.IntegrationTests.EmbeddedPostgres;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task First_start_makes_a_cluster_and_the_next_keeps_its_data()
    {
        using var folder = DataFolder.Open();
        var options = new PostgresServerOptions { DataDirectory = folder.Path };
        await using (var first = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.True(first.IsNew);
            await ScalarAsync(first.ConnectionString, "create table story (headline text); insert into story values ('Kept')");
        }

        await using var second = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.False(second.IsNew);
        Assert.Equal("on", await ScalarAsync(second.ConnectionString, "select current_setting('fsync')"));
        Assert.Equal("Kept", await ScalarAsync(second.ConnectionString, "select headline from story"));
    }

    [Fact]
    public async Task Server_is_set_up_for_the_service_alone()
    {
        using var folder = DataFolder.Open();
        await using var server = await folder.StartServerAsync();
        var setting = (string name) => ScalarAsync(server.ConnectionString, $"select current_setting('{name}')");

        Assert.Equal("on", await setting("is_superuser"));
        Assert.Equal("127.0.0.1", await setting("listen_addresses"));
        Assert.Equal("", await setting("unix_socket_directories"));
        Assert.Equal("UTF8", await setting("server_encoding"));
        if (OperatingSystem.IsLinux())
            Assert.Equal("C.UTF-8", await ScalarAsync(server.ConnectionString, "select datcollate from pg_database where datname = current_database()"));
        Assert.Equal("é ω я", await ScalarAsync(server.ConnectionString, "select lower('É Ω Я')"));
        Assert.Equal("cms", await ScalarAsync(server.ConnectionString, "select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()"));
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_only_its_owner_reads_it()
    {
        using var folder = DataFolder.Open();
        await using var server = await folder.StartServerAsync();
        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(stranger.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PathOf("postgres/password")));
    }

    [Fact]
    public async Task Services_started_at_once_share_a_server_and_the_last_one_stops_it()
    {
        using var folder = DataFolder.Open();
        var services = await Task.WhenAll(folder.StartServerAsync(), folder.StartServerAsync(), folder.StartServerAsync());

        Assert.Single(services, service => service.IsNew);
        Assert.Single(services.Select(service => service.ConnectionString).Distinct());

        await services[0].DisposeAsync();
        await services[1].DisposeAsync();
        Assert.Equal(1, await ScalarAsync(services[2].ConnectionString, "select 1"));

        await services[2].DisposeAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(services[2].ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Killed_server_starts_again_with_its_data()
    {
        using var folder = DataFolder.Open();
        await using var killed = await folder.StartServerAsync();
        await ScalarAsync(killed.ConnectionString, "create table story (headline text); insert into story values ('Kept')");
        using (var postmaster = Process.GetProcessById(PostmasterFile.Read(killed.ClusterDirectory)!.ProcessId))
            postmaster.Kill();

        await using var next = await folder.StartServerAsync();

        Assert.False(next.IsNew);
        Assert.Equal("Kept", await ScalarAsync(next.ConnectionString, "select headline from story"));
    }

    [Fact]
    public async Task Folder_that_only_root_can_enter_serves_as_well()
    {
        using var folder = DataFolder.Private();
        using var elsewhere = DataFolder.Open();
        var options = new PostgresServerOptions { DataDirectory = folder.PathOf(".cms"), IsDurable = false, SystemDirectory = elsewhere.PathOf("clusters") };
        string cluster;
        await using (var first = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
            cluster = first.ClusterDirectory;

        await using (var second = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.False(second.IsNew);
            Assert.Equal(cluster, second.ClusterDirectory);
            var expected = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? elsewhere : folder;
            Assert.StartsWith(expected.Path, cluster, StringComparison.Ordinal);
            if (expected == elsewhere)
                Assert.Equal(["cluster-id", "password"], Directory.EnumerateFileSystemEntries(folder.PathOf(".cms/postgres")).Select(Path.GetFileName).Order());
        }

        Directory.Delete(folder.PathOf(".cms"), recursive: true);
        await using var third = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
        Assert.True(third.IsNew);
    }

    [Fact]
    public async Task Server_of_root_is_another_account()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root of Linux has to change.");
        using var folder = DataFolder.Open();
        await using var server = await folder.StartServerAsync();

        var status = await File.ReadAllLinesAsync($"/proc/{PostmasterFile.Read(server.ClusterDirectory)!.ProcessId}/status", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("0", Assert.Single(status, line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t'));
    }

    [Fact]
    public async Task Throwaway_cluster_is_gone_when_its_server_stops()
    {
        using var folder = DataFolder.Open();
        var options = new PostgresServerOptions { DataDirectory = folder.Path, Throwaway = true };
        var server = await PostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
        Assert.True(Directory.Exists(server.ClusterDirectory));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.ClusterDirectory));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
