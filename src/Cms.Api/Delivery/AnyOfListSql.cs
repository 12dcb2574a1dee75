namespace Cms.Api.Delivery;

/// <summary>
/// Lists of which some filter names several lists, any of which will do: each list of the smallest group is walked as in
/// <see cref="ListSql"/>, and what they give, at most a page each, is merged. A document counts once.
/// </summary>
internal static class AnyOfListSql
{
    private const string CountInRange = $"""
        case @Count
            when 'size' then (select size from driver)
            when 'walk' then (
                select count(distinct w.document)
                from unnest((select lists from driver)) as one (list)
                join live.listing w on w.list = one.list
                where {ListParts.InRange}
                  and {ListParts.InOtherAnyOfGroups}
            )
        end as count
        """;

    private const string Count = $"""
        case @Count
            when 'size' then (select size from driver)
            when 'walk' then (
                select count(distinct w.document)
                from unnest((select lists from driver)) as one (list)
                join live.listing w on w.list = one.list
                where {ListParts.InOtherAnyOfGroups}
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
            select merged.document,
                   merged.key as at,
                   null::text as name,
                   row_number() over (order by merged.key desc, merged.document desc) as position
            from (
                select distinct walk.document, walk.published as key
                from unnest((select lists from driver)) as one (list)
                cross join lateral (
                    select w.document, w.published
                    from live.listing w
                    where w.list = one.list
                      and w.published is not null
                      and w.published >= @From
                      and (w.published, w.document) < (@At, @Id)
                      and {ListParts.InOtherAnyOfGroups}
                    order by w.published desc, w.document desc
                    limit @Take
                ) walk
            ) merged
            order by merged.key desc, merged.document desc
            limit @Take
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
            select merged.document,
                   merged.key as at,
                   null::text as name,
                   row_number() over (order by merged.key, merged.document) as position
            from (
                select distinct walk.document, walk.published as key
                from unnest((select lists from driver)) as one (list)
                cross join lateral (
                    select w.document, w.published
                    from live.listing w
                    where w.list = one.list
                      and w.published is not null
                      and w.published < @To
                      and (w.published, w.document) > (@At, @Id)
                      and {ListParts.InOtherAnyOfGroups}
                    order by w.published, w.document
                    limit @Take
                ) walk
            ) merged
            order by merged.key, merged.document
            limit @Take
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
            select merged.document,
                   merged.key as at,
                   null::text as name,
                   row_number() over (order by merged.key desc, merged.document desc) as position
            from (
                select distinct walk.document, walk.updated as key
                from unnest((select lists from driver)) as one (list)
                cross join lateral (
                    select w.document, w.updated
                    from live.listing w
                    where w.list = one.list
                      and w.updated is not null
                      and (w.updated, w.document) < (@At, @Id)
                      and {ListParts.InOtherAnyOfGroups}
                    order by w.updated desc, w.document desc
                    limit @Take
                ) walk
            ) merged
            order by merged.key desc, merged.document desc
            limit @Take
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
            select merged.document,
                   null::timestamptz as at,
                   merged.key as name,
                   row_number() over (order by merged.key, merged.document) as position
            from (
                select distinct walk.document, walk.name as key
                from unnest((select lists from driver)) as one (list)
                cross join lateral (
                    select w.document, w.name
                    from live.listing w
                    where w.list = one.list
                      and w.name is not null
                      and (w.name, w.document) > (@Name, @Id)
                      and {ListParts.InOtherAnyOfGroups}
                    order by w.name, w.document
                    limit @Take
                ) walk
            ) merged
            order by merged.key, merged.document
            limit @Take
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
            select merged.document,
                   null::timestamptz as at,
                   merged.key as name,
                   row_number() over (order by merged.key desc, merged.document desc) as position
            from (
                select distinct walk.document, walk.name as key
                from unnest((select lists from driver)) as one (list)
                cross join lateral (
                    select w.document, w.name
                    from live.listing w
                    where w.list = one.list
                      and w.name is not null
                      and (w.name, w.document) < (@Name, @Id)
                      and {ListParts.InOtherAnyOfGroups}
                    order by w.name desc, w.document desc
                    limit @Take
                ) walk
            ) merged
            order by merged.key desc, merged.document desc
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;
}
