namespace Cms.Api.Articles.Revisions;

internal static class RevisionHistorySql
{
    /// <summary>
    /// All versions of a story that are kept, those of the working copy too. The save that a publication made is the revision itself.
    /// </summary>
    private const string Versions = """
        version as (
            select true as published,
                   r.number::bigint as number,
                   r.slug,
                   r.content,
                   r.body,
                   r.created_at as saved_at,
                   r.created_by as saved_by,
                   r.note,
                   r.significant
            from editorial.revision r
            where r.article_id = @ArticleId
            union all
            select false, s.version, s.slug, s.content, s.body, s.saved_at, s.saved_by, null, false
            from (
                select version, slug, content, body, saved_at, saved_by
                from editorial.save
                where article_id = @ArticleId
                union all
                select version, slug, content, body, coalesce(saved_at, modified_at), coalesce(saved_by, modified_by)
                from editorial.article
                where id = @ArticleId
            ) s
            where not exists (
                select
                from editorial.revision r
                where r.article_id = @ArticleId
                  and r.created_at = s.saved_at
                  and r.created_by = s.saved_by
            )
        )
        """;

    /// <summary>The newest first, each with the members that differ from the one before it: of a publication, from the one before that.</summary>
    public const string List = $"""
        with {Versions},
        page as (
            select *
            from version
            where (saved_at, published, number) < (@At::timestamptz, @Published::boolean, @Number::bigint)
            order by saved_at desc, published desc, number desc
            limit @Limit
        )
        select p.published,
               p.number,
               p.saved_at,
               p.saved_by,
               p.note,
               p.significant,
               array(
                   select key
                   from jsonb_object_keys(p.content || b.content) as key
                   where p.content -> key is distinct from b.content -> key
                   union all
                   select 'slug'
                   where p.slug <> b.slug
                   union all
                   select 'body'
                   where p.body <> b.body
               ) as changed
        from page p
        left join lateral (
            select v.slug,
                   v.content,
                   v.body
            from version v
            where (v.saved_at, v.published, v.number) < (p.saved_at, p.published, p.number)
              and (v.published or not p.published)
            order by v.saved_at desc, v.published desc, v.number desc
            limit 1
        ) b on true
        order by p.saved_at desc, p.published desc, p.number desc
        """;

    /// <summary>Served by revision_pkey.</summary>
    public const string FindPublished = """
        select true as published,
               number::bigint as number,
               slug,
               content,
               body,
               created_at as saved_at,
               created_by as saved_by,
               note,
               significant
        from editorial.revision
        where article_id = @ArticleId
          and number = @Number
        """;

    /// <summary>Served by save_pkey and article_pkey.</summary>
    public const string FindSave = """
        select false as published,
               version as number,
               slug,
               content,
               body,
               saved_at,
               saved_by,
               null as note,
               false as significant
        from editorial.save
        where article_id = @ArticleId
          and version = @Number
        union all
        select false, version, slug, content, body, coalesce(saved_at, modified_at), coalesce(saved_by, modified_by), null, false
        from editorial.article
        where id = @ArticleId
          and version = @Number
        """;
}
