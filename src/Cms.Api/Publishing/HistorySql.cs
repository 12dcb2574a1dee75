namespace Cms.Api.Publishing;

/// <summary>The end of what readers once saw. The beginning of it, and everything between, is written by triggers on schema <c>live</c>.</summary>
internal static class HistorySql
{
    /// <summary>Told before anything is deleted, so that nobody finds half of a moment. It never goes back, whatever the setting becomes.</summary>
    public const string Forget = """
        update history.kept
        set since = clock_timestamp() - make_interval(days => @Days)
        where since < clock_timestamp() - make_interval(days => @Days)
        """;

    /// <summary>Served by document_until_idx. Rows that another instance is deleting are left to it, here and below.</summary>
    public const string DeleteDocuments = """
        delete from history.document
        where ctid = any(array(
            select d.ctid
            from history.document d
            where d.until <= (select k.since from history.kept k)
            order by d.until
            limit @Limit
            for update skip locked
        ))
        """;

    /// <summary>Served by listing_until_idx.</summary>
    public const string DeleteListings = """
        delete from history.listing
        where ctid = any(array(
            select l.ctid
            from history.listing l
            where l.until <= (select k.since from history.kept k)
            order by l.until
            limit @Limit
            for update skip locked
        ))
        """;

    /// <summary>Served by alias_until_idx.</summary>
    public const string DeleteAliases = """
        delete from history.alias
        where ctid = any(array(
            select a.ctid
            from history.alias a
            where a.until <= (select k.since from history.kept k)
            order by a.until
            limit @Limit
            for update skip locked
        ))
        """;

    /// <summary>Served by gone_until_idx.</summary>
    public const string DeleteGone = """
        delete from history.gone
        where ctid = any(array(
            select g.ctid
            from history.gone g
            where g.until <= (select k.since from history.kept k)
            order by g.until
            limit @Limit
            for update skip locked
        ))
        """;
}
