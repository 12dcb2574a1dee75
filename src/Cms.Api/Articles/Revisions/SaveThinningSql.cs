namespace Cms.Api.Articles.Revisions;

internal static class SaveThinningSql
{
    /// <summary>False where another instance is at it. Locks of two numbers are apart from the publishing lock, which has one.</summary>
    public const string TryLock = """
        select pg_try_advisory_xact_lock(7164803, 0)
        """;

    /// <summary>
    /// Thins the working copies of the next hundred stories, and answers the last of them; null when there is none left. Age counts from
    /// when a working copy was replaced: until then it was the one that editors saw.
    /// </summary>
    public const string ThinNext = """
        with story as (
            select distinct article_id
            from editorial.save
            where article_id > @After
            order by article_id
            limit 100
        ),
        thinned as (
            delete from editorial.save s
            using (
                select v.article_id,
                       v.version,
                       v.replaced_at,
                       row_number() over (
                           partition by v.article_id, v.unit, date_trunc(v.unit, v.saved_at, 'UTC')
                           order by v.version desc
                       ) as place
                from (
                    select article_id,
                           version,
                           saved_at,
                           replaced_at,
                           case when replaced_at < now() - interval '1 year' then 'month' else 'day' end as unit
                    from editorial.save
                    where article_id in (select article_id from story)
                ) v
            ) ranked
            where ranked.place > 1
              and ranked.replaced_at < now() - @Kept::interval
              and s.article_id = ranked.article_id
              and s.version = ranked.version
        )
        select article_id
        from story
        order by article_id desc
        limit 1
        """;
}
