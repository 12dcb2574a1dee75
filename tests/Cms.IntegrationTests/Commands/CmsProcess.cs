using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Cms.IntegrationTests.Contract;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>The built program as an operator runs it: a process of its own, with nothing configured but what is given.</summary>
internal sealed partial class CmsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CmsProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said until it was ready.</summary>
    public IReadOnlyList<string> StartLines { get; private set; } = [];

    /// <summary>All it has said so far.</summary>
    public IReadOnlyList<string> Lines => (Text(_output) + Text(_error)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts serving on a free port, and waits for nothing.</summary>
    public static CmsProcess Begin(IReadOnlyDictionary<string, string> settings, string? program = null) =>
        new(Describe(settings, ["--urls", "http://127.0.0.1:0"], program));

    /// <summary>Starts serving on a free port, and waits until it says that it is ready.</summary>
    public static async Task<CmsProcess> ServeAsync(IReadOnlyDictionary<string, string> settings, string? program = null)
    {
        var service = Begin(settings, program);
        var ended = service._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(service._started.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken) != ended) return service;
        Assert.Fail($"It ended with {service._process.ExitCode}: {Text(service._output)}{Text(service._error)}");
        return service;
    }

    /// <summary>Starts a command, and waits for nothing.</summary>
    public static CmsProcess Command(IReadOnlyDictionary<string, string> settings, params string[] arguments) => new(Describe(settings, arguments, null));

    /// <summary>Runs a command to its end.</summary>
    public static Task<CommandResult> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments) =>
        RunAsync(settings, program: null, arguments);

    /// <summary>Runs a command of a build that lies elsewhere to its end.</summary>
    public static async Task<CommandResult> RunAsync(IReadOnlyDictionary<string, string> settings, string? program, string[] arguments)
    {
        await using var command = new CmsProcess(Describe(settings, arguments, program));
        var code = await command.EndedAsync();
        return new CommandResult(code, Text(command._output), Text(command._error));
    }

    /// <summary>Where it listens, which it does before it is ready.</summary>
    public Task<Uri> ListeningAsync() => _listens.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new ContractInMotion(new SocketsHttpHandler())) { BaseAddress = _listens.Task.Result };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Ends it as a supervisor does, and answers its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync();
        return await EndedAsync();
    }

    /// <summary>Sends it a signal, and waits for nothing: to end, unless another is named.</summary>
    public async Task SignalAsync(string name = "TERM")
    {
        // Built into every shell; the program of that name is not on every machine.
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}")]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Once this has ended, none of its threads runs: the system stops them one after the other, and on a busy machine some still answer meanwhile.</summary>
    public async Task PauseAsync()
    {
        await SignalAsync("STOP");
        var threads = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task");
        await Eventually.HoldsAsync(async () =>
        {
            foreach (var thread in Directory.EnumerateDirectories(threads))
            {
                var told = await File.ReadAllTextAsync(Path.Combine(thread, "stat"), TestContext.Current.CancellationToken);
                // After its name, which may hold anything.
                if (!told[(told.LastIndexOf(')') + 1)..].StartsWith(" T", StringComparison.Ordinal)) return false;
            }
            return true;
        });
    }

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>As kill -9 does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Not killed: it has a database server to stop.
        if (!_process.HasExited) await TerminateAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, string? program)
    {
        var start = new ProcessStartInfo("dotnet", [program ?? Path.Combine(AppContext.BaseDirectory, "Cms.Api.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Cms__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Logging__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        // The tests themselves may run in one.
        || name == "DOTNET_RUNNING_IN_CONTAINER";

    /// <summary>Waits until it has ended, and answers its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        Append(_output, line);
        if (line is not null && AddressTold().Match(line) is { Success: true } told) _listens.TrySetResult(new Uri(told.Groups[1].Value));
        // The last line for people, or the entry for programs.
        if (line?.StartsWith("Try: ", StringComparison.Ordinal) != true && line?.Contains("\"Message\":\"Ready at", StringComparison.Ordinal) != true) return;
        StartLines = Text(_output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _started.TrySetResult();
    }

    [GeneratedRegex("listens on (http://[0-9.:]+)")]
    private static partial Regex AddressTold();

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}

internal sealed record CommandResult(int Code, string Output, string Error);
