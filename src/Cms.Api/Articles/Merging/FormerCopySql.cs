namespace Cms.Api.Articles.Merging;

internal static class FormerCopySql
{
    /// <summary>
    /// The working copy that a version had: that of the next version whose copy was replaced, or the present one. Only where none is
    /// missing before it, or it is that very version's: a copy begins when the one before it was replaced. Served by save_pkey.
    /// </summary>
    public const string Find = """
        select c.slug,
               c.content,
               c.body
        from (
            select s.version, s.slug, s.content, s.body, s.saved_at
            from editorial.save s
            where s.article_id = @Id
              and s.version >= @Version
            union all
            select a.version, a.slug, a.content, a.body, coalesce(a.saved_at, a.modified_at)
            from editorial.article a
            where a.id = @Id
              and a.version >= @Version
            order by version
            limit 1
        ) c
        where c.version = @Version
           or c.saved_at = coalesce(
               (
                   select p.replaced_at
                   from editorial.save p
                   where p.article_id = @Id
                     and p.version < @Version
                   order by p.version desc
                   limit 1
               ),
               (select a.created_at from editorial.article a where a.id = @Id)
           )
        """;
}
