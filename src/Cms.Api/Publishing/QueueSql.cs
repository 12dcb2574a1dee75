namespace Cms.Api.Publishing;

internal static class QueueSql
{
    /// <summary>Served by queue_order_idx. What a newer projection waits for is left to an instance that has it.</summary>
    public const string ListDue = """
        select q.kind,
               q.id
        from publishing.queue q
        join unnest(@Kinds, @Versions) as able (kind, version) on able.kind = q.kind and able.version >= q.version
        where q.parked_at is null
        order by q.queued_at, q.kind, q.id
        limit @Limit
        """;

    public const string Delete = """
        delete from publishing.queue
        where (kind, id) in (select * from unnest(@Kinds, @Ids))
        """;

    public const string Park = """
        insert into publishing.queue (kind, id, version, queued_at, parked_at, error)
        values (@Kind, @Id, 0, clock_timestamp(), clock_timestamp(), @Error)
        on conflict (kind, id) do update
        set parked_at = excluded.parked_at,
            error = excluded.error
        """;

    /// <summary>Who has been projected after all. Served by queue_parked_idx.</summary>
    public const string Unpark = """
        delete from publishing.queue
        where kind = @Kind
          and id = any(@Ids)
          and parked_at is not null
        """;

    public const string CountWaiting = """
        select count(*) filter (where parked_at is null) as waiting,
               count(*) filter (where parked_at is not null) as parked
        from publishing.queue
        """;

    /// <summary>Served by document_version_idx.</summary>
    public const string EnqueueOutdated = """
        insert into publishing.queue (kind, id, version, queued_at)
        select distinct d.owner_kind, d.owner_id, current.version, clock_timestamp()
        from live.document d
        join unnest(@Kinds, @Versions) as current (kind, version) on current.kind = d.owner_kind and d.version < current.version
        on conflict (kind, id) do update
        set version = greatest(publishing.queue.version, excluded.version),
            parked_at = null
        where publishing.queue.version < excluded.version
        """;
}
