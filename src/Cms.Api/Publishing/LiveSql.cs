namespace Cms.Api.Publishing;

/// <summary>The statements that write schema <c>live</c>. All run under the publishing lock, so what one reads the next may rely on.</summary>
internal static class LiveSql
{
    public const string Lock = "select pg_advisory_xact_lock(7164801)";

    /// <summary>Served by document_owner_idx.</summary>
    public const string ListDocuments = """
        select kind,
               id,
               owner_id,
               slug,
               path,
               parent,
               card,
               body,
               head,
               face,
               version
        from live.document
        where owner_kind = @OwnerKind
          and owner_id = any(@OwnerIds)
        """;

    public const string DeleteDocuments = """
        delete from live.document
        where (kind, id) in (select * from unnest(@Kinds, @Ids))
        """;

    public const string UpsertDocuments = """
        insert into live.document (kind, id, owner_kind, owner_id, slug, path, parent, card, body, head, face, version)
        select kind, id, @OwnerKind, owner_id, slug, path, parent, card, body, head, face, @Version
        from unnest(@Kinds, @Ids, @OwnerIds, @Slugs, @Paths, @Parents, @Cards, @Bodies, @Heads, @Faces)
            as d (kind, id, owner_id, slug, path, parent, card, body, head, face)
        on conflict (kind, id) do update
        set slug = excluded.slug,
            path = excluded.path,
            parent = excluded.parent,
            card = excluded.card,
            body = excluded.body,
            head = excluded.head,
            face = excluded.face,
            version = excluded.version
        """;

    /// <summary>Served by listing_document_idx.</summary>
    public const string ListMemberships = """
        select l.kind,
               i.document,
               l.key as list,
               i.published,
               i.updated,
               i.name
        from live.listing i
        join live.list l on l.id = i.list
        where i.document = any(@Ids)
        """;

    public const string DeleteMemberships = """
        delete from live.listing i
        using live.list l,
              unnest(@Lists, @Documents) as gone (list, document)
        where l.key = gone.list
          and i.list = l.id
          and i.document = gone.document
        """;

    public const string EnsureLists = """
        insert into live.list (key, kind)
        select key, kind
        from unnest(@Lists, @Kinds) as wanted (key, kind)
        on conflict (key) do nothing
        """;

    public const string UpsertMemberships = """
        insert into live.listing (list, document, published, updated, name)
        select l.id, m.document, m.published, m.updated, m.name
        from unnest(@Lists, @Documents, @Published, @Updated, @Names) as m (list, document, published, updated, name)
        join live.list l on l.key = m.list
        on conflict (list, document) do update
        set published = excluded.published,
            updated = excluded.updated,
            name = excluded.name
        """;

    /// <summary>Answers the lists whose size changed, with the size they have now.</summary>
    public const string ResizeLists = """
        update live.list l
        set size = l.size + change.delta
        from unnest(@Lists, @Deltas) as change (key, delta)
        where l.key = change.key
        returning l.key, l.size, change.delta
        """;

    public const string ListAliases = """
        select slug, id
        from live.alias
        where kind = @Kind
          and id = any(@Ids)
        """;

    public const string DeleteAliases = """
        delete from live.alias
        where kind = @Kind
          and slug = any(@Slugs)
        """;

    /// <summary>One that led to another subject passes from it: the two have been merged, and this one is projected first.</summary>
    public const string InsertAliases = """
        insert into live.alias (kind, slug, id)
        select @Kind, slug, id
        from unnest(@Slugs, @Ids) as a (slug, id)
        on conflict (kind, slug) do update
        set id = excluded.id
        """;

    public const string ListGone = """
        select id, slug, reason
        from live.gone
        where kind = @Kind
          and id = any(@Ids)
        """;

    public const string DeleteGone = """
        delete from live.gone
        where kind = @Kind
          and id = any(@Ids)
        """;

    public const string InsertGone = """
        insert into live.gone (kind, id, slug, reason)
        select @Kind, id, slug, reason
        from unnest(@Ids, @Slugs, @Reasons) as g (id, slug, reason)
        """;

    /// <summary>Numbers follow one another without a gap: the head is a row, and its writer is alone. What was touched has the last of them.</summary>
    public const string AppendLog = $"""
        with here as (
            select {Origin} as origin
        ),
        moved as (
            update live.head
            set number = number + @Count,
                epoch = case when live.head.origin = here.origin or live.head.origin is null then live.head.epoch else gen_random_uuid() end,
                origin = here.origin
            from here
            returning number - @Count as base, number
        ),
        touched as (
            insert into live.touch (number, at, tags)
            select number, clock_timestamp(), @Tags
            from moved
        )
        insert into live.change_log (number, at, type, id, action, path, reason)
        select moved.base + e.position, clock_timestamp(), e.type, e.id, e.action, e.path, e.reason
        from moved,
             unnest(@Types, @Ids, @Actions, @Paths, @Reasons) with ordinality as e (type, id, action, path, reason, position)
        """;

    /// <summary>The first time it is only noted.</summary>
    public const string EnsureOrigin = $"""
        with here as (
            select {Origin} as origin
        )
        update live.head
        set origin = here.origin,
            epoch = case when live.head.origin is null then live.head.epoch else gen_random_uuid() end
        from here
        where live.head.origin is distinct from here.origin
        """;

    /// <summary>
    /// Which database this is, as nothing that is copied tells: cluster, timeline, database and table. The timeline is that of what is
    /// written now; the last checkpoint may be from before a standby was promoted.
    /// </summary>
    private const string Origin = """
        concat_ws(
            ':',
            (select system_identifier from pg_control_system()),
            ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
            (select oid from pg_database where datname = current_database()),
            'live.head'::regclass::oid)
        """;

    /// <summary>The oldest that are too old, so that what is kept begins at one number. Served by change_log_at_idx.</summary>
    public const string DeleteLog = """
        delete from live.change_log
        where number = any(array(
            select c.number
            from live.change_log c
            where c.at < clock_timestamp() - make_interval(days => @Days)
            order by c.number
            limit @Limit
        ))
        """;

    public const string AddTouch = """
        insert into live.touch (number, at, tags)
        select number, clock_timestamp(), @Tags
        from live.head
        """;

    /// <summary>Served by touch_at_idx.</summary>
    public const string DeleteTouches = """
        delete from live.touch
        where at < clock_timestamp() - make_interval(mins => @KeptMinutes)
        """;

    public const string Enqueue = """
        insert into publishing.queue (kind, id, version, queued_at)
        select kind, id, @Version, clock_timestamp()
        from unnest(@Kinds, @Ids) as q (kind, id)
        on conflict (kind, id) do update
        set version = greatest(publishing.queue.version, excluded.version),
            parked_at = null
        """;
}
