namespace Cms.Api.Agencies;

internal static class AgencySql
{
    private const string Columns = """
        a.id,
               a.version,
               a.code,
               a.name,
               a.kind,
               a.created_at,
               a.created_by,
               a.modified_at,
               a.modified_by
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.agency a
        where a.id = @Id
        """;

    /// <summary>Served by agency_code_key.</summary>
    public const string FindByCode = $"""
        select {Columns}
        from editorial.agency a
        where a.code = @Code
        """;

    public const string LockRow = """
        select id
        from editorial.agency
        where id = @Id
        for no key update
        """;

    public const string List = $"""
        select {Columns}
        from editorial.agency a
        where a.id > @After
        order by a.id
        limit @Limit
        """;

    /// <summary>Those with such words, in the same order. Served by name_words_words_idx, or by name_words_pkey where the words are common.</summary>
    public const string Search = $"""
        select {Columns}
        from editorial.name_words w
        join editorial.agency a on a.id = w.id
        where w.kind = 'agency'
          and w.words @@ @Words::tsquery
          and w.id > @After
        order by w.id
        limit @Limit
        """;

    public const string ListByIds = $"""
        select {Columns}
        from editorial.agency a
        where a.id = any(@Ids)
        """;

    public const string ListIds = """
        select id
        from editorial.agency
        where id > @After
        order by id
        limit @Limit
        """;

    public const string Insert = """
        insert into editorial.agency (id, code, name, kind, created_at, created_by, modified_at, modified_by)
        values (@Id, @Code, @Name, @Kind, @Moment, @By, @Moment, @By)
        """;

    public const string Update = """
        update editorial.agency
        set name = @Name,
            kind = @Kind,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Delete = """
        delete from editorial.agency
        where id = @Id
        """;

    /// <summary>Served by reference_agency_id_idx and image_agency_id_idx.</summary>
    public const string ListUsers = """
        select 'article' as kind,
               a.id,
               a.slug as name
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.agency_id = @Id
        union
        select 'image' as kind,
               i.id,
               i.url as name
        from editorial.image i
        where i.agency_id = @Id
        order by id
        limit @Limit
        """;

    /// <summary>Published stories with copy of these agencies, and images credited to them. Served by the same indexes.</summary>
    public const string ListEmbedders = """
        select 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.agency_id = any(@Ids)
          and a.publication = 'published'
        union
        select 'image' as kind,
               i.id
        from editorial.image i
        where i.agency_id = any(@Ids)
        """;
}
