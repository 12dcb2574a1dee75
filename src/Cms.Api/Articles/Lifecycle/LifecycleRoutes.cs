using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;

namespace Cms.Api.Articles.Lifecycle;

internal static class LifecycleRoutes
{
    private const string Json = "application/json";
    private const string Refusal = "Answers 409 not_allowed_now where the story's state does not allow it, with what stands in the way in because.";

    public static void MapLifecycle(this RouteGroupBuilder articles)
    {
        articles.MapPost("{ref}/submit", LifecycleEndpoints.SubmitArticle).Accepts<WorkflowRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("SubmitArticle", "Give a draft to review", $"It needs a section and a slugline. Its workflow is inReview then. {Refusal}");
        articles.MapPost("{ref}/return", LifecycleEndpoints.ReturnArticle).Accepts<WorkflowRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("ReturnArticle", "Give a story back to its writers", $"From review, or after approval. Its workflow is draft then. {Refusal}");
        articles.MapPost("{ref}/approve", LifecycleEndpoints.ApproveArticle).Accepts<WorkflowRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("ApproveArticle", "Approve a story in review", $"Where the site asks for approval, only then can it be published; an edit after it asks for another. {Refusal}");
        articles.MapPut("{ref}/schedule", LifecycleEndpoints.ScheduleArticle).Accepts<ScheduleRequest>(Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.PathTaken, Problems.NotAllowedNow, Problems.NotReadyToPublish)
            .Describe("ScheduleArticle", "Publish or unpublish at a moment", $"In the place of what was scheduled. The working copy is published as it is at the moment; all is checked now, and again then. A failure is told in scheduleFailure. {Refusal}");
        articles.MapDelete("{ref}/schedule", LifecycleEndpoints.UnscheduleArticle).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("UnscheduleArticle", "Take a schedule away", "Nothing will happen by itself.");
        articles.MapPut("{ref}/embargo", LifecycleEndpoints.EmbargoArticle).Accepts<EmbargoRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("EmbargoArticle", "Forbid publication for a time", $"Until the embargo ends or is lifted, nobody can publish the story, nor schedule it for an earlier moment. {Refusal}");
        articles.MapDelete("{ref}/embargo", LifecycleEndpoints.LiftEmbargo).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("LiftEmbargo", "Lift an embargo", "The story can be published again.");
        articles.MapPost("{ref}/holds", HoldEndpoints.PlaceHold).Accepts<HoldRequest>(Json).AllowDryRun().Produces<HoldDetail>().RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("PlaceHold", "Hold a story", $"It cannot be published, and a published one is hidden from readers in the same moment; to hold that needs the role publisher. {Refusal}");
        articles.MapGet("{ref}/holds", HoldEndpoints.ListHolds).RequireAuthorization(Roles.Writer)
            .Describe("ListHolds", "List the holds of a story", "Open and released ones, the newest first.");
        articles.MapGet("{ref}/holds/{id:guid}", HoldEndpoints.GetHold).RequireAuthorization(Roles.Writer)
            .Describe("GetHold", "Read a hold", "Open or released, with the story's ETag.");
        articles.MapPost("{ref}/holds/{id:guid}/release", HoldEndpoints.ReleaseHold).Accepts<ReleaseRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Writer)
            .Describe("ReleaseHold", "Release a hold", "With the role it was placed with, or a higher one. With the last open one, a published story is there for readers again.");
    }
}
