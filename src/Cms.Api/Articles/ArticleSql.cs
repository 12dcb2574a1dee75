namespace Cms.Api.Articles;

internal static class ArticleSql
{
    private const string Columns = """
        a.id,
               a.version,
               a.slug,
               a.content,
               a.body,
               a.origin_system,
               a.origin_id,
               a.workflow,
               a.publication,
               a.publication_reason,
               a.published_revision,
               a.first_published_at,
               a.published_at,
               a.updated_at,
               a.trashed_at,
               a.created_at,
               a.created_by,
               a.modified_at,
               a.modified_by,
               (
                   select r.content
                   from editorial.revision r
                   where r.article_id = a.id
                     and r.number = a.published_revision
                     and a.publication = 'published'
                     and r.slug = a.slug
                     and r.body = a.body
               ) as published_content,
               a.embargoed and (a.embargo_until is null or a.embargo_until > clock_timestamp()) as embargo_is_on,
               a.embargo_until,
               a.embargo_note,
               a.schedule_failure,
               (
                   select jsonb_agg(
                       jsonb_build_object('action', m.action, 'at', m.at, 'localTime', m.local_time, 'timeZone', m.time_zone, 'setBy', m.set_by)
                   )
                   from editorial.moment m
                   where m.article_id = a.id
               ) as moments,
               (
                   select jsonb_agg(
                       jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedAt', h.placed_at, 'placedBy', h.placed_by)
                       order by h.id
                   )
                   from editorial.hold h
                   where h.article_id = a.id
                     and h.released_at is null
               ) as holds,
               a.editors
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.article a
        where a.id = @Id
        """;

    public const string ListByIds = $"""
        select {Columns}
        from editorial.article a
        where a.id = any(@Ids)
        """;

    /// <summary>By a slug it has or once had. Served by slug_pkey.</summary>
    public const string FindBySlug = $"""
        select {Columns}
        from editorial.slug s
        join editorial.article a on a.id = s.owner
        where s.kind = 'article'
          and s.slug = @Slug
        """;

    public const string LockRow = """
        select id
        from editorial.article
        where id = @Id
        for no key update
        """;

    /// <summary>Locks of two numbers are apart from the publishing lock, which has one.</summary>
    public const string LockOrigin = """
        select pg_advisory_xact_lock(7164802, hashtext(jsonb_build_array(@System::text, @Id::text)::text))
        """;

    /// <summary>Served by article_origin_key.</summary>
    public const string LockRowByOrigin = """
        select id
        from editorial.article
        where origin_system = @System
          and origin_id = @Id
        for no key update
        """;

    /// <summary>The head of the editorial list; its conditions are in <see cref="ArticleListSql"/>.</summary>
    public const string ListHead = $"""
        select {Columns}
        from editorial.article a
        """;

    public const string Insert = """
        insert into editorial.article (
            id, slug, content, body, headline_words, origin_system, origin_id, created_at, created_by, modified_at, modified_by
        )
        values (
            @Id, @Slug, @Content::jsonb, @Body::jsonb, array_to_tsvector(@HeadlineWords), @OriginSystem, @OriginId, @Moment, @By, @Moment, @By
        )
        """;

    /// <summary>No row where nothing would change. A credit that was kept is let go by what does not name it.</summary>
    public const string Update = """
        update editorial.article
        set slug = @Slug,
            content = @Content::jsonb,
            body = @Body::jsonb,
            headline_words = array_to_tsvector(@HeadlineWords),
            origin_system = @OriginSystem,
            origin_id = @OriginId,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
          and (
              (slug, content, body, origin_system, origin_id) is distinct from (@Slug, @Content::jsonb, @Body::jsonb, @OriginSystem, @OriginId)
              or exists (
                  select
                  from editorial.reference r
                  where r.article_id = @Id
                    and r.revision = 0
                    and r.credited_as is not null
              )
          )
        """;

    public const string Trash = """
        update editorial.article
        set trashed_at = @TrashedAt,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    /// <summary>Also where a credit was kept, for a working copy that is saved gives its names itself. After what is new: while it holds rows that a deletion of their target waits for, it must wait for none itself.</summary>
    public const string DeleteOtherReferences = """
        delete from editorial.reference r
        where r.article_id = @Id
          and r.revision = 0
          and (
              r.credited_as is not null
              or coalesce(r.section_id, r.author_id, r.tag_id, r.agency_id, r.image_id, r.target_id) <> all(@WantedIds)
          )
        """;

    public const string InsertMissingReferences = """
        insert into editorial.reference (article_id, revision, section_id, author_id, tag_id, agency_id, image_id, target_id)
        select @Id, 0, section_id, author_id, tag_id, agency_id, image_id, target_id
        from unnest(@SectionIds, @AuthorIds, @TagIds, @AgencyIds, @ImageIds, @TargetIds)
            as r (section_id, author_id, tag_id, agency_id, image_id, target_id)
        where not exists (
            select
            from editorial.reference x
            where x.article_id = @Id
              and x.revision = 0
              and x.credited_as is null
              and coalesce(x.section_id, x.author_id, x.tag_id, x.agency_id, x.image_id, x.target_id)
                  = coalesce(r.section_id, r.author_id, r.tag_id, r.agency_id, r.image_id, r.target_id)
        )
        """;

    /// <summary>Waits for a transaction that is taking the same ids, then takes those nobody has.</summary>
    public const string ClaimRelatedLinks = """
        insert into editorial.related_link_id (id, article_id)
        select id, @ArticleId
        from unnest(@Ids) as wanted (id)
        order by id
        on conflict (id) do nothing
        """;

    public const string ListForeignRelatedLinks = """
        select id
        from editorial.related_link_id
        where id = any(@Ids)
          and article_id <> @ArticleId
        """;

    public const string ListKnownImages = """
        select id
        from editorial.image
        where id = any(@Ids)
        """;
}
