using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Sections;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Site;

/// <summary>The site, always public, with the tree of its sections and the furniture of its home page.</summary>
internal sealed class SiteProjection : IProjection
{
    private static readonly Guid TreeId = new("00000000-0000-7000-8000-000000000002");

    public string Kind => TheSite.Kind;
    public int Version => 1;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        var sections = await SectionRepository.ListAllAsync(connection, cancellationToken);
        return [new Projected { Id = TheSite.Id, Documents = [SiteDocument(site), TreeDocument(sections)] }];
    }

    public async Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        [.. (await connection.ListAsync<SubjectRow>(SiteSql.ListEmbedders, null, cancellationToken)).Select(row => row.ToSubject())];

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Guid>>(after < TheSite.Id ? [TheSite.Id] : []);

    private static Document SiteDocument(SiteContent site) => new()
    {
        Kind = TheSite.Kind,
        Id = TheSite.Id,
        Path = "/",
        Card = JsonSerializer.SerializeToUtf8Bytes(SitePublic.From(site), Json.Options),
        Head = PageHead.Write(new JsonObject
        {
            ["breadcrumb"] = new JsonArray(),
            ["layout"] = PageHead.LayoutOf(site.Layout),
            ["footerLinks"] = PageHead.FooterLinks(site, site.FooterLinks, null),
            ["seo"] = PageHead.Seo(site, "/", "website", site.Name, site.Description),
            ["jsonLd"] = new JsonArray(WebSite(site)),
        }),
        Face = JsonSerializer.SerializeToUtf8Bytes(site with { Languages = [], BylinePolicy = "", ApprovalPolicy = "", CorrectionPolicy = "", TimeZone = "" }, Json.Options),
    };

    private static Document TreeDocument(IReadOnlyList<SectionRow> sections) => new()
    {
        Kind = "sectionTree",
        Id = TreeId,
        Card = PageHead.Write(new JsonObject { ["items"] = Children(sections.ToLookup(section => section.ParentId), null) }),
        Face = [],
    };

    private static JsonArray Children(ILookup<Guid?, SectionRow> byParent, Guid? parent) =>
        new([.. byParent[parent].OrderBy(section => section.Id).Select(section => (JsonNode)new JsonObject
        {
            ["id"] = section.Id,
            ["slug"] = section.Slug,
            ["path"] = section.Path,
            ["name"] = section.Name,
            ["children"] = Children(byParent, section.Id),
        })]);

    private static JsonObject WebSite(SiteContent site) => new()
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "WebSite",
        ["name"] = site.Name,
        ["url"] = site.BaseUrl + "/",
        ["inLanguage"] = site.Locale,
        ["publisher"] = PageHead.Publisher(site),
    };
}
