namespace Cms.Api.Images;

internal static class ImageSql
{
    private const string Select = """
        select i.id,
               i.version,
               i.url,
               i.width,
               i.height,
               i.alt,
               i.decorative,
               i.caption,
               i.credit_line,
               i.agency_id,
               g.code as agency_code,
               g.name as agency_name,
               i.focal_point,
               i.created_at,
               i.created_by,
               i.modified_at,
               i.modified_by
        from editorial.image i
        left join editorial.agency g on g.id = i.agency_id
        """;

    public const string Find = $"""
        {Select}
        where i.id = @Id
        """;

    public const string LockRow = """
        select id
        from editorial.image
        where id = @Id
        for no key update
        """;

    public const string List = $"""
        {Select}
        where i.id > @After
        order by i.id
        limit @Limit
        """;

    /// <summary>Those with such words, in the same order. Served by name_words_words_idx, or by name_words_pkey where the words are common.</summary>
    public const string Search = $"""
        {Select}
        join editorial.name_words w on w.kind = 'image' and w.id = i.id
        where w.words @@ @Words::tsquery
          and w.id > @After
        order by w.id
        limit @Limit
        """;

    public const string ListByIds = $"""
        {Select}
        where i.id = any(@Ids)
        """;

    public const string ListIds = """
        select id
        from editorial.image
        where id > @After
        order by id
        limit @Limit
        """;

    public const string Insert = """
        insert into editorial.image (id, url, width, height, alt, decorative, caption, credit_line, agency_id, focal_point, created_at, created_by, modified_at, modified_by)
        values (@Id, @Url, @Width, @Height, @Alt, @Decorative, @Caption, @CreditLine, @AgencyId, @FocalPoint::jsonb, @Moment, @By, @Moment, @By)
        """;

    public const string Update = """
        update editorial.image
        set url = @Url,
            width = @Width,
            height = @Height,
            alt = @Alt,
            decorative = @Decorative,
            caption = @Caption,
            credit_line = @CreditLine,
            agency_id = @AgencyId,
            focal_point = @FocalPoint::jsonb,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Delete = """
        delete from editorial.image
        where id = @Id
        """;

    /// <summary>Served by reference_image_id_idx.</summary>
    public const string ListUsers = """
        select distinct 'article' as kind,
               a.id,
               a.slug as name
        from editorial.reference r
        join editorial.article a on a.id = r.article_id
        where r.image_id = @Id
        order by a.id
        limit @Limit
        """;

    /// <summary>Published stories that show one of these images. Served by reference_image_id_idx.</summary>
    public const string ListEmbedders = """
        select distinct 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.image_id = any(@Ids)
          and a.publication = 'published'
        """;
}
