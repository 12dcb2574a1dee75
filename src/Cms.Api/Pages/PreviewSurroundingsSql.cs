namespace Cms.Api.Pages;

/// <summary>What stands around a story on its page, whether the story is public or not.</summary>
internal static class PreviewSurroundingsSql
{
    /// <summary>Served by document_pkey. A row also where there is neither a section nor a site.</summary>
    public const string Find = """
        select section.id as section_id,
               section.card as section_card,
               section.head as section_head,
               site.id as site_id,
               site.card as site_card
        from (select) story
        left join lateral (
            select s.id, s.card, s.head
            from live.document s
            where s.kind = 'section'
              and s.id = @Section
            limit 1
        ) section on true
        left join lateral (
            select s.id, s.card
            from live.document s
            where s.kind = 'site'
            order by s.id
            limit 1
        ) site on true
        """;
}

internal sealed record PreviewSurroundings
{
    public required Guid? SectionId { get; init; }
    public required byte[]? SectionCard { get; init; }
    public required byte[]? SectionHead { get; init; }
    public required Guid? SiteId { get; init; }
    public required byte[]? SiteCard { get; init; }
}
