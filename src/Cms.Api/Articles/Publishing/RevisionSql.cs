namespace Cms.Api.Articles.Publishing;

internal static class RevisionSql
{
    public const string NextNumber = """
        select coalesce(max(number), 0) + 1
        from editorial.revision
        where article_id = @Id
        """;

    public const string Publish = """
        update editorial.article
        set content = @Content::jsonb,
            publication = 'published',
            publication_reason = null,
            published_revision = @Number,
            first_published_at = coalesce(first_published_at, @PublishedAt),
            published_at = @PublishedAt,
            updated_at = coalesce(@UpdatedAt, updated_at),
            schedule_failure = null,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string Insert = """
        insert into editorial.revision (article_id, number, slug, content, body, significant, note, created_at, created_by)
        select a.id, @Number, a.slug, a.content, a.body, @Significant, @Note, @Moment, @By
        from editorial.article a
        where a.id = @Id
        """;

    public const string InsertReferences = """
        insert into editorial.reference (article_id, revision, section_id, author_id, tag_id, agency_id, image_id, target_id)
        select article_id, @Number, section_id, author_id, tag_id, agency_id, image_id, target_id
        from editorial.reference
        where article_id = @Id
          and revision = 0
        """;

    public const string Withdraw = """
        update editorial.article
        set publication = @Publication,
            publication_reason = @Reason,
            modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;
}
