namespace Cms.Api.Site;

internal static class SiteSql
{
    public const string Find = """
        select id,
               version,
               content,
               modified_at,
               modified_by
        from editorial.site
        """;

    public const string FindForUpdate = $"""
        {Find}
        for no key update
        """;

    public const string InsertIfNone = """
        insert into editorial.site (id, content, modified_at, modified_by)
        values (@Id, @Content::jsonb, @Moment, @By)
        on conflict (id) do nothing
        """;

    public const string Update = """
        update editorial.site
        set content = @Content::jsonb,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        """;

    /// <summary>Everything a change of the site's name, address or furniture shows in: sections, and what has a page of its own.</summary>
    public const string ListEmbedders = """
        select 'section' as kind,
               id
        from editorial.section
        union all
        select distinct owner_kind,
               owner_id
        from live.document
        where kind in ('article', 'author', 'tag')
        """;
}
