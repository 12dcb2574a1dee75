using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>Brings a database to the schema of this build: embedded scripts, in order of name, each in a transaction of its own.</summary>
internal static class Migrator
{
    private const long Lock = 0x636D73_6D696772; // "cms migr"

    /// <summary>Applies what is missing and answers the names of the scripts it ran. Several instances may call it at once.</summary>
    /// <exception cref="InvalidOperationException">A script failed; what came before it stays applied.</exception>
    public static IReadOnlyList<string> Migrate(string connectionString)
    {
        // Outside the pool: a pooled connection would keep the lock after its return, and every other start would wait for it.
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using (var acquire = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } }, CommandTimeout = 300 })
            acquire.ExecuteNonQuery();

        var result = Upgrader(connectionString).PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static UpgradeEngine Upgrader(string connectionString) =>
        DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
}
