using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Cms.IntegrationTests.PortableText;

/// <summary>The libraries that front ends render Portable Text with, installed beside the tests by their own package manager.</summary>
public sealed class NpmRenderers : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PortableText", "npm");

    // Once for all classes of tests, which run at the same time.
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    /// <summary>Why there are none, or null.</summary>
    private string? _missing;

    public async ValueTask InitializeAsync() => _missing = await Installed.Value;

    /// <summary>What a line of JavaScript prints.</summary>
    internal async Task<string> EvaluateAsync(string script)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        return await RunAsync("node", ["--input-type=module", "--eval", script], "");
    }

    /// <summary>Renders stories as readers get them, one a line of JSON.</summary>
    internal async Task<IReadOnlyList<Rendered>> RenderAsync(IReadOnlyCollection<string> stories)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var output = await RunAsync("node", ["render.mjs"], string.Concat(stories.Select(story => story + "\n")));
        IReadOnlyList<Rendered> rendered = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Rendered>(line, JsonSerializerOptions.Web)!)];
        Assert.Equal(stories.Count, rendered.Count);
        return rendered;
    }

    public ValueTask DisposeAsync() => default;

    private static async Task<string?> InstallAsync()
    {
        try
        {
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no npm here.";
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        string[] command = OperatingSystem.IsWindows() ? ["cmd.exe", "/c", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await error}");
        return await output;
    }
}

/// <summary>A story as the libraries render it by themselves, and with the components of the README.</summary>
internal sealed record Rendered(Rendering BareHtml, Rendering Html, Rendering BareMarkdown, Rendering Markdown);

/// <param name="Unknown">Types, marks and styles that there was no component for.</param>
internal sealed record Rendering(string Output, IReadOnlyList<string> Unknown);
