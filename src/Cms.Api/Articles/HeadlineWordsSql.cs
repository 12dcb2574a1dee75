namespace Cms.Api.Articles;

internal static class HeadlineWordsSql
{
    /// <summary>Another instance that starts as well takes others. Served by article_without_words_idx.</summary>
    public const string ListMissing = """
        select a.id,
               a.content ->> 'headline' as headline
        from editorial.article a
        where a.headline_words is null
        limit @Limit
        for no key update skip locked
        """;

    /// <summary>Served by article_without_words_idx.</summary>
    public const string CountMissing = """
        select count(*)::int
        from editorial.article
        where headline_words is null
        """;

    /// <summary>The version stays: it is no edit.</summary>
    public const string Fill = """
        update editorial.article
        set headline_words = array_to_tsvector(@HeadlineWords)
        where id = @Id
        """;
}
