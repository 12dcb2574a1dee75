namespace Cms.Api.Shared.Data;

internal static class SlugSql
{
    /// <summary>Waits for a transaction that is taking the same slug, then takes it or does nothing.</summary>
    public const string Claim = """
        insert into editorial.slug (kind, slug, owner)
        values (@Kind, @Slug, @Owner)
        on conflict (kind, slug) do nothing
        """;

    public const string FindOwner = """
        select owner
        from editorial.slug
        where kind = @Kind
          and slug = @Slug
        """;

    /// <summary>Slugs, paths and codes beside one that names nothing, or at it in its usual case: what was meant is most often among them. Served by slug_pkey and agency_code_key.</summary>
    public const string ListBeside = """
        (select slug as name
         from editorial.slug
         where kind = @Kind
           and slug <= @Name
         order by slug desc
         limit 50)
        union all
        (select slug
         from editorial.slug
         where kind = @Kind
           and slug > @Name
         order by slug
         limit 50)
        union all
        (select code
         from editorial.agency
         where @Kind = 'agency'
           and code <= @Name
         order by code desc
         limit 50)
        union all
        (select code
         from editorial.agency
         where @Kind = 'agency'
           and code > @Name
         order by code
         limit 50)
        """;

    /// <summary>Served by slug_owner_idx.</summary>
    public const string Release = """
        delete from editorial.slug
        where owner = @Owner
          and kind = @Kind
        """;

    /// <summary>Served by slug_owner_idx.</summary>
    public const string PassOn = """
        update editorial.slug
        set owner = @To
        where owner = @From
          and kind = @Kind
        """;

    public const string MarkPublic = """
        update editorial.slug
        set was_public = true
        where kind = @Kind
          and slug = @Slug
        """;

    /// <summary>Served by slug_owner_idx.</summary>
    public const string ListPublicByOwners = """
        select owner,
               slug
        from editorial.slug
        where kind = @Kind
          and owner = any(@Owners)
          and was_public
        order by owner, slug
        """;
}
