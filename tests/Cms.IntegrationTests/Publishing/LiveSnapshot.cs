using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>Everything in schema <c>live</c> but the log, as text that two moments can be compared by.</summary>
internal static class LiveSnapshot
{
    private static readonly string[] Statements =
    [
        "select 'document', d::text from live.document d order by d.kind, d.id",
        "select 'list', l.key || ' ' || l.size from live.list l order by l.key",
        """
        select 'listing', l.key || ' ' || i.document || ' ' || coalesce(i.published::text, '') || ' ' || coalesce(i.updated::text, '') || ' ' || coalesce(i.name, '')
        from live.listing i join live.list l on l.id = i.list order by l.key, i.document
        """,
        "select 'alias', a::text from live.alias a order by a.kind, a.slug",
        "select 'gone', g::text from live.gone g order by g.kind, g.id, g.slug",
        "select 'head', number::text from live.head",
    ];

    public static async Task<IReadOnlyList<string>> TakeAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var lines = new List<string>();
        foreach (var statement in Statements)
        {
            await using var command = source.CreateCommand(statement);
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add($"{reader.GetString(0)} {reader.GetString(1)}");
        }
        return lines;
    }

    /// <summary>Every number up to the head was given once.</summary>
    public static async Task HasNoGapInLogAsync(string connectionString) => Assert.True(await ScalarAsync<bool>(
        connectionString,
        "select count(*) = coalesce(max(number), 0) and coalesce(max(number), 0) = (select number from live.head) from live.change_log"));

    public static async Task<T> ScalarAsync<T>(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
