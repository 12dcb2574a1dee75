using System.Security.Cryptography;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>
/// Where things are. <paramref name="State"/> lies in the data directory and holds the password; <paramref name="Root"/> holds the
/// cluster, its locks and fetched binaries. They are one folder, unless the account that runs Postgres cannot reach that one.
/// </summary>
internal sealed record ClusterHome(string State, string Root)
{
    public string Data => Path.Combine(Root, "data");

    /// <summary>Begins the name of a cluster that is being made, each of its own: an initdb that outlived its service may still write into it.</summary>
    public const string UnfinishedPrefix = "data.partial-";

    public string Log => Path.Combine(Data, "server.log");

    /// <summary>Holds the port that the server had last; services that run find it there again.</summary>
    public string PortFile => Path.Combine(Root, "port");

    public string PasswordFile => Path.Combine(State, "password");

    /// <summary>Held alone while the server is looked for, made, started or stopped.</summary>
    public string ChangeLock => Path.Combine(Root, "change.lock");

    /// <summary>Shared by everybody who uses the server.</summary>
    public string UseLock => Path.Combine(Root, "use.lock");

    public static async Task<ClusterHome> OpenAsync(PostgresServerOptions options, ServerAccount account, CancellationToken cancellationToken)
    {
        var state = Path.Combine(Path.GetFullPath(options.DataDirectory), "postgres");
        CreateFolder(state, account);
        var home = new ClusterHome(state, state);
        var pointer = Path.Combine(state, "cluster-id");
        if (!File.Exists(pointer))
        {
            if (Directory.Exists(home.Data) || await account.CanReachAsync(state, cancellationToken))
                return home;
            CreateId(pointer);
        }

        CreateFolder(options.SystemDirectory, account);
        home = home with { Root = Path.Combine(options.SystemDirectory, await File.ReadAllTextAsync(pointer, cancellationToken)) };
        CreateFolder(home.Root, account);
        return home;
    }

    // The server's account passes through to the cluster, which is its own; it can list or read nothing else.
    private static void CreateFolder(string path, ServerAccount account)
    {
        var folder = Directory.CreateDirectory(path);
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode onlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var wanted = account.Name is null ? onlyMine : onlyMine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (folder.UnixFileMode != wanted)
            folder.UnixFileMode = wanted;
    }

    // Two processes may be here at once; a move that does not overwrite lets one of them win, with its id whole.
    private static void CreateId(string pointer)
    {
        var mine = $"{pointer}.{Environment.ProcessId}";
        File.WriteAllText(mine, RandomNumberGenerator.GetHexString(16, lowercase: true));
        try
        {
            File.Move(mine, pointer, overwrite: false);
        }
        catch (IOException) when (File.Exists(pointer))
        {
            File.Delete(mine);
        }
    }
}
