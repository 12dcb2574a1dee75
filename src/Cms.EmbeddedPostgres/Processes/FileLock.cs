namespace Cms.EmbeddedPostgres.Processes;

/// <summary>A lock between processes that the operating system gives back when its holder dies, however it dies.</summary>
internal sealed class FileLock : IDisposable
{
    // Another process may be fetching binaries and making its cluster meanwhile.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Holds <paramref name="path"/> together with others who share it.</summary>
    public static FileLock Share(string path) =>
        new(Open(path, FileAccess.Read, FileShare.Read));

    /// <summary>Holds <paramref name="path"/> alone; null when somebody else holds it.</summary>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(Open(path, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>Waits until <paramref name="path"/> is held alone.</summary>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        // File locks have no queue and no notification: whoever waits asks again.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        using var timer = new PeriodicTimer(s_betweenTries);
        try
        {
            while (true)
            {
                if (TryTake(path) is { } taken)
                    return taken;
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PostgresServerException($"Another process holds {path} and has not let go of it for {s_patience.TotalMinutes} minutes.", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    // A full disk or a read-only one is no holder to wait for. On Unix the code is that of flock: EWOULDBLOCK of Linux, of macOS and BSD.
    private static bool IsHeldByAnother(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is 32 or 33 : exception.HResult is 11 or 35;

    private static FileStream Open(string path, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = access, Share = share };

        // Whoever can read the file can lock it.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
