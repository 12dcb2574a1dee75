using System.Diagnostics;
using System.Globalization;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>What a running server says about itself in <c>postmaster.pid</c>; a killed one leaves it behind.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port)
{
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
                ? new PostmasterFile(processId, port)
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process lives and is a Postgres: after a reboot the number may be another program's.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !IsZombie();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    // In a container whose first process collects no orphans, a killed server stays in the process table.
    private bool IsZombie()
    {
        var stat = $"/proc/{ProcessId}/stat";
        return File.Exists(stat) && File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }
}
