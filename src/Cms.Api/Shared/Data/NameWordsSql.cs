namespace Cms.Api.Shared.Data;

internal static class NameWordsSql
{
    /// <summary>Served by name_words_missing_idx.</summary>
    public const string ListMissingOf = """
        select kind,
               id,
               texts
        from editorial.name_words
        where id = @Id
          and words is null
        """;

    /// <summary>Another instance that starts as well takes others. Served by name_words_missing_idx.</summary>
    public const string ListMissing = """
        select kind,
               id,
               texts
        from editorial.name_words
        where words is null
        limit @Limit
        for no key update skip locked
        """;

    /// <summary>Served by name_words_missing_idx.</summary>
    public const string CountMissing = """
        select count(*)::int
        from editorial.name_words
        where words is null
        """;

    public const string Fill = """
        update editorial.name_words
        set words = array_to_tsvector(@Words)
        where kind = @Kind
          and id = @Id
        """;
}
