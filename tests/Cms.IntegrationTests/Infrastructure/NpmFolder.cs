using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>A folder of JavaScript beside the tests: its packages, pinned by a lockfile, are installed once a run by their own package manager.</summary>
internal sealed class NpmFolder
{
    private readonly Lazy<Task<string?>> _missing;

    /// <param name="path">Below the folder of the built tests.</param>
    public NpmFolder(params string[] path)
    {
        Path = System.IO.Path.Combine([AppContext.BaseDirectory, .. path]);
        _missing = new Lazy<Task<string?>>(InstallAsync);
    }

    public string Path { get; }

    /// <summary>Installs what is pinned; skips the test where there is no npm.</summary>
    public async Task NeedAsync()
    {
        var missing = await _missing.Value;
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    /// <summary>What a program prints that must succeed.</summary>
    public async Task<string> PrintAsync(string program, string[] arguments, string input = "")
    {
        var ended = await RunAsync(program, arguments, input);
        Assert.True(ended.Code == 0, $"{program} {string.Join(' ', arguments)} ended with {ended.Code}: {ended.Output}{ended.Error}");
        return ended.Output;
    }

    public async Task<Ended> RunAsync(string program, string[] arguments, string input = "")
    {
        await NeedAsync();
        return await StartAsync(program, arguments, input);
    }

    private async Task<string?> InstallAsync()
    {
        try
        {
            var ended = await StartAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
            Assert.True(ended.Code == 0, $"npm ci ended with {ended.Code} in {Path}: {ended.Error}");
            return null;
        }
        catch (Win32Exception)
        {
            return "There is no npm here.";
        }
    }

    private async Task<Ended> StartAsync(string program, string[] arguments, string input)
    {
        string[] command = OperatingSystem.IsWindows() ? ["cmd.exe", "/c", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            // What these tools would tell or ask their makers.
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(process.ExitCode, await output, await error);
    }
}

/// <summary>How a program ended, and what it said.</summary>
internal sealed record Ended(int Code, string Output, string Error);
