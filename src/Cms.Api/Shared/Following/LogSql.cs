namespace Cms.Api.Shared.Following;

internal static class LogSql
{
    /// <summary>
    /// The head of the log, and what was touched after a number that is known, as one row each; one row without tags where nothing was.
    /// Served by touch_number_idx.
    /// </summary>
    public const string Follow = """
        select head.number,
               head.epoch,
               clock_timestamp() as at,
               touch.number as touched,
               touch.tags
        from live.head head
        left join lateral (
            select t.number, t.tags
            from live.touch t
            where t.number > @After
        ) touch on true
        """;
}

internal sealed record LogRow
{
    public required long Number { get; init; }
    public required Guid Epoch { get; init; }

    /// <summary>By the clock of the database, which a pause of this process does not stop.</summary>
    public required DateTimeOffset At { get; init; }
    public required long? Touched { get; init; }
    public required string[]? Tags { get; init; }
}
