namespace Cms.Api.Sections;

internal static class SectionSql
{
    private const string Columns = """
        s.id,
               s.version,
               s.parent_id,
               s.slug,
               s.path,
               s.name,
               s.description,
               s.footer_links,
               s.layout,
               s.created_at,
               s.created_by,
               s.modified_at,
               s.modified_by
        """;

    /// <summary>All of them: a newsroom has hundreds of sections, not thousands.</summary>
    public const string ListAll = $"""
        select {Columns}
        from editorial.section s
        order by s.id
        """;

    /// <summary>Served by section_path_key.</summary>
    public const string FindByPath = $"""
        select {Columns}
        from editorial.section s
        where s.path = @Path
        """;
}
