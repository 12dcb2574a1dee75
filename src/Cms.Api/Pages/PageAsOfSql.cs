namespace Cms.Api.Pages;

/// <summary>Reads the past: rows of schema <c>live</c> that were there at a moment already, and those of schema <c>history</c> that were there still.</summary>
internal static class PageAsOfSql
{
    /// <summary>From when on the past is known, and the clock that tells the past from the future.</summary>
    public const string FindKept = """
        select since,
               clock_timestamp() as now
        from history.kept
        """;

    /// <summary>
    /// As <see cref="PageSql.Find"/>, at a past moment. It is another statement, for the readers' one is planned at every request and
    /// is not to be dearer for this; both are held together by a test that compares their answers. Served by the same indexes, and
    /// by document_path_idx, document_id_idx, document_slug_idx, listing_published_idx, alias_slug_idx and gone_slug_idx of history.
    /// </summary>
    public const string Find = """
        with document as not materialized (
            select kind, id, slug, path, parent, card, body, head
            from live.document
            where since <= @At
            union all
            select kind, id, slug, path, parent, card, body, head
            from history.document
            where since <= @At
              and until > @At
        ),
        alias as not materialized (
            select kind, slug, id
            from live.alias
            where since <= @At
            union all
            select kind, slug, id
            from history.alias
            where since <= @At
              and until > @At
        ),
        gone as not materialized (
            select kind, id, slug, reason
            from live.gone
            where since <= @At
            union all
            select kind, id, slug, reason
            from history.gone
            where since <= @At
              and until > @At
        )
        select head.number,
               page.kind,
               page.id,
               page.slug,
               page.path,
               page.card,
               page.body,
               page.head,
               section.id as section_id,
               section.card as section_card,
               section.head as section_head,
               site.id as site_id,
               site.card as site_card,
               list.key as list,
               items.ids as item_ids,
               items.cards as item_cards,
               items.last_published,
               moved.id as moved_id,
               moved.kind as moved_kind,
               moved.path as moved_to,
               gone.id as gone_id,
               gone.reason
        from (select h.number from live.head h limit 1) head
        left join document page on page.path = @Path
        left join lateral (
            select s.id, s.card, s.head
            from document s
            where s.kind = 'section'
              and s.id = case page.kind when 'section' then page.id else page.parent end
            limit 1
        ) section on true
        left join lateral (
            select s.id, s.card
            from document s
            where page.id is not null
              and s.kind = 'site'
            order by s.id
            limit 1
        ) site on true
        left join lateral (
            select case page.kind
                       when 'section' then 'section:' || page.id::text
                       when 'author' then 'author:' || page.id::text
                       when 'tag' then 'tag:' || page.id::text
                       when 'site' then 'latest'
                   end as key
        ) list on true
        left join lateral (
            select array_agg(item.document order by item.position) as ids,
                   array_agg(item.card order by item.position) as cards,
                   min(item.published) filter (where item.position = @Limit) as last_published
            from (
                select walk.document,
                       walk.published,
                       article.card,
                       row_number() over (order by walk.published desc, walk.document desc) as position
                from (
                    select w.document, w.published
                    from (
                        (
                            select n.document, n.published
                            from live.listing n
                            where n.list = (select l.id from live.list l where l.key = list.key)
                              and n.published is not null
                              and n.since <= @At
                            order by n.published desc, n.document desc
                            limit @Limit + 1
                        )
                        union all
                        (
                            select h.document, h.published
                            from history.listing h
                            where h.list = (select l.id from live.list l where l.key = list.key)
                              and h.since <= @At
                              and h.until > @At
                            order by h.published desc, h.document desc
                            limit @Limit + 1
                        )
                    ) w
                    order by w.published desc, w.document desc
                    limit @Limit + 1
                ) walk
                left join lateral (
                    select d.card
                    from document d
                    where d.kind = 'article'
                      and d.id = walk.document
                    limit 1
                ) article on true
            ) item
        ) items on true
        left join lateral (
            select a.id
            from alias a
            where page.id is null
              and a.kind = 'section'
              and a.slug = @SectionPath
            limit 1
        ) former_section on true
        left join lateral (
            select d.id, d.kind, d.path
            from document d
            where page.id is null
              and d.kind = case when former_section.id is null then @SlugKind else 'section' end
              and d.path is not null
              and d.id = coalesce(
                  former_section.id,
                  (select s.id from document s where s.kind = @SlugKind and s.slug = @Slug),
                  (select a.id from alias a where a.kind = @SlugKind and a.slug = @Slug)
              )
            limit 1
        ) moved on true
        left join lateral (
            select g.id, g.reason
            from gone g
            where page.id is null
              and moved.id is null
              and g.kind = @SlugKind
              and g.slug = @Slug
            limit 1
        ) gone on true
        """;
}
