namespace Cms.Api.Articles.Lifecycle;

internal static class DueSql
{
    /// <summary>
    /// Locks stories that something is due for, by the clock of the database. One that another instance, or an editor, has in hand is
    /// left for the next look. Served by moment_at_idx.
    /// </summary>
    public const string LockFree = """
        select a.id
        from editorial.moment m
        join editorial.article a on a.id = m.article_id
        where m.at <= clock_timestamp()
        order by m.at, m.article_id
        limit @Limit
        for no key update of a skip locked
        """;

    /// <summary>
    /// What is due for these stories, which are locked. A statement of its own, after the lock: moments change under the lock of their story alone,
    /// so what another instance has just carried out is not seen any more.
    /// </summary>
    public const string ListOf = """
        select article_id,
               action,
               at,
               set_by
        from editorial.moment
        where article_id = any(@Ids)
          and at <= clock_timestamp()
        order by at, action, article_id
        """;

    /// <summary>What has been due for more than a second: its story is in other hands at every look, and is waited for. Served by moment_at_idx.</summary>
    public const string ListOverdue = """
        select article_id
        from editorial.moment
        where at <= clock_timestamp() - interval '1 second'
        order by at, article_id
        limit 20
        """;

    /// <summary>The stories that something is to happen to, in the order in which rows are locked. Served by moment_at_idx.</summary>
    public const string LockUntil = """
        select a.id
        from editorial.article a
        where a.id in (select m.article_id from editorial.moment m where m.at <= @Until)
        order by a.id
        limit @Limit
        for no key update of a
        """;

    /// <summary>What is to happen first.</summary>
    public const string FindNext = """
        select article_id,
               action,
               at,
               set_by
        from editorial.moment
        where at <= @Until
          and article_id = any(@Stories)
        order by at, article_id, action
        limit 1
        """;

    /// <summary>One that will have ended by itself.</summary>
    public const string EndEmbargo = """
        update editorial.article
        set embargoed = false,
            embargo_until = null,
            embargo_note = null
        where id = @ArticleId
          and embargo_until <= @At
        """;

    /// <summary>What has been carried out, for each story of these its own.</summary>
    public const string DeleteDone = """
        delete from editorial.moment m
        using unnest(@Ids::uuid[], @Actions::text[]) as done (article_id, action)
        where m.article_id = done.article_id
          and m.action = done.action
        """;

    public const string AnyDue = """
        select exists (
            select
            from editorial.moment
            where at <= clock_timestamp()
        )
        """;
}

internal sealed record DueRow
{
    public required Guid ArticleId { get; init; }
    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string SetBy { get; init; }
}
