using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Cluster;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres;

/// <summary>
/// One user's hold on the Postgres of a data directory. Services that start on the same data directory share its server, and the last
/// one to leave stops it. When a service is killed its server runs on, and the next start takes it over.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly ClusterHome _home;
    private readonly PostgresCluster _cluster;
    private readonly PostgresProcess _process;
    private readonly PostgresServerOptions _options;
    private FileLock? _use;
    private int _port;

    private PostgresServer(ClusterHome home, PostgresCluster cluster, PostgresProcess process, PostgresServerOptions options)
    {
        _home = home;
        _cluster = cluster;
        _process = process;
        _options = options;
        _use = FileLock.Share(home.UseLock);
    }

    /// <summary>Leads to the database as its owner, the superuser of the cluster. Another one when the server came back on another port.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Whether this start made the cluster.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Whether the server lives, and is where <see cref="ConnectionString"/> leads.</summary>
    public bool IsRunning => PostmasterFile.Read(_home.Data) is { } postmaster && postmaster.Port == _port && postmaster.IsAlive();

    internal string ClusterDirectory => _home.Data;

    internal string ChangeLock => _home.ChangeLock;

    /// <exception cref="PostgresNotFoundException">The machine has no Postgres, and none could be fetched.</exception>
    /// <exception cref="PostgresServerException">The server could not be made or started.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions options, CancellationToken cancellationToken)
    {
        var account = await ServerAccount.ChooseAsync(cancellationToken);
        var home = await ClusterHome.OpenAsync(options, account, cancellationToken);
        var cluster = new PostgresCluster(home, account);

        using var change = await FileLock.TakeAsync(home.ChangeLock, cancellationToken);
        cluster.DeleteUnfinished();
        var port = cluster.Exists
            ? await RunningServer.FindAsync(home, await cluster.ConnectionAsync(cancellationToken), cancellationToken)
            : null;
        if (port is null && options.Throwaway)
            cluster.Delete();
        var binaries = await FindBinariesAsync(options, home, cluster.MajorVersion, account, cancellationToken);
        var isNew = !cluster.Exists;
        if (isNew)
            await cluster.CreateAsync(binaries, options.IsDurable, cancellationToken);

        var server = new PostgresServer(home, cluster, new PostgresProcess(home, account, binaries), options) { IsNew = isNew };
        try
        {
            await server.OpenAsync(port, cancellationToken);
            return server;
        }
        catch
        {
            await server.LeaveAsync();
            throw;
        }
    }

    /// <summary>
    /// Brings back a server that died: starts it, unless another service was faster. Its own port is tried first, so that other
    /// services find it again by themselves.
    /// </summary>
    /// <exception cref="PostgresServerException">The server could not be started.</exception>
    public async Task ReviveAsync(CancellationToken cancellationToken)
    {
        using var change = await FileLock.TakeAsync(_home.ChangeLock, cancellationToken);
        var port = await RunningServer.FindAsync(_home, await _cluster.ConnectionAsync(cancellationToken), cancellationToken);
        await OpenAsync(port, cancellationToken);
    }

    /// <summary>Stops the server, unless another service still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_use is null)
            return;
        using var change = await FileLock.TakeAsync(_home.ChangeLock, CancellationToken.None);
        await LeaveAsync();
    }

    private async Task OpenAsync(int? runningOn, CancellationToken cancellationToken)
    {
        _port = runningOn ?? await _process.StartAsync(_options, cancellationToken);
        var connection = await _cluster.ConnectionAsync(cancellationToken);
        await connection.EnsureDatabaseAsync(_port, _options.Database, cancellationToken);
        ConnectionString = connection.StringFor(_port, _options.Database);
    }

    private async Task LeaveAsync()
    {
        _use?.Dispose();
        _use = null;
        using var last = FileLock.TryTake(_home.UseLock);
        if (last is null)
            return;
        await _process.StopAsync();
        if (_options.Throwaway)
            _cluster.Delete();
    }

    private static async Task<PostgresBinaries> FindBinariesAsync(
        PostgresServerOptions options, ClusterHome home, int? majorVersion, ServerAccount account, CancellationToken cancellationToken)
    {
        var onMachine = options.UseMachineBinaries ? await MachineBinaries.FindAsync(majorVersion, account, cancellationToken) : null;
        return onMachine ?? await NpmBinaries.InstallAsync(home.Root, majorVersion, options.NpmCommand, account, cancellationToken);
    }
}
