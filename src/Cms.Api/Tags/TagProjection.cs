using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Tags;

/// <summary>A tag has a page, and a place in the list of tags, while a public story has it.</summary>
internal sealed class TagProjection : IProjection
{
    public string Kind => Tag.Kind;
    public int Version => 3;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var shown = await Shown.AmongAsync(connection, Tag.Kind, ids, cancellationToken);
        var rows = await TagRepository.ListByIdsAsync(connection, shown, cancellationToken);
        var former = await FormerSlugs.ReadAsync(connection, Tag.Kind, shown, cancellationToken);
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        return [.. rows.Select(row => new Projected
        {
            Id = row.Id,
            Documents = [ToDocument(row, site)],
            FormerSlugs = [.. former[row.Id].Where(slug => slug != row.Slug)],
        })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, TagSql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(TagSql.ListIds, new { After = after, Limit = limit }, cancellationToken);

    private static Document ToDocument(TagRow row, SiteContent site)
    {
        var path = Tag.PathOf(row.Slug);
        return new Document
        {
            Kind = Tag.Kind,
            Id = row.Id,
            Slug = row.Slug,
            Path = path,
            Card = JsonSerializer.SerializeToUtf8Bytes(TagPublic.From(row), Json.Options),
            Head = PageHead.Write(new JsonObject
            {
                ["breadcrumb"] = new JsonArray(),
                ["layout"] = PageHead.LayoutOf(site.Layout),
                ["footerLinks"] = PageHead.FooterLinks(site, site.FooterLinks, null),
                ["seo"] = PageHead.Seo(site, path, "website", row.Name, null),
                ["jsonLd"] = new JsonArray(PageHead.BreadcrumbList(site, [(row.Name, path)])),
            }),
            Face = JsonSerializer.SerializeToUtf8Bytes(TagFace.From(row), Json.Options),
            Lists = Membership.ByName("tags", row.Name, row.Synonyms),
        };
    }
}
