using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>Starts and stops the server of a cluster. Whoever calls holds <see cref="ClusterHome.ChangeLock"/>.</summary>
internal sealed class PostgresProcess(ClusterHome home, ServerAccount account, PostgresBinaries binaries)
{
    private const int StartAttempts = 5;

    // Only recovery after a crash takes long; a server that dies ends the wait at once.
    private const string StartTimeoutSeconds = "300";

    private const long LeastFreeBytes = 64 * 1024;

    // A process without a file only has to end.
    private const int ExitLooks = 500;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_betweenAttempts = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts the server, waits until it takes connections, and answers its port.</summary>
    public async Task<int> StartAsync(PostgresServerOptions options, CancellationToken cancellationToken)
    {
        await account.OwnAsync(home.Data, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var port = attempt == 1 && LastPort() is { } last ? last : FreePort();
            File.Delete(home.Log);
            string[] arguments = ["start", "-D", home.Data, "-l", home.Log, "-w", "-t", StartTimeoutSeconds, "-s", "-o", ServerOptions(port, options)];

            // A start that was begun is waited for: killing it half-way would leave a server that nobody knows.
            var result = await account.RunAsync(binaries.PgCtl, arguments, CancellationToken.None, leavesServer: true);
            if (result.Succeeded)
            {
                await File.WriteAllTextAsync(home.PortFile, port.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
                return port;
            }

            if (attempt == StartAttempts)
                throw new PostgresServerException($"PostgreSQL did not start on {home.Data}: {Reason(result)}");

            // Somebody took the port, or the backends of a killed server are not gone yet.
            await Task.Delay(s_betweenAttempts * attempt, cancellationToken);
        }
    }

    /// <summary>Stops the server, and waits until its process is gone, not just its file.</summary>
    public async Task StopAsync()
    {
        var running = PostmasterFile.Read(home.Data);
        var stopped = await account.RunAsync(binaries.PgCtl, ["stop", "-D", home.Data, "-m", "fast", "-w", "-s"], CancellationToken.None);
        if (!stopped.Succeeded && PostmasterFile.Read(home.Data) is { } postmaster && postmaster.IsAlive())
            await account.RunAsync(binaries.PgCtl, ["stop", "-D", home.Data, "-m", "immediate", "-w", "-s"], CancellationToken.None);
        if (running is null)
            return;
        using var timer = new PeriodicTimer(s_betweenLooks);
        for (var look = 0; look < ExitLooks && running.IsAlive(); look++)
            await timer.WaitForNextTickAsync();
    }

    // TCP on loopback rather than a socket file: it exists everywhere, has no limit on the length of a path, and no folder to guard.
    private static string ServerOptions(int port, PostgresServerOptions options)
    {
        var settings = new List<string>
        {
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            $"port={port}",
            $"max_connections={options.MaxConnections}",
            "timezone=UTC",
        };
        if (!options.IsDurable)
            settings.AddRange(["fsync=off", "full_page_writes=off"]);
        if (options.Throwaway)
            settings.Add("synchronous_commit=off");
        return string.Join(' ', settings.Select(setting => $"-c {setting}"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private int? LastPort() =>
        File.Exists(home.PortFile) && int.TryParse(File.ReadAllText(home.PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;

    private string Reason(ToolResult failure)
    {
        if (File.Exists(home.Log) && ToolResult.ReasonIn(File.ReadAllText(home.Log)) is { } logged)
            return logged;

        // Where nothing can be written, the log is empty too.
        return new DriveInfo(home.Data).AvailableFreeSpace < LeastFreeBytes ? "No space left on the device." : $"{failure.Reason} Its log is {home.Log}";
    }
}
