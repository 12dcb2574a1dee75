using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Audit;

internal static class AuditModule
{
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapEditorial("audit", "Audit", "Who did what, and when: every editorial write there was.").MapGet("", AuditEndpoints.ListAudit)
            .WithQuery(AuditEndpoints.Parameters).WithValues("kind", AuditDetail.Kinds, description: "What it was done to.")
            .WithValues("action", () => AuditEndpoints.ActionsOf(routes.DataSources.SelectMany(source => source.Endpoints))).RequireAuthorization(Roles.Publisher)
            .Describe("ListAudit", "Read who did what", "Every write there was to anything, also to what is deleted since, the newest first: by whom, in which request, from which version to which. What a merge or a section's move did to stories stands in the trail of what was merged or moved. Of kind, key and action one may be given; each goes with resource. Nothing is ever taken out of it.");
}
