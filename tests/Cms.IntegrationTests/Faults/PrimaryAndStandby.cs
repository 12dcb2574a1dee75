using Cms.EmbeddedPostgres;
using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Cluster;
using Cms.EmbeddedPostgres.Processes;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Faults;

/// <summary>A Postgres and a streaming standby of it; an instance for editors on the one, and one for readers that reads from the other.</summary>
public sealed class PrimaryAndStandby : IAsyncLifetime
{
    private readonly DataFolder _folder = DataFolder.Open();
    private PostgresServer? _primary;
    private PostgresServer? _standby;

    internal CmsProcess Editors { get; private set; } = null!;

    internal CmsProcess Readers { get; private set; } = null!;

    private PostgresServer Primary => _primary ?? throw new InvalidOperationException("The fixture has not started.");

    private PostgresServer Standby => _standby ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync()
    {
        _primary = await _folder.StartServerAsync("primary");
        Editors = await CmsProcess.ServeAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = Primary.ConnectionString, ["Cms__AdminKey"] = CmsApp.AdminKey });
        _standby = await StartStandbyAsync();
        Readers = await CmsProcess.ServeAsync(ReadersSettings);
    }

    /// <summary>Readers may be a second late, and everything that may be kept in memory is.</summary>
    internal Dictionary<string, string> ReadersSettings => new()
    {
        ["ConnectionStrings__Cms"] = Primary.ConnectionString,
        ["ConnectionStrings__Delivery"] = Standby.ConnectionString,
        ["Cms__Surfaces"] = "delivery",
        ["Cms__ReplicaLagSeconds"] = "1",
    };

    /// <summary>An instance for editors that goes where the primary is.</summary>
    internal Dictionary<string, string> EitherSettings => new()
    {
        ["ConnectionStrings__Cms"] = new NpgsqlConnectionStringBuilder(Primary.ConnectionString)
        {
            Host = string.Join(',', new[] { Primary, Standby }.Select(server => new NpgsqlConnectionStringBuilder(server.ConnectionString)).Select(server => $"{server.Host}:{server.Port}")),
            TargetSessionAttributes = "primary",
        }.ConnectionString,
        ["Cms__AdminKey"] = CmsApp.AdminKey,
    };

    /// <summary>Once this has ended, the standby goes on taking in what the primary sends, and shows none of it.</summary>
    public async Task PauseAsync()
    {
        await AskStandbyAsync("select pg_wal_replay_pause()::text");
        await Eventually.HoldsAsync(async () => await AskStandbyAsync("select pg_get_wal_replay_pause_state()") == "paused");
    }

    public Task ResumeAsync() => AskStandbyAsync("select pg_wal_replay_resume()::text");

    /// <summary>Ends when the standby shows a number of the log.</summary>
    public Task HasAsync(string number) =>
        Eventually.HoldsAsync(async () => long.Parse(await AskStandbyAsync("select number::text from live.head"), null) >= long.Parse(number, null));

    public async Task<string> AskStandbyAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Standby.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) ?? "");
    }

    public Task StopPrimaryAsync() => Primary.DisposeAsync().AsTask();

    public async Task StartPrimaryAsync() => _primary = await _folder.StartServerAsync("primary");

    public Task StopStandbyAsync() => Standby.DisposeAsync().AsTask();

    /// <summary>Starts the standby, and makes it the primary.</summary>
    public async Task PromoteAsync()
    {
        await RestartStandbyAsync();
        await AskStandbyAsync("select pg_promote()::text");
    }

    public async Task RestartStandbyAsync() => _standby = await _folder.StartServerAsync("standby");

    public async ValueTask DisposeAsync()
    {
        if (Readers is not null) await Readers.DisposeAsync();
        if (Editors is not null) await Editors.DisposeAsync();
        if (_standby is not null) await _standby.DisposeAsync();
        if (_primary is not null) await _primary.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<PostgresServer> StartStandbyAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var account = await ServerAccount.ChooseAsync(stop);
        var binaries = await MachineBinaries.FindAsync(majorVersion: null, account, stop);
        var home = await ClusterHome.OpenAsync(new PostgresServerOptions { DataDirectory = _folder.PathOf("standby") }, account, stop);
        // Postgres opens no folder that others can read.
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(home.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.OwnAsync(home.Data, stop);

        var primary = new NpgsqlConnectionStringBuilder(Primary.ConnectionString);
        var copied = await account.RunAsync(
            Path.Combine(binaries!.Directory, "pg_basebackup"),
            ["--dbname", $"postgresql://{primary.Username}:{primary.Password}@{primary.Host}:{primary.Port}", "--pgdata", home.Data, "--write-recovery-conf", "--checkpoint", "fast", "--no-sync"],
            stop);
        Assert.True(copied.Succeeded, copied.Reason);
        await PrivateFile.WriteAsync(home.PasswordFile, primary.Password!, stop);
        return await _folder.StartServerAsync("standby");
    }
}
