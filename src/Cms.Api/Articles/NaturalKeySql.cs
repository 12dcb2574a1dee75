namespace Cms.Api.Articles;

internal static class NaturalKeySql
{
    /// <summary>
    /// What natural keys and ids stand for. A former slug or path stands for its owner, what was merged for the
    /// one it was merged into. Served by slug_pkey and the keys of each table.
    /// </summary>
    public const string Resolve = """
        select s.kind,
               s.slug as key,
               s.owner as id
        from editorial.slug s
        join unnest(@SlugKinds, @Slugs) as wanted (kind, slug) on wanted.kind = s.kind and wanted.slug = s.slug
        union all
        select s.kind, s.slug, s.owner
        from editorial.slug s
        where s.kind = 'section'
          and s.slug = any(@Paths)
        union all
        select 'agency', code, id
        from editorial.agency
        where code = any(@Codes)
        union all
        select 'section', id::text, id
        from editorial.section
        where id = any(@Ids)
        union all
        select 'author', id::text, coalesce(merged_into, id)
        from editorial.author
        where id = any(@Ids)
        union all
        select 'tag', id::text, coalesce(merged_into, id)
        from editorial.tag
        where id = any(@Ids)
        union all
        select 'agency', id::text, id
        from editorial.agency
        where id = any(@Ids)
        union all
        select 'image', id::text, id
        from editorial.image
        where id = any(@Ids)
        union all
        select 'article', id::text, id
        from editorial.article
        where id = any(@Ids)
        """;

    /// <summary>
    /// What was deleted since was called, by its kind's natural key; not where that is another's name by now. Served by former_detail_pkey,
    /// slug_pkey and agency_code_key.
    /// </summary>
    public const string ListFormerKeys = """
        select '' as kind,
               f.key,
               f.id
        from (
            select distinct on (id) id, coalesce(detail ->> 'path', detail ->> 'slug', detail ->> 'code') as key
            from editorial.former_detail
            where id = any(@Ids::uuid[])
            order by id, version desc
        ) f
        where f.key is not null
          and not exists (select from editorial.slug s where s.kind in ('author', 'section', 'tag') and s.slug = f.key)
          and not exists (select from editorial.agency a where a.code = f.key)
        """;

    /// <summary>The natural keys of these ids, as they are now.</summary>
    public const string ListKeys = """
        select 'section' as kind,
               path as key,
               id
        from editorial.section
        where id = any(@Ids)
        union all
        select 'author', slug, id
        from editorial.author
        where id = any(@Ids)
        union all
        select 'tag', slug, id
        from editorial.tag
        where id = any(@Ids)
        union all
        select 'agency', code, id
        from editorial.agency
        where id = any(@Ids)
        union all
        select 'article:' || case
                   when publication = 'published' and exists (
                       select
                       from editorial.hold h
                       where h.article_id = a.id
                         and h.released_at is null
                   ) then 'held'
                   else publication
               end,
               slug,
               id
        from editorial.article a
        where id = any(@Ids)
        """;
}

internal sealed record NaturalKeyRow
{
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public required Guid Id { get; init; }
}
