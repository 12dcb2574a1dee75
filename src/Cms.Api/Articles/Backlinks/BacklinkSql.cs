namespace Cms.Api.Articles.Backlinks;

internal static class BacklinkSql
{
    /// <summary>Stories whose working copy or public revision links to one. Served by reference_target_id_idx.</summary>
    public const string List = """
        select a.id,
               a.slug,
               a.content ->> 'headline' as headline,
               a.publication,
               a.trashed_at,
               bool_or(r.revision = 0) as working_copy,
               bool_or(r.revision > 0) as published
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.target_id = @Id
          and r.article_id > @After
          and (r.revision = 0 or (r.revision = a.published_revision and a.publication = 'published'))
        group by a.id
        order by a.id
        limit @Limit
        """;
}
