using Cms.Api.Delivery;
using Cms.Api.Pages;
using Microsoft.AspNetCore.Routing;

namespace Cms.IntegrationTests.Delivery;

/// <summary>The readers' routes as the resources' modules map them.</summary>
internal static class TestRoutes
{
    private static readonly string[] ArticleFields = ["id", "slug", "path", "headline", "relatedLinks", "body"];

    private static readonly ListRoute Articles = new()
    {
        Kind = "article",
        All = "latest",
        Filters =
        [
            new ListFilter("section", "section:", "section"),
            new ListFilter("tag", "tag:", "tag", AllOf: true),
            new ListFilter("author", "author:", "author", AllOf: true),
            new ListFilter("agency", "agency:", "agency"),
            new ListFilter("genre", "genre:"),
            new ListFilter("type", "type:"),
            new ListFilter("language", "language:", LowerCase: true),
            new ListFilter("linksTo", "linksTo:", "article"),
        ],
        Orders = [ListOrder.PublishedDescending, ListOrder.Published, ListOrder.UpdatedDescending],
        DateRange = ("publishedFrom", "publishedTo"),
        Fields = ArticleFields,
        HasBody = true,
    };

    private static readonly ListRoute RelatedLinks = new()
    {
        Kind = "relatedLink",
        All = "relatedLinks",
        Filters =
        [
            new ListFilter("article", "linkArticle:", "article"),
            new ListFilter("target", "linkTarget:", "article"),
            new ListFilter("kind", "linkKind:"),
        ],
        Orders = [ListOrder.PublishedDescending],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDocumentList("/v1/articles", Articles);
        routes.MapDocument("/v1/articles/{ref}", new DocumentRoute { Kind = "article", Fields = ArticleFields, HasBody = true });
        routes.MapDocumentMember("/v1/articles/{ref}/related-links", "article", "relatedLinks");
        routes.MapDocumentList("/v1/related-links", RelatedLinks);
        routes.MapDocumentList("/v1/tags", new ListRoute { Kind = "tag", All = "tags", Orders = [ListOrder.Name, ListOrder.NameDescending] });
        routes.MapDocument("/v1/tags/{ref}", new DocumentRoute { Kind = "tag" });
        routes.MapDocument("/v1/agencies/{code}", new DocumentRoute { Kind = "agency" });
        routes.MapOnlyDocument("/v1/sections", "sectionTree");
        routes.MapDocument("/v1/sections/{**path}", new DocumentRoute { Kind = "section" });
        routes.MapOnlyDocument("/v1/site", "site");
        routes.MapPages();
    }
}
