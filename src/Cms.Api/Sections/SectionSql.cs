namespace Cms.Api.Sections;

internal static class SectionSql
{
    private const string Columns = """
        s.id,
               s.version,
               s.parent_id,
               s.slug,
               s.path,
               s.name,
               s.description,
               s.footer_links,
               s.layout,
               s.created_at,
               s.created_by,
               s.modified_at,
               s.modified_by
        """;

    /// <summary>All of them: a newsroom has hundreds of sections, not thousands.</summary>
    public const string ListAll = $"""
        select {Columns}
        from editorial.section s
        order by s.id
        """;

    /// <summary>Served by slug_pkey.</summary>
    public const string FindByPath = $"""
        select {Columns}
        from editorial.slug p
        join editorial.section s on s.id = p.owner
        where p.kind = 'section'
          and p.slug = @Path
        """;

    /// <summary>Of the addresses that stories have or would have, those that a section has or once had. Served by section_pkey and slug_pkey.</summary>
    public const string ListTakenAddresses = """
        select story.id as story_id,
               p.slug as path,
               other.path as section_path
        from unnest(@Stories::uuid[], @Sections::uuid[], @Slugs::text[]) as story (id, section_id, slug)
        join editorial.section own on own.id = story.section_id
        join editorial.slug p on p.kind = 'section' and p.slug = own.path || '/' || story.slug
        join editorial.section other on other.id = p.owner
        """;

    /// <summary>A lock of two numbers, apart from the publishing lock, which has one.</summary>
    public const string LockTree = "select pg_advisory_xact_lock(7164803, 0)";

    /// <summary>A look at all of them, of which there are hundreds.</summary>
    public const string ListBranch = $"""
        select {Columns}
        from editorial.section s
        where s.path = @Path
           or starts_with(s.path, @Path || '/')
        order by s.path
        """;

    /// <summary>A look at all of them.</summary>
    public const string ListAt = """
        select id
        from editorial.section
        where path = any(@Paths)
        """;

    public const string MoveBelow = """
        update editorial.section
        set path = @To || substr(path, length(@From) + 1),
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where starts_with(path, @From || '/')
        """;

    /// <summary>
    /// Published stories in the section and below it that readers still find where they were before it moved. Its cost is that of
    /// what waits: by queue_pkey, then document_pkey and section_pkey.
    /// </summary>
    public const string CountStoriesToMove = """
        select count(*)
        from publishing.queue q
        join live.document d on d.kind = q.kind and d.id = q.id
        join editorial.section s on s.id = d.parent
        where q.kind = 'article'
          and (s.path = @Path or starts_with(s.path, @Path || '/'))
          and d.path <> '/' || s.path || '/' || d.slug
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.section s
        where s.id = @Id
        """;

    public const string LockRow = """
        select id
        from editorial.section
        where id = @Id
        for no key update
        """;

    public const string List = $"""
        select {Columns}
        from editorial.section s
        where s.id > @After
        order by s.id
        limit @Limit
        """;

    /// <summary>Those with such words, in the same order. Served by name_words_words_idx, or by name_words_pkey where the words are common.</summary>
    public const string Search = $"""
        select {Columns}
        from editorial.name_words w
        join editorial.section s on s.id = w.id
        where w.kind = 'section'
          and w.words @@ @Words::tsquery
          and w.id > @After
        order by w.id
        limit @Limit
        """;

    public const string ListIds = """
        select id
        from editorial.section
        where id > @After
        order by id
        limit @Limit
        """;

    public const string Insert = """
        insert into editorial.section (id, parent_id, slug, path, name, description, footer_links, layout, created_at, created_by, modified_at, modified_by)
        values (@Id, @ParentId, @Slug, @Path, @Name, @Description, @FooterLinks::jsonb, @Layout::jsonb, @Moment, @By, @Moment, @By)
        """;

    public const string Update = """
        update editorial.section
        set parent_id = @ParentId,
            slug = @Slug,
            path = @Path,
            name = @Name,
            description = @Description,
            footer_links = @FooterLinks::jsonb,
            layout = @Layout::jsonb,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Delete = """
        delete from editorial.section
        where id = @Id
        """;

    /// <summary>A story that is or was published in the section above with this slug: its address. Served by slug_pkey.</summary>
    public const string FindStoryAtPath = """
        select r.article_id
        from editorial.slug s
        join editorial.revision r on r.article_id = s.owner and r.slug = s.slug
        where s.kind = 'article'
          and s.slug = @Slug
          and (r.content ->> 'section')::uuid = @ParentId
        limit 1
        """;

    /// <summary>Served by section_parent_id_idx and reference_section_id_idx.</summary>
    public const string ListUsers = """
        select 'section' as kind,
               s.id,
               s.path as name
        from editorial.section s
        where s.parent_id = @Id
        union
        select 'article' as kind,
               a.id,
               a.slug as name
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.section_id = @Id
        order by id
        limit @Limit
        """;

    /// <summary>The sections below these, and published stories that stand in them. Served by the same indexes.</summary>
    public const string ListEmbedders = """
        select 'section' as kind,
               s.id
        from editorial.section s
        where s.parent_id = any(@Ids)
        union
        select 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.section_id = any(@Ids)
          and a.publication = 'published'
        """;
}

/// <summary>A story's address that is, or was, a section's.</summary>
internal sealed record TakenAddressRow
{
    public required Guid StoryId { get; init; }
    public required string Path { get; init; }
    public required string SectionPath { get; init; }
}
