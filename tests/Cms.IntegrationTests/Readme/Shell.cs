using System.Diagnostics;
using System.Text.RegularExpressions;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Readme;

/// <summary>
/// A reader's shell, in the folder of the sources as it were: <c>.cms</c> is the service's data folder, <c>curl</c> tells the status of
/// each answer besides, and <c>dotnet run --project src/Cms.Api</c> runs the build that is tested.
/// </summary>
internal sealed partial class Shell : IDisposable
{
    private const string Mark = "=== block ===";

    private readonly DataFolder _folder = DataFolder.Open();
    private readonly IReadOnlyDictionary<string, string> _environment;

    public Shell(string dataDirectory, IReadOnlyDictionary<string, string> environment)
    {
        _environment = environment;
        Directory.CreateSymbolicLink(_folder.PathOf(".cms"), dataDirectory);
        WriteProgram("curl", """
            exec "$REAL_CURL" --write-out '%{stderr}\n[status %{http_code}]\n' "$@"
            """);
        WriteProgram("dotnet", """
            [[ "$1 $2 $3" == "run --project src/Cms.Api" ]] || { echo "Not a command of this README: dotnet $*" >&2; exit 1; }
            shift 3
            [[ "${1:-}" != "--" ]] || shift
            exec "$REAL_DOTNET" "$CMS_PROGRAM" "$@"
            """);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs blocks of commands in one shell, one after the other; a command that fails ends it, and the test.</summary>
    public async Task<IReadOnlyList<BlockResult>> RunAsync(IReadOnlyList<string> blocks)
    {
        var script = string.Concat(blocks.Select(block => $"echo '{Mark}'; echo '{Mark}' >&2\n{block}\n"));
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        start.Environment["REAL_CURL"] = Find("curl");
        start.Environment["REAL_DOTNET"] = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Find("dotnet");
        start.Environment["CMS_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "Cms.Api.dll");
        start.Environment["PATH"] = $"{_folder.PathOf("bin")}:{start.Environment["PATH"]}";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"A command ended with {process.ExitCode}.\n{await output}\n{await error}");

        var errors = (await error).Split(Mark)[1..];
        return [.. (await output).Split(Mark)[1..].Select((text, index) => new BlockResult(text, [.. Status().Matches(errors[index]).Select(match => match.Groups[1].Value)]))];
    }

    /// <summary>A program that is found before the machine's own.</summary>
    public void WriteProgram(string name, string script)
    {
        var file = _folder.PathOf($"bin/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);

    [GeneratedRegex(@"\[status (\d{3})\]")]
    private static partial Regex Status();
}

/// <param name="Output">What the block printed.</param>
/// <param name="Statuses">Of the answers it got.</param>
internal sealed record BlockResult(string Output, IReadOnlyList<string> Statuses);
