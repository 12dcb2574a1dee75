namespace Cms.EmbeddedPostgres.Processes;

/// <summary>Who runs Postgres: the account of this process, or another one where that is root, which Postgres refuses.</summary>
internal sealed class ServerAccount
{
    private static readonly string[] s_candidates = ["postgres", "nobody"];

    private readonly string[] _switch;

    private ServerAccount(string? name, string[] switchCommand)
    {
        Name = name;
        _switch = switchCommand;
    }

    /// <summary>Null: the account of this process.</summary>
    public string? Name { get; }

    public static async Task<ServerAccount> ChooseAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount(null, []);

        foreach (var name in s_candidates)
        {
            var group = await Tool.RunAsync("id", ["-g", name], "/", cancellationToken);
            if (!group.Succeeded)
                continue;
            foreach (var switchCommand in SwitchCommands(name, group.Output))
            {
                var account = new ServerAccount(name, switchCommand);
                if ((await account.RunAsync("true", [], cancellationToken)).Succeeded)
                    return account;
            }
        }

        throw new PostgresServerException(
            "PostgreSQL does not run as root, and this process cannot switch to another account "
            + $"({string.Join(" or ", s_candidates)}, by setpriv, runuser or su). Start the service as an ordinary user.");
    }

    /// <summary>Runs a program as this account, in a folder that every account can read.</summary>
    public Task<ToolResult> RunAsync(
        string file, IEnumerable<string> arguments, CancellationToken cancellationToken, bool leavesServer = false)
    {
        string[] command = [.. _switch, file, .. arguments];
        var workingDirectory = Path.GetPathRoot(Environment.CurrentDirectory)!;
        return Tool.RunAsync(command[0], command[1..], workingDirectory, cancellationToken, leavesServer);
    }

    public async Task<bool> CanReachAsync(string directory, CancellationToken cancellationToken) =>
        Name is null || (await RunAsync("test", ["-x", directory], cancellationToken)).Succeeded;

    /// <summary>Makes a file or folder, with all below it, this account's own.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null)
            return;
        var result = await Tool.RunAsync("chown", ["-R", Name, path], "/", cancellationToken);
        if (!result.Succeeded)
            throw new PostgresServerException($"{path} could not be given to the account {Name}: {result.Output}");
    }

    // What each of them is called differs between distributions, BusyBox and macOS; the first that works is taken.
    private static IEnumerable<string[]> SwitchCommands(string user, string group) =>
    [
        ["setpriv", "--reuid", user, "--regid", group, "--init-groups", "--"],
        ["runuser", "-u", user, "--"],
        ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", user],
    ];
}
