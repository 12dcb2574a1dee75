using Cms.Api.Delivery;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Articles.Corrections;

internal static class CorrectionRoutes
{
    private static readonly ListRoute AcrossStories = new()
    {
        Kind = Correction.Subject,
        All = "corrections",
        Filters = [new ListFilter("article", "correctionArticle:", Article.Kind)],
        Orders = [ListOrder.PublishedDescending],
        DateRange = ("from", "to"),
    };

    public static void MapCorrections(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles/{ref}/corrections", "Corrections", "What was wrong in a story, or has changed in it, told to its readers. Corrections are added, never changed or deleted.");
        editorial.MapGet("", CorrectionEndpoints.ListCorrections).RequireAuthorization(Roles.Writer)
            .Describe("ListEditorialCorrections", "List a story's corrections", "All of them, the oldest first. Those without a revision wait for the next publication.");
        editorial.MapPost("", CorrectionEndpoints.AddCorrection).Accepts<CorrectionRequest>("application/json").RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("AddCorrection", "Add a correction", "The next publication makes it public, and is significant where the correction is; nothing changes it or takes it away again. It needs no If-Match and leaves the story's ETag as it is. Answers 409 not_allowed_now for a story that is killed or in the trash.");
        editorial.MapGet("{id:guid}", CorrectionEndpoints.GetCorrection).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialCorrection", "Read a correction", "With the revision that made it public, once there is one.");

        var readers = routes.MapGroup("").WithTag("Corrections", "The public log of corrections.");
        readers.MapDocumentList("/v1/corrections", AcrossStories).Produces<DeliveredList<CorrectionOfStory>>()
            .Describe("ListCorrections", "List corrections across stories", "Those published last first, each with its story; from is inclusive, to is not. A story that is withdrawn takes its corrections with it.");
    }
}
