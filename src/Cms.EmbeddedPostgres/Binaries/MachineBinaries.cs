using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Binaries;

/// <summary>The Postgres installations of this machine.</summary>
internal static class MachineBinaries
{
    // Folder and pattern of its children: packages of Debian, Red Hat, Alpine, Homebrew, EDB and Postgres.app; a build from source.
    private static readonly (string Parent, string Pattern)[] s_usualPlaces =
    [
        ("/usr/lib/postgresql", "*/bin"),
        ("/usr", "pgsql-*/bin"),
        ("/usr/libexec", "postgresql*"),
        ("/opt/homebrew/opt", "postgresql*/bin"),
        ("/usr/local/opt", "postgresql*/bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql*/bin"),
        ("/Library/PostgreSQL", "*/bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*/bin"),
        ("/usr/local", "pgsql/bin"),
        (Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*/bin"),
    ];

    /// <summary>The newest installation of at least the oldest supported version, or one of exactly <paramref name="majorVersion"/>.</summary>
    public static async Task<PostgresBinaries?> FindAsync(int? majorVersion, ServerAccount account, CancellationToken cancellationToken) =>
        await ChooseAsync(await CandidatesAsync(cancellationToken), majorVersion, account, cancellationToken);

    /// <summary>The same among given folders, of which most hold nothing.</summary>
    public static async Task<PostgresBinaries?> ChooseAsync(
        IEnumerable<string> directories, int? majorVersion, ServerAccount account, CancellationToken cancellationToken)
    {
        PostgresBinaries? best = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directory in directories)
        {
            if (!seen.Add(directory) || await PostgresBinaries.ProbeAsync(directory, account, cancellationToken) is not { } found)
                continue;
            if (found.MajorVersion == majorVersion)
                return found;
            if (majorVersion is null
                && found.MajorVersion >= PostgresNotFoundException.OldestMajorVersion
                && found.MajorVersion > (best?.MajorVersion ?? 0))
                best = found;
        }

        return best;
    }

    private static async Task<List<string>> CandidatesAsync(CancellationToken cancellationToken)
    {
        var pgConfig = await Tool.RunAsync("pg_config", ["--bindir"], Environment.CurrentDirectory, cancellationToken);
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return
        [
            .. pgConfig.Succeeded ? [pgConfig.Output] : Array.Empty<string>(),
            .. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            .. s_usualPlaces.SelectMany(place => Expand(place.Parent, place.Pattern)),
        ];
    }

    private static IEnumerable<string> Expand(string parent, string pattern)
    {
        if (!Directory.Exists(parent))
            return [];
        var parts = pattern.Split('/');
        return Directory.EnumerateDirectories(parent, parts[0]).Select(child => Path.Combine([child, .. parts[1..]]));
    }
}
