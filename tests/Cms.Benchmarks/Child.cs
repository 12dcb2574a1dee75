using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cms.Benchmarks;

/// <summary>A server of its own process: the service, or a bare one beside it.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process, int port)
    {
        _process = process;
        Port = port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public int Id => _process.Id;
    public int Port { get; }
    public HttpClient Client { get; }

    public static Task<Child> ServiceAsync(BenchmarkDatabase database, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        return StartAsync(port, "/health/ready", [Beside("Cms.Api.dll"), "--urls", $"http://127.0.0.1:{port}"],
            [("Logging__LogLevel__Default", "Warning"), .. database.Settings, .. settings]);
    }

    /// <summary>A command of the service, to its end.</summary>
    public static async Task RunAsync((string Name, string Value)[] settings, params string[] arguments)
    {
        using var process = Begin([Beside("Cms.Api.dll"), .. arguments], settings);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>This program in another part.</summary>
    public static Task<Child> BareAsync(string part, params string[] arguments)
    {
        var port = FreePort();
        return StartAsync(port, "/", [Beside("Cms.Benchmarks.dll"), part, port.ToString(CultureInfo.InvariantCulture), .. arguments], []);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // As a supervisor ends it: the service has a database to stop.
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Child> StartAsync(int port, string ready, string[] arguments, (string Name, string Value)[] settings)
    {
        var process = Begin(arguments, settings);
        var child = new Child(process, port);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsReadyAsync(child.Client, ready))
        {
            if (process.HasExited) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
            await timer.WaitForNextTickAsync();
        }
        return child;
    }

    private static Process Begin(string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string path)
    {
        try
        {
            using var response = await client.GetAsync(path);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
