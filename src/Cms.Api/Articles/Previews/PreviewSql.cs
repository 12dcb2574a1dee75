namespace Cms.Api.Articles.Previews;

internal static class PreviewSql
{
    private const string Columns = """
        id,
               expires_at,
               created_at,
               created_by,
               views,
               last_viewed_at,
               revoked_at
        """;

    public const string FindSecret = """
        select secret
        from editorial.preview_secret
        """;

    /// <summary>That of the revision which the working copy would become.</summary>
    public const string NextRevision = """
        select coalesce(max(number), 0) + 1
        from editorial.revision
        where article_id = @Id
        """;

    public const string Insert = $"""
        insert into editorial.preview_link (id, article_id, expires_at, created_at, created_by)
        values (@Id, @ArticleId, @ExpiresAt, @Moment, @By)
        returning {Columns}
        """;

    /// <summary>Served by preview_link_article_id_idx.</summary>
    public const string List = $"""
        select {Columns}
        from editorial.preview_link
        where article_id = @ArticleId
          and id > @After
        order by id
        limit @Limit
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.preview_link
        where id = @Id
          and article_id = @ArticleId
        """;

    /// <summary>Revoking again changes nothing.</summary>
    public const string Revoke = """
        update editorial.preview_link
        set revoked_at = @Moment
        where id = @Id
          and article_id = @ArticleId
          and revoked_at is null
        """;

    private const string Shown = """
        l.id = @Id
          and l.revoked_at is null
          and l.expires_at > clock_timestamp()
          and a.id = l.article_id
          and a.publication <> 'killed'
          and a.trashed_at is null
        """;

    /// <summary>The story that the link shows; nothing where it shows none.</summary>
    public const string FindShown = $"""
        select a.id
        from editorial.preview_link l,
             editorial.article a
        where {Shown}
        """;

    /// <summary>As <see cref="FindShown"/>, and counts that it does.</summary>
    public const string View = $"""
        update editorial.preview_link l
        set views = l.views + 1,
            last_viewed_at = clock_timestamp()
        from editorial.article a
        where {Shown}
        returning a.id
        """;
}
