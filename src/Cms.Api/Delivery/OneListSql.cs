namespace Cms.Api.Delivery;

/// <summary>
/// One list, by its name or by the document that it is about: what most readers ask for. It says what <see cref="ListSql"/> says of
/// several, in a plan of a third of the steps, and of a short statement Postgres's work is mostly to set its plan up.
/// </summary>
internal static class OneListSql
{
    /// <summary>As in <see cref="ListParts.Groups"/>.</summary>
    private const string List = """
        from (select h.number from live.head h limit 1) head
        cross join (
            select @Prefix::text || case
                       when @RefKind::text is null then @Text::text
                       else coalesce(
                           (select d.id from live.document d where d.kind = @RefKind and d.slug = @Text),
                           (select a.id from live.alias a where a.kind = @RefKind and a.slug = @Text),
                           case when @Text::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then @Text::text::uuid end
                       )::text
                   end as key
            limit 1
        ) asked
        left join lateral (
            select l.id, l.size
            from live.list l
            where l.key = asked.key
            limit 1
        ) list on true
        """;

    private const string Answer = """
        select head.number,
               case when coalesce(item.position, 1) = 1 then array_remove(array[asked.key], null) end as keys,
               item.position,
               item.document as id,
               item.at,
               item.name,
               document.card,
               document.body,
               case when @Count = 'size' then coalesce(list.size, 0)::bigint end as count
        """;

    /// <summary>Served by listing_published_idx, backwards.</summary>
    public const string ListByPublishedDescending = $"""
        {Answer}
        {List}
        left join lateral (
            select w.document,
                   w.published as at,
                   null::text as name,
                   row_number() over (order by w.published desc, w.document desc) as position
            from live.listing w
            where w.list = list.id
              and w.published is not null
              and w.published >= @From
              and (w.published, w.document) < (@At, @Id)
            order by w.published desc, w.document desc
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_published_idx.</summary>
    public const string ListByPublished = $"""
        {Answer}
        {List}
        left join lateral (
            select w.document,
                   w.published as at,
                   null::text as name,
                   row_number() over (order by w.published, w.document) as position
            from live.listing w
            where w.list = list.id
              and w.published is not null
              and w.published < @To
              and (w.published, w.document) > (@At, @Id)
            order by w.published, w.document
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_updated_idx, backwards.</summary>
    public const string ListByUpdatedDescending = $"""
        {Answer}
        {List}
        left join lateral (
            select w.document,
                   w.updated as at,
                   null::text as name,
                   row_number() over (order by w.updated desc, w.document desc) as position
            from live.listing w
            where w.list = list.id
              and w.updated is not null
              and (w.updated, w.document) < (@At, @Id)
            order by w.updated desc, w.document desc
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_name_idx.</summary>
    public const string ListByName = $"""
        {Answer}
        {List}
        left join lateral (
            select w.document,
                   null::timestamptz as at,
                   w.name,
                   row_number() over (order by w.name, w.document) as position
            from live.listing w
            where w.list = list.id
              and w.name is not null
              and (w.name, w.document) > (@Name, @Id)
            order by w.name, w.document
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;

    /// <summary>Served by listing_name_idx, backwards.</summary>
    public const string ListByNameDescending = $"""
        {Answer}
        {List}
        left join lateral (
            select w.document,
                   null::timestamptz as at,
                   w.name,
                   row_number() over (order by w.name desc, w.document desc) as position
            from live.listing w
            where w.list = list.id
              and w.name is not null
              and (w.name, w.document) < (@Name, @Id)
            order by w.name desc, w.document desc
            limit @Take
        ) item on true
        {ListParts.Documents}
        """;
}
