namespace Cms.Api.Articles.Public;

internal static class PublicSql
{
    /// <summary>Stories that have ever been published, with their last published revision.</summary>
    public const string ListPublications = """
        select a.id,
               a.publication,
               a.publication_reason,
               a.first_published_at,
               a.published_at,
               a.updated_at,
               exists (
                   select
                   from editorial.hold h
                   where h.article_id = a.id
                     and h.released_at is null
               ) as is_held,
               r.number as revision,
               r.slug,
               r.content,
               r.body
        from editorial.article a
        join editorial.revision r on r.article_id = a.id and r.number = a.published_revision
        where a.id = any(@Ids)
        """;

    /// <summary>Every slug these stories were ever public at.</summary>
    public const string ListPublicSlugs = """
        select distinct article_id as owner,
               slug
        from editorial.revision
        where article_id = any(@Ids)
        """;

    /// <summary>Of these stories the public ones, as far as a link shows them.</summary>
    public const string ListTargets = """
        select a.id,
               r.slug,
               r.content ->> 'headline' as headline,
               s.path as section_path
        from editorial.article a
        join editorial.revision r on r.article_id = a.id and r.number = a.published_revision
        join editorial.section s on s.id = (r.content ->> 'section')::uuid
        where a.id = any(@Ids)
          and a.publication = 'published'
          and not exists (
              select
              from editorial.hold h
              where h.article_id = a.id
                and h.released_at is null
          )
        """;

    /// <summary>Published stories that link to one of these. Served by reference_target_id_idx.</summary>
    public const string ListEmbedders = """
        select distinct 'article' as kind,
               a.id
        from editorial.reference r
        join editorial.article a on a.id = r.article_id and a.published_revision = r.revision
        where r.target_id = any(@Ids)
          and a.publication = 'published'
        """;

    public const string ListIds = """
        select id
        from editorial.article
        where id > @After
        order by id
        limit @Limit
        """;
}

internal sealed record PublicationRow
{
    public required Guid Id { get; init; }
    public required string Publication { get; init; }
    public required string? PublicationReason { get; init; }
    public required bool IsHeld { get; init; }
    public required DateTimeOffset FirstPublishedAt { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required int Revision { get; init; }
    public required string Slug { get; init; }
    public required string Content { get; init; }
    public required string Body { get; init; }
}

internal sealed record TargetRow
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Headline { get; init; }
    public required string SectionPath { get; init; }

    public string Path => Article.PathOf(SectionPath, Slug);
}
