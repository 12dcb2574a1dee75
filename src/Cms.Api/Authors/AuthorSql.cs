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
               a.former_names,
               (select m.slug from editorial.author m where m.id = a.merged_into) as merged_into,
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

    /// <summary>Both of a merge, and what was merged into the first before.</summary>
    public const string LockForMerge = """
        select id
        from editorial.author
        where id in (@From, @Into)
           or merged_into = @From
        order by id
        for no key update
        """;

    /// <summary>
    /// Whether a published revision, of whatever time, refers to it, or to one merged into it that is public now or was published since the
    /// merge: a story that was withdrawn before showed the merged by its own name only. Served by reference_author_id_idx.
    /// </summary>
    public const string WasShown = """
        select exists (
            select
            from editorial.reference
            where author_id = @Id
              and revision > 0
        )
        or exists (
            select
            from editorial.author m
            join editorial.reference r on r.author_id = m.id
            join editorial.revision v on v.article_id = r.article_id and v.number = r.revision
            join editorial.article a on a.id = r.article_id
            where m.merged_into = @Id
              and (v.created_at >= m.modified_at or (a.published_revision = r.revision and a.publication = 'published'))
        )
        """;

    /// <summary>What was merged into the merged goes along: each points at the end of its chain.</summary>
    public const string Merge = """
        update editorial.author
        set merged_into = @Into,
            modified_at = case when id = @From then @Moment else modified_at end,
            modified_by = case when id = @From then @By else modified_by end,
            version = version + 1
        where id = @From
           or merged_into = @From
        """;

    public const string AddFormerNames = """
        update editorial.author
        set former_names = @FormerNames,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    /// <summary>The stories any version of which refers to it, locked in the order of their ids. Served by reference_author_id_idx.</summary>
    public const string LockStories = """
        select id
        from editorial.article
        where id in (
            select article_id
            from editorial.reference
            where author_id in (select id from editorial.author where id = @Id or merged_into = @Id)
        )
        order by id
        for no key update
        """;

    /// <summary>
    /// The name stays where no other has been kept before. Working copies tell it in creditedAs from now on, so their version rises;
    /// nobody has saved them. Served by reference_author_id_idx.
    /// </summary>
    public const string KeepCredits = """
        with kept as (
            update editorial.reference
            set credited_as = @Name
            where author_id in (select id from editorial.author where id = @Id or merged_into = @Id)
              and credited_as is null
            returning article_id, revision
        )
        update editorial.article
        set version = version + 1
        where id in (select article_id from kept where revision = 0)
        """;

    public const string List = $"""
        select {Columns}
        from editorial.author a
        where a.id > @After
          and a.merged_into is null
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
          and a.merged_into is null
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
        where r.author_id in (select id from editorial.author where id = @Id or merged_into = @Id)
        order by a.id
        limit @Limit
        """;

    /// <summary>Published stories that credit one of these authors, also those that refer to one merged into it. Served by reference_author_id_idx.</summary>
    public const string ListEmbedders = """
        select distinct 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.author_id in (select id from editorial.author where (id = any(@Ids) and merged_into is null) or merged_into = any(@Ids))
          and a.publication = 'published'
        """;
}
