namespace Cms.Api.Delivery.Changes;

internal static class ChangeSql
{
    /// <summary>
    /// Entries after a number, in order, with the head of the log and the oldest number that is kept; one row without an entry where there
    /// are none. A filter looks at so many numbers at once and no more. Served by change_log_pkey.
    /// </summary>
    public const string ListAfter = """
        select head.number as head,
               head.epoch,
               coalesce((select min(c.number) from live.change_log c), head.number + 1) as oldest,
               entry.number,
               entry.at,
               entry.type,
               entry.id,
               entry.action,
               entry.path,
               entry.reason
        from live.head head
        left join lateral (
            select c.number, c.at, c.type, c.id, c.action, c.path, c.reason
            from live.change_log c
            where c.number > @After
              and c.number <= @After + @Window
              and c.type = any(@Types)
            order by c.number
            limit @Limit
        ) entry on true
        order by entry.number
        """;
}

internal sealed record ChangeRow
{
    public required long Head { get; init; }
    public required Guid Epoch { get; init; }
    public required long Oldest { get; init; }
    public required long? Number { get; init; }
    public required DateTimeOffset? At { get; init; }
    public required string? Type { get; init; }
    public required Guid? Id { get; init; }
    public required string? Action { get; init; }
    public required string? Path { get; init; }
    public required string? Reason { get; init; }
}
