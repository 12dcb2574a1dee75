namespace Cms.Api.Articles;

/// <summary>
/// The conditions and orders of the editorial list. What names something arrives as groups: one of each group's keys (slug,
/// path, code or id) has to match, and every group has to.
/// </summary>
internal static class ArticleListSql
{
    /// <summary>Served by article_modified_at_idx.</summary>
    public const string NewestFirst = """
        order by a.modified_at desc, a.id desc
        limit @Limit
        """;

    public const string OldestFirst = """
        order by a.modified_at, a.id
        limit @Limit
        """;

    public const string Before = "(a.modified_at, a.id) < (@At, @Id)";
    public const string After = "(a.modified_at, a.id) > (@At, @Id)";
    public const string NotTrashed = "a.trashed_at is null";

    /// <summary>In any of them, of whatever kind; the trash shows only to whoever asks for it.</summary>
    public const string InState = """
        (
            (a.trashed_at is not null and 'trashed' = any(@States))
            or (
                a.trashed_at is null
                and (
                    a.publication = any(@States)
                    or a.workflow = any(@States)
                    or ('scheduled' = any(@States) and exists (select from editorial.moment m where m.article_id = a.id))
                    or (
                        'embargoed' = any(@States)
                        and a.embargoed
                        and (a.embargo_until is null or a.embargo_until > clock_timestamp())
                    )
                    or (
                        'held' = any(@States)
                        and exists (select from editorial.hold h where h.article_id = a.id and h.released_at is null)
                    )
                )
            )
        )
        """;

    /// <summary>Served by article_headline_words_idx where the words are rare; where they are not, the order's own index is as good.</summary>
    public const string WithWords = "a.headline_words @@ @Words::tsquery";

    public const string InGenre = "a.content ->> 'genre' = any(@Genres)";
    public const string OfType = "a.content ->> 'type' = any(@Types)";
    public const string PublishedFrom = "a.published_at >= @PublishedFrom";
    public const string PublishedTo = "a.published_at < @PublishedTo";

    public const string InLanguage = """
        exists (
            select
            from unnest(@Languages) as wanted (tag)
            where lower(a.content ->> 'language') = wanted.tag
               or starts_with(lower(a.content ->> 'language'), wanted.tag || '-')
        )
        """;

    /// <summary>A section includes what lies below it. Served by reference_article_id_idx.</summary>
    public const string InSection = """
        exists (
            select
            from editorial.reference r
            join editorial.section s on s.id = r.section_id
            join unnest(@Sections) as wanted (key) on wanted.key in (s.path, s.id::text) or starts_with(s.path, wanted.key || '/')
            where r.article_id = a.id
              and r.revision = 0
        )
        """;

    public const string WithTags = """
        not exists (
            select
            from unnest(@TagGroups, @TagKeys) as wanted (group_number, key)
            group by wanted.group_number
            having not exists (
                select
                from editorial.reference r
                join editorial.slug s on s.kind = 'tag' and s.owner = r.tag_id
                where r.article_id = a.id
                  and r.revision = 0
                  and (s.slug = any(array_agg(wanted.key)) or r.tag_id::text = any(array_agg(wanted.key)))
            )
        )
        """;

    public const string ByAuthors = """
        not exists (
            select
            from unnest(@AuthorGroups, @AuthorKeys) as wanted (group_number, key)
            group by wanted.group_number
            having not exists (
                select
                from editorial.reference r
                join editorial.slug s on s.kind = 'author' and s.owner = r.author_id
                where r.article_id = a.id
                  and r.revision = 0
                  and (s.slug = any(array_agg(wanted.key)) or r.author_id::text = any(array_agg(wanted.key)))
            )
        )
        """;

    public const string FromAgencies = """
        exists (
            select
            from editorial.reference r
            join editorial.agency g on g.id = r.agency_id
            where r.article_id = a.id
              and r.revision = 0
              and (g.code = any(@Agencies) or g.id::text = any(@Agencies))
        )
        """;

    public const string LinksTo = """
        exists (
            select
            from editorial.reference r
            join editorial.slug s on s.kind = 'article' and s.owner = r.target_id
            where r.article_id = a.id
              and r.revision = 0
              and (s.slug = any(@Targets) or r.target_id::text = any(@Targets))
        )
        """;
}
