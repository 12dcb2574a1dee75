using System.Globalization;
using System.Text.RegularExpressions;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Binaries;

/// <summary>A folder with the three programs that make and run a cluster.</summary>
internal sealed partial record PostgresBinaries(string Directory, int MajorVersion)
{
    private static readonly string[] s_programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Program(Directory, "initdb");

    public string PgCtl => Program(Directory, "pg_ctl");

    /// <summary>Null when the folder does not hold them, or when <paramref name="account"/> cannot run them.</summary>
    public static async Task<PostgresBinaries?> ProbeAsync(string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        if (!s_programs.All(name => File.Exists(Program(directory, name))))
            return null;
        var version = await account.RunAsync(Program(directory, "postgres"), ["--version"], cancellationToken);
        var match = MajorVersionPattern().Match(version.Output);
        return version.Succeeded && match.Success
            ? new PostgresBinaries(directory, int.Parse(match.ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    private static string Program(string directory, string name) =>
        Path.Combine(directory, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    // "postgres (PostgreSQL) 18.4", "… 19beta1"; before 10 the major version had two parts, and is too old either way.
    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex MajorVersionPattern();
}
