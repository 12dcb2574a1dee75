using System.Reflection;
using System.Text.RegularExpressions;
using Cms.Api.Articles;
using Cms.Api.Audit;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;
using NpgsqlTypes;

namespace Cms.IntegrationTests.Shared;

/// <summary>
/// Every statement of every <c>…Sql</c> class, prepared against the migrated schema: a misspelt column or a wrong type shows here,
/// not in a request that nobody thought of. A private constant is a fragment, met through the statements that hold it.
/// </summary>
public sealed partial class SqlStatementsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly IReadOnlyList<(string Name, string Sql)> Statements = [.. typeof(Db).Assembly.GetTypes().Where(IsSqlClass).SelectMany(StatementsOf)];

    [Fact]
    public async Task Every_statement_can_be_prepared()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var failures = new List<string>();
        foreach (var (name, sql) in Statements)
        {
            try
            {
                await using var command = Command(sql, connection);
                await command.PrepareAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException exception)
            {
                failures.Add($"{name}: {exception.SqlState} {exception.MessageText}");
            }
        }

        Assert.True(Statements.Count > 80, $"Only {Statements.Count} statements were found.");
        Assert.Empty(failures);
    }

    private static bool IsSqlClass(Type type) => type is { IsClass: true, IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Sql", StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Sql)> StatementsOf(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => ($"{type.Name}.{field.Name}", Whole(type, (string)field.GetRawConstantValue()!)));

    /// <summary>The parts of lists with filters are prepared as their queries compose them: head, one condition or order.</summary>
    private static string Whole(Type type, string sql)
    {
        if (type != typeof(ArticleListSql) && type != typeof(AuditListSql)) return sql;
        var filter = type == typeof(ArticleListSql) ? new SqlFilter(ArticleSql.ListHead) : new SqlFilter(AuditSql.ListHead);
#pragma warning disable CA1857 // What reflection reads of a constant is constant.
        return (sql.StartsWith("order by", StringComparison.Ordinal) ? filter.Tail(sql) : filter.Where(sql)).ToString();
#pragma warning restore CA1857
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection)
    {
        var arrays = Unnested().Matches(sql).SelectMany(match => Parameter().Matches(match.Value)).Select(match => match.Groups[1].Value).ToHashSet();
        var command = new NpgsqlCommand(sql, connection);
        foreach (var name in Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct())
            command.Parameters.Add(new NpgsqlParameter(name, arrays.Contains(name) ? NpgsqlDbType.Array | ElementOf(name) : NpgsqlDbType.Unknown));
        return command;
    }

    // Postgres infers every type but that of an array it is to unnest; there it needs what the repositories send.
    private static NpgsqlDbType ElementOf(string name) => name switch
    {
        "Versions" or "TagGroups" or "AuthorGroups" or "Groups" => NpgsqlDbType.Integer,
        "Deltas" => NpgsqlDbType.Bigint,
        "Published" or "Updated" => NpgsqlDbType.TimestampTz,
        "Cards" or "Bodies" or "Heads" or "Faces" => NpgsqlDbType.Bytea,
        "Parents" or "Documents" => NpgsqlDbType.Uuid,
        _ => name.EndsWith("Ids", StringComparison.Ordinal) ? NpgsqlDbType.Uuid : NpgsqlDbType.Text,
    };

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"unnest\([^)]*\)")]
    private static partial Regex Unnested();
}
