using System.Diagnostics;
using System.Globalization;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>What a running server says about itself in <c>postmaster.pid</c>; a killed one leaves it behind.</summary>
internal sealed record PostmasterFile(int ProcessId, string DataDirectory, int Port)
{
    private const int DataDirectoryLine = 1;
    private const int PortLine = 3;

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");

    /// <summary>Null when there is none, or when it is still being written.</summary>
    public static PostmasterFile? Read(string dataDirectory)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(dataDirectory));
            return lines.Length > PortLine
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
                && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var port)
                ? new PostmasterFile(processId, lines[DataDirectoryLine], port)
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the process lives and is the server that wrote this: after a reboot the number may be another program's, or that of
    /// another folder's Postgres.
    /// </summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && IsStartedOnDataDirectory();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Only Linux shows the arguments of a process; elsewhere any Postgres is taken for this one, and has to prove it by its answer.
    // In a container whose first process collects no orphans a killed server stays in the process table, without arguments.
    private bool IsStartedOnDataDirectory()
    {
        var arguments = $"/proc/{ProcessId}/cmdline";
        return !OperatingSystem.IsLinux() || File.ReadAllText(arguments).Split('\0').Contains(DataDirectory);
    }
}
