namespace Cms.Api.Delivery;

/// <summary>
/// What the statements of <see cref="ListSql"/> and <see cref="AnyOfListSql"/> have in common. Every step from one table to the
/// next is a correlated subquery or a lateral with a limit: the planner can only walk an index there, whatever it believes
/// about sizes, so a prepared statement keeps the plan that the tests have read.
/// </summary>
internal static class ListParts
{
    /// <summary>
    /// Filters become groups of lists: a document must stand in some list of each group. A value is a list's name, or a slug (a
    /// present one, or a former one) of the document that the list is about; one that names nothing public gives no list. An id is a
    /// part of the list's name, unless what has it was merged and leads on like a former slug.
    /// </summary>
    public const string Groups = """
        with asked as (
            select value.group_number,
                   value.prefix || case
                       when value.kind is null then value.text
                       else coalesce(
                           (select d.id from live.document d where d.kind = value.kind and d.slug = value.text),
                           (select a.id from live.alias a where a.kind = value.kind and a.slug = value.text),
                           case when value.text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value.text::uuid end
                       )::text
                   end as key
            from unnest(@Groups::int[], @Prefixes::text[], @Kinds::text[], @Texts::text[])
                as value (group_number, prefix, kind, text)
        ),
        groups as (
            select asked.group_number as number,
                   array_agg(list.id) filter (where list.id is not null) as lists,
                   coalesce(sum(list.size), 0)::bigint as size
            from asked
            left join lateral (
                select l.id, l.size
                from live.list l
                where l.key = asked.key
                limit 1
            ) list on true
            group by asked.group_number
        ),
        driver as (
            select g.number, g.lists, g.size
            from groups g
            order by g.size, g.number
            limit 1
        )
        """;

    /// <summary>The position orders the answer: a join promises no order, and a sort up here would be one too many.</summary>
    public const string Answer = """
        select head.number,
               case when coalesce(item.position, 1) = 1 then array(select asked.key from asked where asked.key is not null) end as keys,
               item.position,
               item.document as id,
               item.at,
               item.name,
               document.card,
               document.body
        """;

    public const string Documents = """
        left join lateral (
            select d.card,
                   case when @WithBody then d.body end as body
            from live.document d
            where d.kind = @Kind
              and d.id = item.document
            limit 1
        ) document on true
        """;

    /// <summary>Served by listing_pkey: one probe for each group but the one that drives the walk.</summary>
    public const string InOtherGroups = """
        not exists (
            select
            from groups g
            where g.number <> (select number from driver)
              and not exists (
                  select
                  from live.listing other
                  where other.list = g.lists[1]
                    and other.document = w.document
              )
        )
        """;

    /// <summary>As <see cref="InOtherGroups"/>, for groups of several lists.</summary>
    public const string InOtherAnyOfGroups = """
        not exists (
            select
            from groups g
            where g.number <> (select number from driver)
              and not exists (
                  select
                  from live.listing other
                  where other.list = any(g.lists)
                    and other.document = w.document
              )
        )
        """;

    public const string InRange = """
        w.published >= @From
          and w.published < @To
        """;
}
