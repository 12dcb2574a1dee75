using DbUp;
using DbUp.Engine;
using DbUp.ScriptProviders;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>What a migration would do.</summary>
/// <param name="Pending">Scripts it would run, in order.</param>
/// <param name="Unknown">Scripts that the database has and this build has not: a newer build has been here.</param>
internal sealed record MigrationPlan(IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown);

/// <summary>Brings a database to the schema of this build: embedded scripts, in order of name, each in a transaction of its own.</summary>
internal static class Migrator
{
    /// <summary>For each script. With the pauses between them that makes about a minute.</summary>
    public const int Tries = 20;

    private const long Lock = 0x636D73_6D696772; // "cms migr"

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    // An index on a large table takes its time; what must not take long is the wait for a lock.
    private static readonly TimeSpan ScriptTimeout = TimeSpan.FromHours(6);

    private static readonly IReadOnlyList<SqlScript> Scripts =
        [.. new EmbeddedScriptProvider(typeof(Migrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal)).GetScripts(null).OrderBy(script => script.Name, StringComparer.Ordinal)];

    /// <summary>Applies what is missing and answers the names of the scripts it ran. Several instances may call it at once.</summary>
    /// <exception cref="InvalidOperationException">A script failed, or an applied one has been changed; what came before it stays applied.</exception>
    public static IReadOnlyList<string> Migrate(
        string connectionString, IProgress<Headway>? progress = null, int tries = Tries, CancellationToken cancellationToken = default)
    {
        using var connection = Connect(connectionString);
        WaitForTurn(connection, progress, cancellationToken);
        var locks = new ShortLocks(connection, tries, note => progress?.Report(new Headway(0, 0, note)), cancellationToken);
        var plan = Compare(connection);
        foreach (var name in plan.Unknown) progress?.Report(new Headway(0, 0, $"The database has {name}, which this build does not know: a newer one has migrated it."));
        locks.Take("The journal of migrations", () => MigrationJournal.Adopt(connectionString, Scripts));

        for (var done = 0; done < plan.Pending.Count; done++)
        {
            progress?.Report(new Headway(done, plan.Pending.Count));
            var script = Scripts.Single(script => MigrationJournal.ShortName(script.Name) == plan.Pending[done]);
            locks.Take($"Migration {plan.Pending[done]}", () => Apply(connectionString, script));
        }
        DeliveryRole.Ensure(connection);
        progress?.Report(new Headway(plan.Pending.Count, plan.Pending.Count));
        return plan.Pending;
    }

    /// <summary>What <see cref="Migrate"/> would do now. Changes nothing.</summary>
    /// <exception cref="InvalidOperationException">An applied script has been changed.</exception>
    public static MigrationPlan Plan(string connectionString)
    {
        using var connection = Connect(connectionString);
        return Compare(connection);
    }

    private static MigrationPlan Compare(NpgsqlConnection connection)
    {
        var applied = MigrationJournal.Read(connection);
        foreach (var script in Scripts)
        {
            if (applied.GetValueOrDefault(script.Name) is { } hash && hash != MigrationJournal.HashOf(script))
                throw new InvalidOperationException(
                    $"Migration {MigrationJournal.ShortName(script.Name)} is not the one that this database was migrated with: its text was changed since. "
                    + "Restore the file, and put the change into a new migration.");
        }
        return new MigrationPlan(
            [.. Scripts.Where(script => !applied.ContainsKey(script.Name)).Select(script => MigrationJournal.ShortName(script.Name))],
            [.. applied.Keys.Except(Scripts.Select(script => script.Name)).Select(MigrationJournal.ShortName).Order(StringComparer.Ordinal)]);
    }

    /// <summary>One instance migrates at a time. The lock is the session's, so it ends with the process, however that ends.</summary>
    private static void WaitForTurn(NpgsqlConnection connection, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        for (var told = false; !TryLock(connection); told = true)
        {
            if (!told) progress?.Report(new Headway(0, 0, "Another instance migrates this database; waiting for it."));
            cancellationToken.WaitHandle.WaitOne(LockPause);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool TryLock(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
        return (bool)command.ExecuteScalar()!;
    }

    // Outside the pool: a pooled connection would keep the lock after its return, and every other start would wait for it.
    private static NpgsqlConnection Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Apply(string connectionString, SqlScript script)
    {
        var upgrader = DeployChanges.To
            .PostgresqlDatabase(ShortLocks.Seen(connectionString))
            .WithScript(script)
            .WithTransactionPerScript()
            .WithPreprocessor(new ShortLocks.Preprocessor())
            .WithExecutionTimeout(ScriptTimeout)
            .WithVariablesDisabled()
            .LogToNowhere();
        upgrader.Configure(configuration => configuration.Journal = new MigrationJournal(() => configuration.ConnectionManager, () => configuration.Log));
        var result = upgrader.Build().PerformUpgrade();
        if (result.Successful) return;
        if (ShortLocks.IsTaken(result.Error)) throw result.Error;
        var right = result.Error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
            ? ". The user of the connection string has to own the database, and to have the attribute createrole until the role cms_delivery is there."
            : "";
        throw new InvalidOperationException($"Migration {MigrationJournal.ShortName(script.Name)} failed: {result.Error.Message}{right}", result.Error);
    }
}
