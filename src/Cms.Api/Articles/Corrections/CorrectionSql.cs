namespace Cms.Api.Articles.Corrections;

internal static class CorrectionSql
{
    /// <summary>In the order in which they were added.</summary>
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
        where article_id = @Article
        order by id
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

    public const string Publish = """
        update editorial.correction
        set revision = @Number,
            published_at = @Moment
        where article_id = @Article
          and revision is null
        """;

    /// <summary>Is the last publication a significant one of a story that was public before, and carries nothing that says what changed?</summary>
    public const string IsUnexplained = """
        select r.significant
           and r.number > 1
           and not exists (
                   select
                   from editorial.correction c
                   where c.article_id = a.id
                     and c.revision = r.number
               )
        from editorial.article a
        join editorial.revision r on r.article_id = a.id and r.number = a.published_revision
        where a.id = @Article
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
