namespace Cms.Api.Delivery;

/// <summary>
/// Finding one document. Each statement reads the number of the log from the same snapshot as the document, and answers exactly one row,
/// whatever it finds; but those for what is present find only that, at half the cost.
/// </summary>
internal static class DeliverySql
{
    /// <summary>Served by document_pkey.</summary>
    public const string PresentById = """
        select (select head.number from live.head head) as number,
               document.id,
               document.card,
               case when @WithBody then document.body end as body
        from live.document document
        where document.kind = @Kind
          and document.id = @Id
        """;

    /// <summary>Served by document_slug_key.</summary>
    public const string PresentBySlug = """
        select (select head.number from live.head head) as number,
               document.id,
               document.card,
               case when @WithBody then document.body end as body
        from live.document document
        where document.kind = @Kind
          and document.slug = @Slug
        """;

    /// <summary>One that was merged leads on by its id as well. Served by document_pkey, alias_pkey and gone_key.</summary>
    public const string FindById = """
        select head.number,
               document.id,
               document.card,
               case when @WithBody then document.body end as body,
               moved.id as moved_id,
               moved.slug as moved_to,
               gone.id as gone_id,
               gone.reason
        from live.head head
        left join live.document document
            on document.kind = @Kind
            and document.id = @Id
        left join lateral (
            select d.id, d.slug
            from live.alias a
            join live.document d on d.kind = a.kind and d.id = a.id
            where document.id is null
              and a.kind = @Kind
              and a.slug = @Id::uuid::text
            limit 1
        ) moved on true
        left join lateral (
            select g.id, g.reason
            from live.gone g
            where document.id is null
              and g.kind = @Kind
              and g.id = @Id
              and g.slug is null
            limit 1
        ) gone on true
        """;

    /// <summary>Where the slug leads nowhere, with what is public beside it, and at it where it is written in its usual case. Served by document_slug_key, alias_pkey and gone_slug_idx.</summary>
    public const string FindBySlug = """
        select head.number,
               document.id,
               document.card,
               case when @WithBody then document.body end as body,
               moved.id as moved_id,
               moved.slug as moved_to,
               gone.id as gone_id,
               gone.reason,
               near.slugs as near_slugs,
               near.ids as near_ids
        from live.head head
        left join live.document document
            on document.kind = @Kind
            and document.slug = @Slug
        left join lateral (
            select d.id, d.slug
            from live.alias a
            join live.document d on d.kind = a.kind and d.id = a.id
            where document.id is null
              and a.kind = @Kind
              and a.slug = @Slug
            limit 1
        ) moved on true
        left join lateral (
            select g.id, g.reason
            from live.gone g
            where document.id is null
              and moved.id is null
              and g.kind = @Kind
              and g.slug = @Slug
            limit 1
        ) gone on true
        left join lateral (
            select array_agg(beside.slug) as slugs,
                   array_agg(beside.id) as ids
            from (
                (
                    select d.slug, d.id
                    from live.document d
                    where d.kind = @Kind
                      and d.slug <= @UsualSlug
                    order by d.slug desc
                    limit 5
                )
                union all
                (
                    select d.slug, d.id
                    from live.document d
                    where d.kind = @Kind
                      and d.slug > @UsualSlug
                    order by d.slug
                    limit 5
                )
            ) beside
            where document.id is null
              and moved.id is null
              and gone.id is null
        ) near on true
        """;

    /// <summary>The document of a kind that has one. Served by document_pkey.</summary>
    public const string FindOnly = """
        select head.number,
               document.id,
               document.card,
               null::bytea as body,
               null::uuid as moved_id,
               null::text as moved_to,
               null::uuid as gone_id,
               null::text as reason
        from live.head head
        left join lateral (
            select d.id, d.card
            from live.document d
            where d.kind = @Kind
            order by d.id
            limit 1
        ) document on true
        """;
}
