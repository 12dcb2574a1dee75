using DbUp.Engine;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// Whoever waits for a lock on a table makes everybody wait who comes after, readers too. So a migration behind a slow reader waits for
/// moments only, gives way to those who queue, and tries again.
/// </summary>
/// <param name="observer">An idle connection, to see who is in the way.</param>
internal sealed class ShortLocks(NpgsqlConnection observer, int tries, Action<string> tell, CancellationToken cancellationToken)
{
    public const string Set = "set local lock_timeout = '500ms'";

    private const string Application = "cms-migrate";

    // One instance migrates at a time, so there is at most one session of this name in the database. Those of other roles may be hidden.
    private const string Blockers = $"""
        select format('session %s (%s)', b.pid, concat_ws(', ', b.usename, nullif(b.application_name, ''), b.state, 'since ' || to_char(b.xact_start at time zone 'UTC', 'HH24:MI:SS UTC')))
        from pg_stat_activity m
        cross join lateral unnest(pg_blocking_pids(m.pid)) as blocker
        join pg_stat_activity b on b.pid = blocker
        where m.application_name = '{Application}'
          and m.datname = current_database()
        """;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>The connection string of work that takes locks: outside the pool, and by the name that the observer looks for.</summary>
    public static string Seen(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = Application }.ConnectionString;

    /// <summary>A lock was not to be had in time, or was given up for another's.</summary>
    public static bool IsTaken(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Does work that changes nothing where it fails.</summary>
    /// <exception cref="InvalidOperationException">The locks were not to be had; the message tells who holds them.</exception>
    public void Take(string what, Action work)
    {
        var blockers = "a session that had ended when it was looked for";
        for (var number = 1; ; number++)
        {
            var running = Task.Run(work, CancellationToken.None);
            while (Task.WaitAny([running], Look) < 0)
            {
                if (FindBlockers() is { Length: > 0 } found) blockers = found;
            }
            try
            {
                running.GetAwaiter().GetResult();
                return;
            }
            catch (PostgresException exception) when (IsTaken(exception) && number >= tries)
            {
                throw new InvalidOperationException($"{what} did not get its locks in {number} tries; in the way is {blockers}. Start again when that has ended.", exception);
            }
            catch (PostgresException exception) when (IsTaken(exception))
            {
                tell($"{what} waits for {blockers}.");
            }
            cancellationToken.WaitHandle.WaitOne(Pause(number));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private string FindBlockers()
    {
        using var command = new NpgsqlCommand(Blockers, observer);
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(reader.GetString(0));
        return string.Join(" and ", found);
    }

    private static TimeSpan Pause(int number)
    {
        var pause = Math.Min(FirstPause.TotalMilliseconds * Math.Pow(2, number - 1), LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(pause * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>Sets the limit in the transaction of a script.</summary>
    public sealed class Preprocessor : IScriptPreprocessor
    {
        public string Process(string contents) => $"{Set};\n{contents}";
    }
}
