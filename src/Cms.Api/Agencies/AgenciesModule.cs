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
        var editorial = routes.MapEditorial("agencies", "Agencies", "Sources of stories and of pictures, known by their codes.").WithPathParameter("code", pattern: Agency.RefPattern);
        editorial.MapPost("", AgencyEndpoints.CreateAgency).Accepts<NewAgencyRequest>("application/json").RequireAuthorization(Roles.Writer)
            .Refuses(Problems.CodeTaken)
            .Describe("CreateAgency", "Create an agency", "Answers 409 code_taken where another agency has the code, which cannot be changed later.");
        editorial.MapGet("", AgencyEndpoints.ListAgencies).WithQuery("limit", "cursor", "q").RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialAgencies", "List agencies", "All there are, oldest first, whether or not a public story names them.");
        editorial.MapGet("{code}", AgencyEndpoints.GetAgency).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialAgency", "Read an agency", "With its ETag. The answer can be put back as it is.");
        editorial.MapPut("{code}", AgencyEndpoints.ReplaceAgency).WithMetadata(Stale.Merges).Accepts<AgencyRequest>("application/json").RequireAuthorization(Roles.Publisher)
            .Describe("ReplaceAgency", "Replace an agency", "The code stays. Published stories that show it follow by themselves.");
        editorial.MapPatch("{code}", AgencyEndpoints.PatchAgency).WithMetadata(Stale.Merges).Accepts<AgencyRequest>("application/merge-patch+json", "application/json").RequireAuthorization(Roles.Publisher)
            .Describe("PatchAgency", "Change an agency", "Takes a JSON Merge Patch: what is left out stays, null clears. Published stories that show it follow by themselves.");
        editorial.MapDelete("{code}", AgencyEndpoints.DeleteAgency).RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.InUse)
            .Describe("DeleteAgency", "Delete an agency that nothing uses", "Answers 409 in_use, with the users, while a working copy or a published revision refers to it.");

        var readers = routes.MapGroup("").WithTag("Agencies", "The agencies that public stories name, or credit pictures to.").WithPathParameter("code", pattern: Agency.RefPattern);
        readers.MapDocumentList("/v1/agencies", new ListRoute { Kind = Agency.Kind, All = "agencies", Orders = ListOrders.ByName, HasSearch = true }).Produces<DeliveredList<AgencyPublic>>()
            .Describe("ListAgencies", "List the agencies that public stories name", "By name. An agency is listed while a public story names it as a source, or shows a picture of its.");
        readers.MapDocument("/v1/agencies/{code}", new DocumentRoute { Kind = Agency.Kind }).Produces<AgencyPublic>()
            .Describe("GetAgency", "Read an agency", "Answers 404 while no public story names it.");
    }
}
