namespace Cms.Api.Articles.Lifecycle;

internal static class HoldSql
{
    private const string Columns = """
        h.id,
               h.kind,
               h.reason,
               h.placed_at,
               h.placed_by,
               h.placed_role,
               h.released_at,
               h.released_by,
               h.release_note
        """;

    public const string Insert = """
        insert into editorial.hold (id, article_id, kind, reason, placed_at, placed_by, placed_role)
        values (@Id, @ArticleId, @Kind, @Reason, @Moment, @By, @Role)
        """;

    public const string Release = """
        update editorial.hold
        set released_at = @Moment,
            released_by = @By,
            release_note = @Note
        where id = @Id
          and released_at is null
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.hold h
        where h.article_id = @ArticleId
          and h.id = @Id
        """;

    /// <summary>The newest first. Served by hold_article_id_idx.</summary>
    public const string List = $"""
        select {Columns}
        from editorial.hold h
        where h.article_id = @ArticleId
        order by h.id desc
        limit 1000
        """;
}
