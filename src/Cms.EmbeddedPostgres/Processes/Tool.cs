using System.ComponentModel;
using System.Diagnostics;

namespace Cms.EmbeddedPostgres.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    // What a shell answers for a command it cannot find.
    private const int CommandNotFound = 127;

    /// <remarks>
    /// A program that <paramref name="leavesServer"/> leaves one behind when it succeeds. On Windows that server inherits the program's
    /// streams and does not close them, so nobody may wait for their end.
    /// </remarks>
    public static async Task<ToolResult> RunAsync(
        string file, IEnumerable<string> arguments, string workingDirectory, CancellationToken cancellationToken, bool leavesServer = false)
    {
        var startInfo = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What it says is searched for reasons.
        startInfo.Environment["LC_ALL"] = "C";
        using var process = new Process { StartInfo = startInfo };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ToolResult(CommandNotFound, exception.Message);
        }

        // None of the programs has a question to ask; whoever asks one shall read the end at once instead of waiting for a person.
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (leavesServer && process.ExitCode == 0)
            return new ToolResult(0, "");
        return new ToolResult(process.ExitCode, $"{await output}{await error}".Trim());
    }
}
