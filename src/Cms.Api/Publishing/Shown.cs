using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>For projections of what shows only while something public has it.</summary>
internal static class Shown
{
    /// <summary>Those of <paramref name="ids"/> whose list, such as <c>tag:ID</c>, holds something.</summary>
    public static async Task<Guid[]> AmongAsync(NpgsqlConnection connection, string kind, Guid[] ids, CancellationToken cancellationToken)
    {
        var keys = ids.Select(id => $"{kind}:{id}").ToArray();
        var shown = await connection.ListAsync<string>(ShownSql.ListFilled, new { Keys = keys }, cancellationToken);
        return [.. shown.Select(key => Guid.Parse(key.AsSpan(kind.Length + 1)))];
    }
}

internal static class ShownSql
{
    /// <summary>Served by list_key_key.</summary>
    public const string ListFilled = """
        select key
        from live.list
        where key = any(@Keys)
          and size > 0
        """;
}
