using System.Diagnostics;
using System.Globalization;
using Cms.EmbeddedPostgres;

namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>A folder that is gone after the test, which no program may outlive.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cms-embedded-");

    public DataFolder(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode = mode;
    }

    /// <summary>Everybody may pass through.</summary>
    public static DataFolder Open() => new((UnixFileMode)0b111_101_101);

    /// <summary>Only its owner may look in.</summary>
    public static DataFolder Private() => new((UnixFileMode)0b111_000_000);

    public string Path => _folder.FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Starts a server on this folder, or on one below it.</summary>
    public Task<PostgresServer> StartServerAsync(string below = "") => PostgresServer.StartAsync(
        new PostgresServerOptions { DataDirectory = PathOf(below), IsDurable = false }, TestContext.Current.CancellationToken);

    /// <summary>The programs that were started with this folder, or something in it, for an argument: ids and names. Empty where the system does not tell.</summary>
    public IReadOnlyDictionary<int, string> Programs()
    {
        var programs = new Dictionary<int, string>();
        if (!OperatingSystem.IsLinux())
            return programs;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(System.IO.Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) && ArgumentsOf(id) is var arguments && arguments.Contains(Path, StringComparison.Ordinal))
                programs[id] = arguments.Replace('\0', ' ');
        }

        return programs;
    }

    /// <summary>As kill -9 does.</summary>
    public void KillPrograms()
    {
        foreach (var id in Programs().Keys)
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    public void Dispose()
    {
        var left = Programs();
        KillPrograms();
        _folder.Delete(recursive: true);
        Assert.Empty(left.Values);
    }

    private static string ArgumentsOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
