namespace Cms.Api.Delivery;

/// <summary>
/// Lists whose filters name one list each: an index walk of the smallest, one statement an order. A page costs the same at any
/// depth, because it begins at a position of the index and ends after so many rows.
/// </summary>
internal static class ListSql
{
    private const string CountInRange = $"""
        case @Count
            when 'size' then (select size from driver)
            when 'walk' then (
                select count(*)
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and {ListParts.InRange}
                  and {ListParts.InOtherGroups}
            )
        end as count
        """;

    private const string Count = $"""
        case @Count
            when 'size' then (select size from driver)
            when 'walk' then (
                select count(*)
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and {ListParts.InOtherGroups}
            )
        end as count
        """;

    /// <summary>Served by listing_published_idx, backwards.</summary>
    public const string ListByPublishedDescending = $"""
        {ListParts.Groups}
        {ListParts.Answer},
               {CountInRange}
        from live.head head
        left join lateral (
            select walk.document,
                   walk.published as at,
                   null::text as name,
                   row_number() over (order by walk.published desc, walk.document desc) as position
            from (
                select w.document, w.published
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and w.published is not null
                  and w.published >= @From
                  and (w.published, w.document) < (@At, @Id)
                  and {ListParts.InOtherGroups}
                order by w.published desc, w.document desc
                limit @Take
            ) walk
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_published_idx.</summary>
    public const string ListByPublished = $"""
        {ListParts.Groups}
        {ListParts.Answer},
               {CountInRange}
        from live.head head
        left join lateral (
            select walk.document,
                   walk.published as at,
                   null::text as name,
                   row_number() over (order by walk.published, walk.document) as position
            from (
                select w.document, w.published
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and w.published is not null
                  and w.published < @To
                  and (w.published, w.document) > (@At, @Id)
                  and {ListParts.InOtherGroups}
                order by w.published, w.document
                limit @Take
            ) walk
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_updated_idx, backwards.</summary>
    public const string ListByUpdatedDescending = $"""
        {ListParts.Groups}
        {ListParts.Answer},
               {Count}
        from live.head head
        left join lateral (
            select walk.document,
                   walk.updated as at,
                   null::text as name,
                   row_number() over (order by walk.updated desc, walk.document desc) as position
            from (
                select w.document, w.updated
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and w.updated is not null
                  and (w.updated, w.document) < (@At, @Id)
                  and {ListParts.InOtherGroups}
                order by w.updated desc, w.document desc
                limit @Take
            ) walk
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_name_idx.</summary>
    public const string ListByName = $"""
        {ListParts.Groups}
        {ListParts.Answer},
               {Count}
        from live.head head
        left join lateral (
            select walk.document,
                   null::timestamptz as at,
                   walk.name,
                   row_number() over (order by walk.name, walk.document) as position
            from (
                select w.document, w.name
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and w.name is not null
                  and (w.name, w.document) > (@Name, @Id)
                  and {ListParts.InOtherGroups}
                order by w.name, w.document
                limit @Take
            ) walk
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_name_idx, backwards.</summary>
    public const string ListByNameDescending = $"""
        {ListParts.Groups}
        {ListParts.Answer},
               {Count}
        from live.head head
        left join lateral (
            select walk.document,
                   null::timestamptz as at,
                   walk.name,
                   row_number() over (order by walk.name desc, walk.document desc) as position
            from (
                select w.document, w.name
                from live.listing w
                where w.list = (select lists[1] from driver)
                  and w.name is not null
                  and (w.name, w.document) < (@Name, @Id)
                  and {ListParts.InOtherGroups}
                order by w.name desc, w.document desc
                limit @Take
            ) walk
        ) item on true
        {ListParts.Documents}
        """;
}
