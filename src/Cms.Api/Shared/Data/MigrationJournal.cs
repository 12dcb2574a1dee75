using System.Data;
using System.Security.Cryptography;
using System.Text;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using DbUp.Postgresql;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// Which scripts a database has had: DbUp's table, with the SHA-256 of each script's text beside its name, so that a script that was
/// changed after it had been applied is noticed. Builds before that wrote no hash; theirs are filled in.
/// </summary>
internal sealed class MigrationJournal(Func<IConnectionManager> connections, Func<IUpgradeLog> log)
    : PostgresqlTableJournal(connections, log, schema: null, Table)
{
    private const string Table = "schemaversions";

    /// <summary>The hash of each script that was applied, by its name; null where a build before hashes has applied it.</summary>
    public static IReadOnlyDictionary<string, string?> Read(NpgsqlConnection connection)
    {
        var applied = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!Is(connection, "select to_regclass('schemaversions') is not null")) return applied;
        // As JSON, for the column may be missing.
        using var command = new NpgsqlCommand("select scriptname, to_jsonb(s) ->> 'hash' from schemaversions s", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read()) applied[reader.GetString(0)] = reader.IsDBNull(1) ? null : reader.GetString(1);
        return applied;
    }

    /// <summary>Fills in the hashes that builds before them did not write: of these scripts, which are taken for what was applied.</summary>
    public static void Adopt(string connectionString, IEnumerable<SqlScript> scripts)
    {
        using var connection = new NpgsqlConnection(ShortLocks.Seen(connectionString));
        connection.Open();
        var missing = Read(connection).Where(script => script.Value is null).Select(script => script.Key).ToHashSet(StringComparer.Ordinal);
        if (missing.Count == 0) return;

        using var transaction = connection.BeginTransaction();
        Execute(connection, ShortLocks.Set);
        if (!Is(connection, "select exists (select from pg_attribute where attrelid = to_regclass('schemaversions') and attname = 'hash' and not attisdropped)"))
            Execute(connection, "alter table schemaversions add column hash text");
        foreach (var script in scripts.Where(script => missing.Contains(script.Name)))
        {
            using var command = connection.CreateCommand();
            FillHash(command, script);
        }
        transaction.Commit();
    }

    public static string HashOf(SqlScript script) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script.Contents.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <summary>The name of its file: <c>0001_editorial.sql</c>.</summary>
    public static string ShortName(string name) => name.Split('.') is [.., var stem, var extension] ? $"{stem}.{extension}" : name;

    /// <summary>In the transaction of the script.</summary>
    public override void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory)
    {
        base.StoreExecutedScript(script, dbCommandFactory);
        using var command = dbCommandFactory();
        FillHash(command, script);
    }

    protected override string CreateSchemaTableSql(string quotedPrimaryKeyName) => """
        create table schemaversions (
            schemaversionsid serial not null,
            scriptname character varying(255) not null,
            applied timestamp without time zone not null,
            hash text,
            constraint schemaversions_pkey primary key (schemaversionsid)
        )
        """;

    private static void FillHash(IDbCommand command, SqlScript script)
    {
        command.CommandText = "update schemaversions set hash = $1 where scriptname = $2";
        command.Parameters.Add(new NpgsqlParameter { Value = HashOf(script) });
        command.Parameters.Add(new NpgsqlParameter { Value = script.Name });
        command.ExecuteNonQuery();
    }

    private static bool Is(NpgsqlConnection connection, string question)
    {
        using var command = new NpgsqlCommand(question, connection);
        return (bool)command.ExecuteScalar()!;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
