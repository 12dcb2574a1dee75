using Cms.Api.Articles;
using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
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
            new ListFilter("kind", "linkKind:", Values: Labels.LinkKinds),
        ],
        Orders = [ListOrder.PublishedDescending],
    };

    public static void MapRelatedLinks(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles/{ref}/related-links", "Related links", "The related links of one story, one by one. They are a part of its working copy: ETag and If-Match are the story's.");
        editorial.MapGet("", RelatedLinkEndpoints.ListRelatedLinks).RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialRelatedLinks", "List a story's related links", "All of them, in their order. Their state tells whether readers see them.");
        editorial.MapPost("", RelatedLinkEndpoints.AddRelatedLink).WithMetadata(Stale.Merges).Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.RelatedLinkTaken, Problems.Conflict, Problems.NotAllowedNow)
            .Describe("AddRelatedLink", "Add a related link", "Adds it at the end, to a story or to a URL; it needs no If-Match, for it overwrites nothing. Answers 409 related_link_taken where the id belongs to another story's link.");
        editorial.MapGet("{id:guid}", RelatedLinkEndpoints.GetRelatedLink).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialRelatedLink", "Read a related link", "With the story's ETag. The answer can be put back as it is.");
        editorial.MapPut("{id:guid}", RelatedLinkEndpoints.ReplaceRelatedLink).WithMetadata(Stale.Merges).Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.Conflict, Problems.NotAllowedNow)
            .Describe("ReplaceRelatedLink", "Replace a related link", "Optional members left out get their defaults; the link keeps its id and its place.");
        editorial.MapPatch("{id:guid}", RelatedLinkEndpoints.PatchRelatedLink).WithMetadata(Stale.Merges).Accepts<RelatedLinkRequest>(MergePatch, Json).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.Conflict, Problems.NotAllowedNow)
            .Describe("PatchRelatedLink", "Change a related link", "Takes a JSON Merge Patch: what is left out stays, null clears.");
        editorial.MapDelete("{id:guid}", RelatedLinkEndpoints.DeleteRelatedLink).WithMetadata(Stale.Merges).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("DeleteRelatedLink", "Take a related link away", "The block of the body that held it goes too. Readers see it until the story is published again.");

        var readers = routes.MapGroup("").WithTag("Related links", "Ways on from stories, as far as they lead somewhere public.");
        readers.MapDocumentMember("/v1/articles/{ref}/related-links", Article.Kind, "relatedLinks").Produces<Page<RelatedLinkPublic>>()
            .Describe("ListRelatedLinksOfArticle", "List a story's related links", "In their order. A link to a story that is not public is left out until it is.");
        readers.MapDocumentList("/v1/related-links", AcrossStories).Produces<DeliveredList<RelatedLinkOfStory>>()
            .Describe("ListRelatedLinks", "List related links across stories", "The newest stories' first; who links to a story is told by target.");
    }
}
