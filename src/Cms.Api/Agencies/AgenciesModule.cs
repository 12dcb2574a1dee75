using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Agencies;

internal static class AgenciesModule
{
    public static IServiceCollection AddAgencies(this IServiceCollection services) =>
        services.AddSingleton<IProjection, AgencyProjection>();

    public static void MapAgencies(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("agencies", "Agencies");
        editorial.MapPost("", AgencyEndpoints.CreateAgency).WithName("CreateAgency").WithSummary("Create an agency").Accepts<AgencyRequest>("application/json").RequireAuthorization(Roles.Writer);
        editorial.MapGet("", AgencyEndpoints.ListAgencies).WithQuery("limit", "cursor", "q").WithName("ListEditorialAgencies").WithSummary("List agencies").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{ref}", AgencyEndpoints.GetAgency).WithName("GetEditorialAgency").WithSummary("Read an agency").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{ref}", AgencyEndpoints.ReplaceAgency).WithName("ReplaceAgency").WithSummary("Replace an agency").Accepts<AgencyRequest>("application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapPatch("{ref}", AgencyEndpoints.PatchAgency).WithName("PatchAgency").WithSummary("Change an agency").Accepts<AgencyRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher);
        editorial.MapDelete("{ref}", AgencyEndpoints.DeleteAgency).WithName("DeleteAgency").WithSummary("Delete an agency that nothing uses").RequireAuthorization(Roles.Publisher);

        routes.MapDocumentList("/v1/agencies", new ListRoute { Kind = Agency.Kind, All = "agencies", Orders = ListOrders.ByName, HasSearch = true })
            .Produces<DeliveredList<AgencyPublic>>().WithName("ListAgencies").WithSummary("List the agencies that public stories name").WithTags("Agencies");
        routes.MapDocument("/v1/agencies/{code}", new DocumentRoute { Kind = Agency.Kind }).Produces<AgencyPublic>().WithName("GetAgency").WithSummary("Read an agency").WithTags("Agencies");
    }
}
