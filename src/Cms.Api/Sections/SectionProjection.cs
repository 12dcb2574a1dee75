using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Sections;

/// <summary>A section is always public, with the furniture of its page and of the pages of its stories.</summary>
internal sealed class SectionProjection : IProjection
{
    public string Kind => Section.Kind;
    public int Version => 1;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        var tree = new SectionTree(await SectionRepository.ListAllAsync(connection, cancellationToken));
        var former = await FormerSlugs.ReadAsync(connection, Section.Kind, ids, cancellationToken);
        return [.. ids.Select(tree.Find).OfType<SectionRow>().Select(row => new Projected
        {
            Id = row.Id,
            Documents = [ToDocument(row, tree, site)],
            FormerSlugs = [.. former[row.Id].Where(path => path != row.Path)],
        })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, SectionSql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(SectionSql.ListIds, new { After = after, Limit = limit }, cancellationToken);

    private static Document ToDocument(SectionRow row, SectionTree tree, SiteContent site)
    {
        var path = Section.PathOf(row.Path);
        var breadcrumb = tree.BreadcrumbOf(row.Id);
        return new Document
        {
            Kind = Section.Kind,
            Id = row.Id,
            Slug = row.Path,
            Path = path,
            Card = JsonSerializer.SerializeToUtf8Bytes(SectionPublic.From(row, tree), Json.Options),
            Head = PageHead.Write(new JsonObject
            {
                ["breadcrumb"] = Json.ToNode(breadcrumb),
                ["layout"] = PageHead.LayoutOf(tree.LayoutOf(row.Id, site)),
                ["footerLinks"] = PageHead.FooterLinks(site, [.. row.ParseFooterLinks(), .. site.FooterLinks], (row.Name, row.Path)),
                ["seo"] = PageHead.Seo(site, path, "website", row.Name, row.DescriptionLine),
                ["jsonLd"] = new JsonArray(
                    CollectionPage(row, path, site),
                    PageHead.BreadcrumbList(site, breadcrumb.Select(crumb => (crumb.Name, Section.PathOf(crumb.Path))))),
            }),
            Face = JsonSerializer.SerializeToUtf8Bytes(SectionFace.From(row, tree, site), Json.Options),
        };
    }

    private static JsonObject CollectionPage(SectionRow row, string path, SiteContent site)
    {
        var page = new JsonObject { ["@context"] = "https://schema.org", ["@type"] = "CollectionPage", ["name"] = row.Name, ["url"] = PageHead.Url(site, path) };
        PageHead.Set(page, "description", row.DescriptionLine);
        page["publisher"] = PageHead.Publisher(site);
        return page;
    }
}
