using System.Globalization;
using System.Security.Cryptography;
using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Processes;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>The files of the cluster: made once, deleted when thrown away. Whoever calls holds <see cref="ClusterHome.ChangeLock"/>.</summary>
internal sealed class PostgresCluster(ClusterHome home, ServerAccount account)
{
    /// <summary>The cluster's superuser, owner of its databases.</summary>
    public const string Superuser = "cms";

    public bool Exists => Directory.Exists(home.Data);

    /// <summary>Only binaries of this version open the cluster; null when there is none yet.</summary>
    public int? MajorVersion
    {
        get
        {
            if (!Exists)
                return null;
            var file = Path.Combine(home.Data, "PG_VERSION");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var version)
                ? version
                : throw new PostgresServerException($"{home.Data} holds no database cluster: {file} names no version. Put it back, or delete the folder for a new database.");
        }
    }

    public async Task<ServerConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(home.PasswordFile))
        {
            throw new PostgresServerException(
                $"The password of the embedded database is missing: {home.PasswordFile}. Put it back, or delete {home.Data} as well for a new database.");
        }

        return new ServerConnection(await File.ReadAllTextAsync(home.PasswordFile, cancellationToken));
    }

    public async Task CreateAsync(PostgresBinaries binaries, bool durable, CancellationToken cancellationToken)
    {
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await PrivateFile.WriteAsync(home.PasswordFile, password, cancellationToken);

        // initdb runs as the server's account, which cannot read our copy.
        var passwordForServer = Path.Combine(home.Root, "initdb-password");
        await PrivateFile.WriteAsync(passwordForServer, password, cancellationToken);
        try
        {
            await account.OwnAsync(passwordForServer, cancellationToken);

            // Renamed when it is whole: a killed initdb leaves nothing that looks like a cluster.
            Directory.Move(await InitdbAsync(binaries, passwordForServer, durable, cancellationToken), home.Data);
        }
        finally
        {
            File.Delete(passwordForServer);
        }
    }

    public void Delete()
    {
        if (Exists)
            Directory.Delete(home.Data, recursive: true);
    }

    /// <summary>What an initdb left that was killed, or whose service was.</summary>
    public void DeleteUnfinished()
    {
        foreach (var unfinished in Directory.EnumerateDirectories(home.Root, $"{ClusterHome.UnfinishedPrefix}*"))
        {
            try
            {
                Directory.Delete(unfinished, recursive: true);
            }
            catch (IOException)
            {
                // It is still being written. The next time then.
            }
        }
    }

    private async Task<string> InitdbAsync(PostgresBinaries binaries, string passwordFile, bool durable, CancellationToken cancellationToken)
    {
        var reason = "";
        foreach (var locale in Locales(binaries.MajorVersion))
        {
            var unfinished = Directory.CreateDirectory(Path.Combine(home.Root, $"{ClusterHome.UnfinishedPrefix}{RandomNumberGenerator.GetHexString(16, lowercase: true)}")).FullName;
            await account.OwnAsync(unfinished, cancellationToken);

            string[] arguments =
            [
                "-D", unfinished, "--username", Superuser, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", .. locale, .. durable ? Array.Empty<string>() : ["--no-sync"],
            ];
            var result = await account.RunAsync(binaries.Initdb, arguments, cancellationToken);
            if (result.Succeeded)
                return unfinished;
            Directory.Delete(unfinished, recursive: true);
            reason = result.Reason;
            if (!IsAboutLocale(reason))
                break;
        }

        throw new PostgresServerException($"The database cluster could not be made in {home.Data}: {reason}");
    }

    private static bool IsAboutLocale(string reason) =>
        reason.Contains("locale", StringComparison.Ordinal) || reason.Contains("ICU", StringComparison.Ordinal);

    // Plain C takes letters beyond ASCII for punctuation, which breaks lower() and trigrams. Where the system has no C.UTF-8
    // (macOS, Windows), Postgres brings its own from 17 on, and ICU's root locale before.
    private static IEnumerable<string[]> Locales(int majorVersion)
    {
        yield return ["--locale", "C.UTF-8"];
        if (majorVersion >= 17)
            yield return ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"];
        yield return ["--locale", "C", "--locale-provider", "icu", "--icu-locale", "und"];
    }
}
