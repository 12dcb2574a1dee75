using Cms.Api.Articles.Backlinks;
using Cms.Api.Articles.Corrections;
using Cms.Api.Articles.Lifecycle;
using Cms.Api.Articles.Previews;
using Cms.Api.Articles.Public;
using Cms.Api.Articles.Publishing;
using Cms.Api.Articles.Revisions;
using Cms.Api.Audit;
using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles;

internal static class ArticlesModule
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";
    private const string About = "Stories as editors have them: working copies, which readers never see, and what becomes of them in public.";

    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services
        .AddSingleton<IProjection, ArticleProjection>()
        .AddSingleton<SchedulerMetrics>()
        .AddSingleton<DueMoments>()
        .AddEditorialWork<Scheduler>()
        .AddEditorialWork<OverdueScheduler>()
        .AddSingleton<SaveThinning>()
        .AddEditorialWork<ThinningWorker>()
        .AddSingleton<PreviewLinks>()
        .Configure<SwaggerGenOptions>(ArticleSchemas.Describe)
        .Configure<SwaggerGenOptions>(options =>
        {
            options.OperationFilter<ArticleFileOperations>();
            options.OperationFilter<DiffOperations>();
        });

    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles", "Articles", About);
        editorial.MapPost("", ArticleEndpoints.CreateArticle).WithMetadata(new AlsoAsFile()).Accepts<ArticleRequest>(Json, ArticleFile.MediaType).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.SlugTaken, Problems.OriginTaken, Problems.RelatedLinkTaken, Problems.Conflict)
            .Describe("CreateArticle", "Write a draft", "A language and a headline are enough; the body comes as blocks, as Markdown or as HTML. What a text lost on its way into blocks is told in warnings. Answers 409 slug_taken, origin_taken or related_link_taken.");
        editorial.MapGet("", ArticleList.ListArticles).WithQuery(ArticleList.Parameters).RequireAuthorization(Roles.Writer)
            .WithValues("sort", ArticleList.Sorts).WithValues("state", ArticleList.States, many: true).WithValues("genre", Article.Genres, many: true).WithValues("type", Article.Types, many: true)
            .Describe("ListEditorialArticles", "List stories in any state", "Working copies without their bodies, those changed last first. Filters look at the working copy, not at what readers see.");
        editorial.MapGet("{ref}", ArticleEndpoints.GetArticle).WithMetadata(new AlsoAsFile()).RequireAuthorization(Roles.Writer)
            .Describe("GetEditorialArticle", "Read a working copy", "With its ETag. The answer can be put back as it is; Accept: text/markdown asks for it as a file with front matter.");
        editorial.MapPut("{ref}", ArticleEndpoints.ReplaceArticle).WithMetadata(new AlsoAsFile(), Stale.Merges).Accepts<ArticleRequest>(Json, ArticleFile.MediaType).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.SlugTaken, Problems.OriginTaken, Problems.RelatedLinkTaken, Problems.Conflict, Problems.NotAllowedNow)
            .Describe("ReplaceArticle", "Replace a working copy", "Optional members left out get their defaults, except the slug, which stays. Readers see nothing of it before the next publication. Answers 409 not_allowed_now for a story that is killed or in the trash.");
        editorial.MapPatch("{ref}", ArticleEndpoints.PatchArticle).WithMetadata(Stale.Merges).Accepts<ArticleRequest>(MergePatch, Json).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.SlugTaken, Problems.OriginTaken, Problems.RelatedLinkTaken, Problems.Conflict, Problems.NotAllowedNow)
            .Describe("PatchArticle", "Change a working copy", "Takes a JSON Merge Patch: what is left out stays, null clears, a list is replaced whole. Readers see nothing of it before the next publication. Answers 409 not_allowed_now for a story that is killed or in the trash.");
        editorial.MapDelete("{ref}", ArticleEndpoints.TrashArticle).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("TrashArticle", "Move a story to the trash", "It can be restored. Answers 409 not_allowed_now while the story is published, which is unpublished first, and for one that is killed.");
        editorial.MapPost("{ref}/restore", ArticleEndpoints.RestoreArticle).AllowDryRun().RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("RestoreArticle", "Take a story out of the trash", "It is again what it was before.");
        editorial.MapPost("{ref}/publish", PublishingEndpoints.PublishArticle).Accepts<PublishRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.PathTaken, Problems.NotAllowedNow, Problems.NotReadyToPublish)
            .Describe("PublishArticle", "Make the working copy public", "Corrections that wait become public with it; a significant update of a story that was public needs one, unless the site's correctionPolicy is optional. Answers 422 not_ready_to_publish with all that is missing, 409 path_taken where a section has or had the path, and 409 not_allowed_now for a story that is killed or in the trash. One that was taken down needs a note.");
        editorial.MapPost("{ref}/unpublish", PublishingEndpoints.UnpublishArticle).Accepts<UnpublishRequest>(true, Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("UnpublishArticle", "Withdraw a story for the time being", "Its address answers 404, and links to it vanish from other stories in the same moment. Answers 409 not_allowed_now for a story that was never published, or was taken down or killed.");
        editorial.MapPost("{ref}/takedown", PublishingEndpoints.TakeDownArticle).Accepts<WithdrawRequest>(Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Refuses(Problems.NotAllowedNow)
            .Describe("TakeDownArticle", "Withdraw a story for a reason", "Its address answers 410 with the reason's code. Taking it down again with the same reason changes nothing; with another, which needs a note, readers get that one, and the audit trail has both. Publishing it again needs a note. Answers 409 not_allowed_now for a story that was never published, or is killed.");
        editorial.MapPost("{ref}/kill", PublishingEndpoints.KillArticle).Accepts<WithdrawRequest>(Json).AllowDryRun().RequireAuthorization(Roles.Publisher)
            .Describe("KillArticle", "Withdraw a story for ever", "From any state, also before publication: nothing brings it back, and it can no longer be edited. It is not in the trash, where it may have been before. Its address answers 410 with the reason's code if it was ever public. Killing it again changes nothing.");
        editorial.MapGet("{ref}/backlinks", BacklinkEndpoints.ListBacklinks).WithQuery("limit", "cursor").RequireAuthorization(Roles.Writer)
            .Describe("ListBacklinks", "List the stories that link to one", "In every state, oldest first: each tells whether its working copy links here, and whether the revision that readers have does.");
        editorial.MapLifecycle();
        editorial.MapGet("{ref}/revisions", RevisionEndpoints.ListRevisions).WithQuery("limit", "cursor").RequireAuthorization(Roles.Writer)
            .Describe("ListRevisions", "Read a story's history", "What was published and the working copies there were, the newest first: by whom, when, why, and which members changed. Working copies are thinned with age, to one a day and later one a month; published revisions are kept for ever.");
        editorial.MapGet("{ref}/revisions/{n}", RevisionEndpoints.GetRevision).WithPathParameter("n", pattern: RevisionRef.Pattern).RequireAuthorization(Roles.Writer)
            .Describe("GetRevision", "Read a story as it was", "With the ETag of the working copy of today, so that the old content can be put in its place.");
        editorial.MapGet("{ref}/revisions/{a}/diff/{b}", RevisionEndpoints.DiffRevisions).WithMetadata(new AlsoAsText()).WithPathParameter("a", pattern: RevisionRef.Pattern).WithPathParameter("b", pattern: RevisionRef.Pattern).RequireAuthorization(Roles.Writer)
            .Describe("DiffRevisions", "Compare two versions of a story", "Member by member, texts word by word in any script, the body block by block; what is the same is left out. Accept: text/plain asks for a text to read in a terminal.");
        editorial.MapPost("{ref}/revisions/{n}/restore", RevisionEndpoints.RestoreRevision).WithMetadata(new JudgesContent(), Stale.Merges).WithPathParameter("n", pattern: RevisionRef.Pattern).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.RelatedLinkTaken, Problems.Conflict, Problems.NotAllowedNow)
            .Describe("RestoreRevision", "Make an old version the working copy", "Readers see nothing of it before the next publication; what is no content, such as the state and the origin, stays. Answers 422 with every reference to what no longer exists, and 409 not_allowed_now for a story that is killed or in the trash.");
        editorial.MapGet("{ref}/audit", AuditEndpoints.ListArticleAudit).WithQuery("limit", "cursor").RequireAuthorization(Roles.Writer)
            .Describe("ListArticleAudit", "Read who did what to a story", "Every write there was, the newest first: by whom, in which request, from which version to which. Nothing is ever taken out of it.");
        editorial.MapPost("{ref}/preview-links", PreviewEndpoints.CreatePreviewLink).Accepts<PreviewLinkRequest>(true, Json).RequireAuthorization(Roles.Writer)
            .Refuses(Problems.NotAllowedNow)
            .Describe("CreatePreviewLink", "Make a link that shows the working copy", "For people without a key. The answer alone shows url, which has the secret: keep it. Sent again under its Idempotency-Key within 24 hours, the request is answered the same. It works for seven days where expiresAt is left out, for 30 at most. Answers 409 not_allowed_now for a story that is killed or in the trash.");
        editorial.MapGet("{ref}/preview-links", PreviewEndpoints.ListPreviewLinks).WithQuery("limit", "cursor").RequireAuthorization(Roles.Writer)
            .Describe("ListPreviewLinks", "List a story's preview links", "All there are, oldest first, revoked and expired ones too, each with how often it was used; never their addresses.");
        editorial.MapGet("{ref}/preview-links/{id:guid}", PreviewEndpoints.GetPreviewLink).RequireAuthorization(Roles.Writer)
            .Describe("GetPreviewLink", "Read a preview link", "How often it was used, and whether it still works; never its address. With the story's ETag.");
        editorial.MapDelete("{ref}/preview-links/{id:guid}", PreviewEndpoints.RevokePreviewLink).WithMetadata(new Unconditional()).RequireAuthorization(Roles.Writer)
            .Describe("RevokePreviewLink", "Revoke a preview link", "Whoever has it gets 404 from now on. It needs no If-Match, for it is no change of the story; revoking it again changes nothing.");

        routes.MapEditorial(ByOriginEndpoints.Collection, "Articles", About)
            .MapPut("{system}/{**id:required}", ByOriginEndpoints.PutArticleByOrigin).WithMetadata(Stale.Merges).Accepts<ArticleRequest>(Json).RequireAuthorization(Roles.Writer)
            .WithPathParameter("system", Origin.MaxSystem).WithPathParameter("id", Origin.MaxId)
            .Refuses(Problems.SlugTaken, Problems.OriginTaken, Problems.RelatedLinkTaken, Problems.Conflict, Problems.NotAllowedNow)
            .Describe("PutArticleByOrigin", "Create or replace the story of an origin", "For imports, which need not remember ids: 201 where the story is new, 200 where it replaced the working copy. If-Match may be left out, and counts where it is sent.");

        routes.MapCorrections();

        var readers = routes.MapGroup("").WithTag("Articles", "Stories as readers get them.");
        readers.MapDocumentList("/v1/articles", ArticleDelivery.List).Produces<DeliveredList<ArticlePublic>>()
            .Describe("ListArticles", "List public stories", "The newest first, each with everything but its body. Filters go together; one that names nothing public gives an empty list. publishedFrom and publishedTo do not go with sort=-updatedAt.");
        readers.MapDocument("/v1/articles/{ref}", ArticleDelivery.One).Produces<ArticlePublic>()
            .Describe("GetArticle", "Read a story", "Answers 301 to the present slug where a former one is asked for, and 410 for a story that was taken down or killed. A draft answers 404, as what has never been.");
    }
}
