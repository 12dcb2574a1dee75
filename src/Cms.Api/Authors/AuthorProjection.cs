using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Authors;

/// <summary>An author has a page, and a place in the list of authors, while a public story credits it.</summary>
internal sealed class AuthorProjection : IProjection
{
    private const int MaxSeoDescription = 300;

    public string Kind => Author.Kind;
    public int Version => 3;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var shown = await Shown.AmongAsync(connection, Author.Kind, ids, cancellationToken);
        var rows = await AuthorRepository.ListByIdsAsync(connection, shown, cancellationToken);
        var former = await FormerSlugs.ReadAsync(connection, Author.Kind, shown, cancellationToken);
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        return [.. rows.Select(row => new Projected
        {
            Id = row.Id,
            Documents = [ToDocument(row, site)],
            FormerSlugs = [.. former[row.Id].Where(slug => slug != row.Slug)],
        })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, AuthorSql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(AuthorSql.ListIds, new { After = after, Limit = limit }, cancellationToken);

    private static Document ToDocument(AuthorRow row, SiteContent site)
    {
        var path = Author.PathOf(row.Slug);
        var description = row.Bio is null ? row.JobTitle : Words.Lead(row.Bio, MaxSeoDescription);
        return new Document
        {
            Kind = Author.Kind,
            Id = row.Id,
            Slug = row.Slug,
            Path = path,
            Card = JsonSerializer.SerializeToUtf8Bytes(AuthorPublic.From(row), Json.Options),
            Head = PageHead.Write(new JsonObject
            {
                ["breadcrumb"] = new JsonArray(),
                ["layout"] = PageHead.LayoutOf(site.Layout),
                ["footerLinks"] = PageHead.FooterLinks(site, site.FooterLinks, null),
                ["seo"] = PageHead.Seo(site, path, "profile", row.Name, description),
                ["jsonLd"] = new JsonArray(PersonOrOrganization(row, path, site), PageHead.BreadcrumbList(site, [(row.Name, path)])),
            }),
            Face = JsonSerializer.SerializeToUtf8Bytes(AuthorFace.From(row), Json.Options),
            Lists = Membership.ByName("authors", row.Name),
        };
    }

    private static JsonObject PersonOrOrganization(AuthorRow row, string path, SiteContent site)
    {
        var isPerson = row.Kind == Author.Person;
        var author = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = isPerson ? "Person" : "Organization",
            ["name"] = row.Name,
            ["url"] = PageHead.Url(site, path),
        };
        // An organisation has no jobTitle in schema.org.
        if (isPerson) PageHead.Set(author, "jobTitle", row.JobTitle);
        PageHead.Set(author, "description", row.Bio);
        var accounts = row.ParseProfiles().Select(profile => profile.Url).OfType<string>().Distinct().Select(url => (JsonNode)url).ToArray();
        if (accounts.Length > 0) author["sameAs"] = new JsonArray(accounts);
        return author;
    }
}
