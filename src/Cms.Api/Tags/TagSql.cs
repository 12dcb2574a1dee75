namespace Cms.Api.Tags;

internal static class TagSql
{
    private const string Columns = """
        t.id,
               t.version,
               t.slug,
               t.type,
               t.name,
               t.synonyms,
               (select m.slug from editorial.tag m where m.id = t.merged_into) as merged_into,
               t.created_at,
               t.created_by,
               t.modified_at,
               t.modified_by
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.tag t
        where t.id = @Id
        """;

    /// <summary>By a slug it has or once had. Served by slug_pkey.</summary>
    public const string FindBySlug = $"""
        select {Columns}
        from editorial.slug s
        join editorial.tag t on t.id = s.owner
        where s.kind = 'tag'
          and s.slug = @Slug
        """;

    public const string LockRow = """
        select id
        from editorial.tag
        where id = @Id
        for no key update
        """;

    /// <summary>
    /// Strong enough that a story which is being published with it has committed, or waits: no revision can come between the
    /// look and the change of slug.
    /// </summary>
    public const string LockWhole = """
        select id
        from editorial.tag
        where id = @Id
        for update
        """;

    /// <summary>Both of a merge, and what was merged into the first before.</summary>
    public const string LockForMerge = """
        select id
        from editorial.tag
        where id in (@From, @Into)
           or merged_into = @From
        order by id
        for no key update
        """;

    /// <summary>
    /// Whether a published revision, of whatever time, refers to it, or to one merged into it that is public now or was published since the
    /// merge: a story that was withdrawn before showed the merged by its own name only. Served by reference_tag_id_idx.
    /// </summary>
    public const string WasShown = """
        select exists (
            select
            from editorial.reference
            where tag_id = @Id
              and revision > 0
        )
        or exists (
            select
            from editorial.tag m
            join editorial.reference r on r.tag_id = m.id
            join editorial.revision v on v.article_id = r.article_id and v.number = r.revision
            join editorial.article a on a.id = r.article_id
            where m.merged_into = @Id
              and (v.created_at >= m.modified_at or (a.published_revision = r.revision and a.publication = 'published'))
        )
        """;

    /// <summary>What was merged into the merged goes along: each points at the end of its chain.</summary>
    public const string Merge = """
        update editorial.tag
        set merged_into = @Into,
            modified_at = case when id = @From then @Moment else modified_at end,
            modified_by = case when id = @From then @By else modified_by end,
            version = version + 1
        where id = @From
           or merged_into = @From
        """;

    public const string List = $"""
        select {Columns}
        from editorial.tag t
        where t.id > @After
          and t.merged_into is null
        order by t.id
        limit @Limit
        """;

    /// <summary>Those with such words, in the same order. Served by name_words_words_idx, or by name_words_pkey where the words are common.</summary>
    public const string Search = $"""
        select {Columns}
        from editorial.name_words w
        join editorial.tag t on t.id = w.id
        where w.kind = 'tag'
          and w.words @@ @Words::tsquery
          and w.id > @After
          and t.merged_into is null
        order by w.id
        limit @Limit
        """;

    public const string ListByIds = $"""
        select {Columns}
        from editorial.tag t
        where t.id = any(@Ids)
        """;

    public const string ListIds = """
        select id
        from editorial.tag
        where id > @After
        order by id
        limit @Limit
        """;

    public const string Insert = """
        insert into editorial.tag (id, slug, type, name, synonyms, created_at, created_by, modified_at, modified_by)
        values (@Id, @Slug, @Type, @Name, @Synonyms, @Moment, @By, @Moment, @By)
        """;

    public const string Update = """
        update editorial.tag
        set slug = @Slug,
            type = @Type,
            name = @Name,
            synonyms = @Synonyms,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Delete = """
        delete from editorial.tag
        where id = @Id
        """;

    /// <summary>Served by reference_tag_id_idx.</summary>
    public const string ListUsers = """
        select distinct 'article' as kind,
               a.id,
               a.slug as name
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.tag_id in (select id from editorial.tag where id = @Id or merged_into = @Id)
        order by a.id
        limit @Limit
        """;

    /// <summary>Published stories that show one of these tags, also those that refer to one merged into it. Served by reference_tag_id_idx.</summary>
    public const string ListEmbedders = """
        select distinct 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.tag_id in (select id from editorial.tag where (id = any(@Ids) and merged_into is null) or merged_into = any(@Ids))
          and a.publication = 'published'
        """;
}
