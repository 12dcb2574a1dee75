namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>A server that runs already: another service's, or one that outlived its killed service.</summary>
internal static class RunningServer
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Its port, once it takes connections; null when none runs. Whoever calls holds <see cref="ClusterHome.ChangeLock"/>.</summary>
    public static async Task<int?> FindAsync(ClusterHome home, ServerConnection connection, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        using var timer = new PeriodicTimer(s_betweenTries);
        try
        {
            // It may be recovering from a crash, or shutting down after its last user was killed.
            while (PostmasterFile.Read(home.Data) is { } postmaster)
            {
                var answer = await connection.AskAsync(postmaster.Port, home.Data, patience.Token);
                if (answer == ServerAnswer.OfThisFolder)
                    return postmaster.Port;
                if (answer == ServerAnswer.OfAnother || !postmaster.IsAlive())
                    break;
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PostgresServerException(
                $"The PostgreSQL server on {home.Data} runs, and has not answered for {s_patience.TotalSeconds} seconds; its log is {home.Log}.", exception);
        }

        // Postgres takes the file for a living server's when its number has passed to another process of the same account. Should
        // backends of a killed server still be there, it is their shared memory that stops the next start, not this file.
        File.Delete(PostmasterFile.PathIn(home.Data));
        return null;
    }
}
