namespace Cms.Api.Articles.Corrections;

internal static class CorrectionSql
{
    /// <summary>Of these stories, in the order in which they were added.</summary>
    public const string List = """
        select id,
               article_id,
               kind,
               text,
               placement,
               severity,
               created_at,
               created_by,
               revision,
               published_at
        from editorial.correction
        where article_id = any(@Articles)
        order by article_id,
                 id
        """;

    /// <summary>Those of these stories that a publication has carried.</summary>
    public const string ListPublic = """
        select id,
               article_id,
               kind,
               text,
               placement,
               severity,
               created_at,
               created_by,
               revision,
               published_at
        from editorial.correction
        where article_id = any(@Articles)
          and revision is not null
        order by article_id,
                 id
        """;

    public const string Insert = """
        insert into editorial.correction (id, article_id, kind, text, placement, severity, created_at, created_by)
        values (@Id, @ArticleId, @Kind, @Text, @Placement, @Severity, @CreatedAt, @CreatedBy)
        """;

    /// <summary>What waits becomes part of the revision that its story has just got.</summary>
    public const string Publish = """
        update editorial.correction c
        set revision = a.published_revision,
            published_at = @Moment
        from editorial.article a
        where a.id = c.article_id
          and c.article_id = any(@Articles)
          and c.revision is null
        """;

    /// <summary>Those of these stories whose last publication is a significant one, after another, and carries nothing that says what changed.</summary>
    public const string ListUnexplained = """
        select a.id
        from editorial.article a
        join editorial.revision r on r.article_id = a.id and r.number = a.published_revision
        where a.id = any(@Articles)
          and r.significant
          and r.number > 1
          and not exists (
              select
              from editorial.correction c
              where c.article_id = a.id
                and c.revision = r.number
          )
        """;
}

internal sealed record CorrectionRow
{
    public required Guid Id { get; init; }
    public required Guid ArticleId { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required string Placement { get; init; }
    public required string Severity { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required int? Revision { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
}
