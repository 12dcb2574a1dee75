using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;

namespace Cms.Api.RelatedLinks;

internal static class RelatedLinksModule
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    public static void MapRelatedLinks(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles/{ref}/related-links", "Related links");
        editorial.MapGet("", RelatedLinkEndpoints.ListRelatedLinks).WithName("ListEditorialRelatedLinks").WithSummary("List an article's related links").RequireAuthorization(Roles.Writer);
        editorial.MapPost("", RelatedLinkEndpoints.AddRelatedLink).WithName("AddRelatedLink").WithSummary("Add a related link").Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer);
        editorial.MapGet("{id:guid}", RelatedLinkEndpoints.GetRelatedLink).WithName("GetRelatedLink").WithSummary("Read a related link").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{id:guid}", RelatedLinkEndpoints.ReplaceRelatedLink).WithName("ReplaceRelatedLink").WithSummary("Replace a related link").Accepts<RelatedLinkRequest>(Json).RequireAuthorization(Roles.Writer);
        editorial.MapPatch("{id:guid}", RelatedLinkEndpoints.PatchRelatedLink).WithName("PatchRelatedLink").WithSummary("Change a related link").Accepts<RelatedLinkRequest>(MergePatch, Json).RequireAuthorization(Roles.Writer);
        editorial.MapDelete("{id:guid}", RelatedLinkEndpoints.DeleteRelatedLink).WithName("DeleteRelatedLink").WithSummary("Take a related link away").RequireAuthorization(Roles.Writer);
    }
}
