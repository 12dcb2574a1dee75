namespace Cms.Api.Pages;

internal static class PageSql
{
    /// <summary>A story without what surrounds it; no row for any other page. Served by document_path_key.</summary>
    public const string FindStoryAlone = """
        select (select head.number from live.head head) as number,
               page.id,
               page.slug,
               page.path,
               page.parent,
               page.card,
               page.body,
               page.head
        from live.document page
        where page.path = @Path
          and page.kind = 'article'
        """;

    /// <summary>A story, its section and the site, at a third of what <see cref="Find"/> costs; no row for any other page. Served by document_path_key and document_pkey.</summary>
    public const string FindStory = """
        select (select head.number from live.head head) as number,
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
               site.card as site_card
        from live.document page
        left join lateral (
            select s.id, s.card, s.head
            from live.document s
            where s.kind = 'section'
              and s.id = page.parent
            limit 1
        ) section on true
        left join lateral (
            select s.id, s.card
            from live.document s
            where s.kind = 'site'
            order by s.id
            limit 1
        ) site on true
        where page.path = @Path
          and page.kind = 'article'
        """;

    /// <summary>
    /// Everything a page is composed of, in one row; where no document has the path, where it leads as a former path of a section, or its last segment, or else what is public beside it, and at it where it is written in lower case. Served by
    /// document_path_key, document_pkey, listing_published_idx, and for the rest document_slug_key, alias_pkey, gone_slug_idx.
    /// The limit on the head says to a planner without statistics, as in a new database, that it is one row: without it every
    /// page is thought to be dear enough to be compiled first, for 17 ms.
    /// </summary>
    public const string Find = """
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
               gone.reason,
               near.kinds as near_kinds,
               near.slugs as near_slugs,
               near.paths as near_paths,
               near.ids as near_ids
        from (select h.number from live.head h limit 1) head
        left join live.document page on page.path = @Path
        left join lateral (
            select s.id, s.card, s.head
            from live.document s
            where s.kind = 'section'
              and s.id = case page.kind when 'section' then page.id else page.parent end
            limit 1
        ) section on true
        left join lateral (
            select s.id, s.card
            from live.document s
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
                    from live.listing w
                    where w.list = (select l.id from live.list l where l.key = list.key)
                      and w.published is not null
                    order by w.published desc, w.document desc
                    limit @Limit + 1
                ) walk
                left join lateral (
                    select d.card
                    from live.document d
                    where d.kind = 'article'
                      and d.id = walk.document
                    limit 1
                ) article on true
            ) item
        ) items on true
        left join lateral (
            select a.id
            from live.alias a
            where page.id is null
              and a.kind = 'section'
              and a.slug = @SectionPath
            limit 1
        ) former_section on true
        left join lateral (
            select d.id, d.kind, d.path
            from live.document d
            where page.id is null
              and d.kind = case when former_section.id is null then @SlugKind else 'section' end
              and d.path is not null
              and d.id = coalesce(
                  former_section.id,
                  (select s.id from live.document s where s.kind = @SlugKind and s.slug = @Slug),
                  (select a.id from live.alias a where a.kind = @SlugKind and a.slug = @Slug)
              )
            limit 1
        ) moved on true
        left join lateral (
            select g.id, g.reason
            from live.gone g
            where page.id is null
              and moved.id is null
              and g.kind = @SlugKind
              and g.slug = @Slug
            limit 1
        ) gone on true
        left join lateral (
            select array_agg(beside.kind) as kinds,
                   array_agg(beside.slug) as slugs,
                   array_agg(beside.path) as paths,
                   array_agg(beside.id) as ids
            from (values (@UsualSlugKind, @UsualSlug), ('section', @UsualSectionPath)) as asked (kind, slug)
            cross join lateral (
                (
                    select d.kind, d.slug, d.path, d.id
                    from live.document d
                    where d.kind = asked.kind
                      and d.slug <= asked.slug
                    order by d.slug desc
                    limit 5
                )
                union all
                (
                    select d.kind, d.slug, d.path, d.id
                    from live.document d
                    where d.kind = asked.kind
                      and d.slug > asked.slug
                    order by d.slug
                    limit 5
                )
            ) beside
            where page.id is null
              and moved.id is null
              and gone.id is null
              and beside.path is not null
        ) near on true
        """;
}
