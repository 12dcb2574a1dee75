namespace Cms.Api.Articles.Publishing;

internal static class RevisionSql
{
    /// <summary>Each story gets the number that follows its last revision's. Served by revision_pkey.</summary>
    public const string Publish = """
        update editorial.article a
        set content = story.content::jsonb,
            publication = 'published',
            publication_reason = null,
            published_revision = (
                select coalesce(max(r.number), 0) + 1
                from editorial.revision r
                where r.article_id = story.id
            ),
            first_published_at = coalesce(a.first_published_at, story.published_at),
            published_at = story.published_at,
            updated_at = case when story.significant and a.first_published_at is not null then @Moment else a.updated_at end,
            schedule_failure = null,
            modified_at = @Moment,
            modified_by = story.by,
            version = a.version + 1
        from unnest(@Ids::uuid[], @Contents::text[], @PublishedAts::timestamptz[], @Significants::boolean[], @Bys::text[]) as story (id, content, published_at, significant, by)
        where a.id = story.id
        """;

    /// <summary>What the stories are now, under the numbers that they have just got.</summary>
    public const string Insert = """
        insert into editorial.revision (article_id, number, slug, content, body, significant, note, created_at, created_by)
        select a.id, a.published_revision, a.slug, a.content, a.body, story.significant, @Note, a.modified_at, a.modified_by
        from unnest(@Ids::uuid[], @Significants::boolean[]) as story (id, significant)
        join editorial.article a on a.id = story.id
        """;

    public const string InsertReferences = """
        insert into editorial.reference (article_id, revision, section_id, author_id, tag_id, agency_id, image_id, target_id, credited_as)
        select r.article_id, a.published_revision, r.section_id, r.author_id, r.tag_id, r.agency_id, r.image_id, r.target_id, r.credited_as
        from editorial.article a
        join editorial.reference r on r.article_id = a.id
        where a.id = any(@Ids)
          and r.revision = 0
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
