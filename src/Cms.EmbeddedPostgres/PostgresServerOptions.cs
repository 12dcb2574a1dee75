namespace Cms.EmbeddedPostgres;

public sealed record PostgresServerOptions
{
    /// <summary>Everything of the server is in its folder <c>postgres</c>. Who deletes that gets a new database.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Created when missing.</summary>
    public string Database { get; init; } = "cms";

    public int MaxConnections { get; init; } = 100;

    /// <summary>For tests: the cluster is never synced to disk, and is deleted when the server stops.</summary>
    public bool Throwaway { get; init; }

    /// <summary>Whether the data survives a crash of the machine. Most tests have no need of it, and it is the slow part.</summary>
    internal bool IsDurable { get => field && !Throwaway; init; } = true;

    /// <summary>Tests turn the machine's binaries off to reach what comes after them.</summary>
    internal bool UseMachineBinaries { get; init; } = true;

    internal string NpmCommand { get; init; } = "npm";

    /// <summary>Holds the clusters of root's data directories that the server's account cannot reach.</summary>
    internal string SystemDirectory { get; init; } = "/var/lib/cms-postgres";
}
