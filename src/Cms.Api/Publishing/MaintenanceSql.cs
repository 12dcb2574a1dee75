namespace Cms.Api.Publishing;

internal static class MaintenanceSql
{
    /// <summary>Owners of documents, so that what no longer has a row on the editorial side is found as well. Served by document_owner_idx.</summary>
    public const string ListOwners = """
        select distinct owner_id
        from live.document
        where owner_kind = @Kind
          and owner_id > @After
        order by owner_id
        limit @Limit
        """;

    public const string CorrectSizes = """
        with counted as (
            select l.id,
                   count(i.list) as size
            from live.list l
            left join live.listing i on i.list = l.id
            group by l.id
        )
        update live.list l
        set size = counted.size
        from counted
        where counted.id = l.id
          and counted.size <> l.size
        """;
}
