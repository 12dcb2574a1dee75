using Cms.Api.Articles;
using Cms.Api.Delivery;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Shared.Security;

namespace Cms.Api.RelatedLinks;

internal static class RelatedLinksModule
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    private static readonly ListRoute AcrossStories = new()
    {
        Kind = RelatedLink.Subject,
        All = "relatedLinks",
        Filters =
        [
            new ListFilter("article", "linkArticle:", Article.Kind),
            new ListFilter("target", "linkTarget:", Article.Kind),
            new ListFilter("kind", "linkKind:"),
        ],
        Orders = [ListOrder.PublishedDescending],
    };

    public static void MapRelatedLinks(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles/{ref}/related-links", "Related links");
        editorial.MapGet("", RelatedLinkEndpoints.ListRelatedLinks).WithName("ListEditorialRelatedLinks").WithSummary("List an article's related links").RequireAuthorization(Roles.Writer);
        editorial.MapPost("", RelatedLinkEndpoints.AddRelatedLink).WithName("AddRelatedLink").WithSummary("Add a related link").Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer);
        editorial.MapGet("{id:guid}", RelatedLinkEndpoints.GetRelatedLink).WithName("GetEditorialRelatedLink").WithSummary("Read a related link").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{id:guid}", RelatedLinkEndpoints.ReplaceRelatedLink).WithName("ReplaceRelatedLink").WithSummary("Replace a related link").Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer);
        editorial.MapPatch("{id:guid}", RelatedLinkEndpoints.PatchRelatedLink).WithName("PatchRelatedLink").WithSummary("Change a related link").Accepts<RelatedLinkRequest>(MergePatch, Json).RequireAuthorization(Roles.Writer);
        editorial.MapDelete("{id:guid}", RelatedLinkEndpoints.DeleteRelatedLink).WithName("DeleteRelatedLink").WithSummary("Take a related link away").RequireAuthorization(Roles.Writer);

        routes.MapDocumentMember("/v1/articles/{ref}/related-links", Article.Kind, "relatedLinks")
            .Produces<Page<RelatedLinkPublic>>().WithName("ListRelatedLinksOfArticle").WithSummary("List a story's related links").WithTags("Related links");
        routes.MapDocumentList("/v1/related-links", AcrossStories).Produces<DeliveredList<RelatedLinkOfStory>>().WithName("ListRelatedLinks").WithSummary("List related links across stories").WithTags("Related links");
    }
}
