namespace Cms.Api.Authors;

internal static class AuthorSql
{
    private const string Columns = """
        a.id,
               a.version,
               a.slug,
               a.kind,
               a.name,
               a.job_title,
               a.bio,
               a.profiles,
               a.created_at,
               a.created_by,
               a.modified_at,
               a.modified_by
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.author a
        where a.id = @Id
        """;

    /// <summary>By a slug it has or once had. Served by slug_pkey.</summary>
    public const string FindBySlug = $"""
        select {Columns}
        from editorial.slug s
        join editorial.author a on a.id = s.owner
        where s.kind = 'author'
          and s.slug = @Slug
        """;

    public const string LockRow = """
        select id
        from editorial.author
        where id = @Id
        for no key update
        """;

    /// <summary>
    /// Strong enough that a story which is being published with it has committed, or waits: no revision can come between the
    /// look and the change of slug.
    /// </summary>
    public const string LockWhole = """
        select id
        from editorial.author
        where id = @Id
        for update
        """;

    /// <summary>Whether a published revision, of whatever time, refers to it. Served by reference_author_id_idx.</summary>
    public const string WasShown = """
        select exists (
            select
            from editorial.reference
            where author_id = @Id
              and revision > 0
        )
        """;

    public const string List = $"""
        select {Columns}
        from editorial.author a
        where a.id > @After
        order by a.id
        limit @Limit
        """;

    /// <summary>Those with such words, in the same order. Served by name_words_words_idx, or by name_words_pkey where the words are common.</summary>
    public const string Search = $"""
        select {Columns}
        from editorial.name_words w
        join editorial.author a on a.id = w.id
        where w.kind = 'author'
          and w.words @@ @Words::tsquery
          and w.id > @After
        order by w.id
        limit @Limit
        """;

    public const string ListByIds = $"""
        select {Columns}
        from editorial.author a
        where a.id = any(@Ids)
        """;

    public const string ListIds = """
        select id
        from editorial.author
        where id > @After
        order by id
        limit @Limit
        """;

    public const string Insert = """
        insert into editorial.author (id, slug, kind, name, job_title, bio, profiles, created_at, created_by, modified_at, modified_by)
        values (@Id, @Slug, @Kind, @Name, @JobTitle, @Bio, @Profiles::jsonb, @Moment, @By, @Moment, @By)
        """;

    public const string Update = """
        update editorial.author
        set slug = @Slug,
            kind = @Kind,
            name = @Name,
            job_title = @JobTitle,
            bio = @Bio,
            profiles = @Profiles::jsonb,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Delete = """
        delete from editorial.author
        where id = @Id
        """;

    /// <summary>Served by reference_author_id_idx.</summary>
    public const string ListUsers = """
        select distinct 'article' as kind,
               a.id,
               a.slug as name
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.author_id = @Id
        order by a.id
        limit @Limit
        """;

    /// <summary>Published stories that credit one of these authors. Served by reference_author_id_idx.</summary>
    public const string ListEmbedders = """
        select distinct 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.author_id = any(@Ids)
          and a.publication = 'published'
        """;
}
