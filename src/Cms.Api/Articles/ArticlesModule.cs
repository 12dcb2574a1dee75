using Cms.Api.Articles.Public;
using Cms.Api.Articles.Publishing;
using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Articles;

internal static class ArticlesModule
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services
        .AddSingleton<IProjection, ArticleProjection>()
        .Configure<SwaggerGenOptions>(ArticleSchemas.Describe)
        .Configure<SwaggerGenOptions>(options => options.OperationFilter<ArticleFileOperations>());

    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("articles", "Articles");
        editorial.MapPost("", ArticleEndpoints.CreateArticle).WithName("CreateArticle").WithMetadata(new AlsoAsFile()).WithSummary("Write a draft").Accepts<ArticleRequest>(Json, ArticleFile.MediaType).RequireAuthorization(Roles.Writer);
        editorial.MapGet("", ArticleList.ListArticles).WithQuery(ArticleList.Parameters).WithName("ListEditorialArticles").WithSummary("List stories in any state").RequireAuthorization(Roles.Writer);
        editorial.MapGet("{ref}", ArticleEndpoints.GetArticle).WithName("GetEditorialArticle").WithMetadata(new AlsoAsFile()).WithSummary("Read a working copy").RequireAuthorization(Roles.Writer);
        editorial.MapPut("{ref}", ArticleEndpoints.ReplaceArticle).WithName("ReplaceArticle").WithMetadata(new AlsoAsFile()).WithSummary("Replace a working copy").Accepts<ArticleRequest>(Json, ArticleFile.MediaType).RequireAuthorization(Roles.Writer);
        editorial.MapPatch("{ref}", ArticleEndpoints.PatchArticle).WithName("PatchArticle").WithSummary("Change a working copy").Accepts<ArticleRequest>(MergePatch, Json).RequireAuthorization(Roles.Writer);
        editorial.MapDelete("{ref}", ArticleEndpoints.TrashArticle).WithName("TrashArticle").WithSummary("Move a story to the trash").RequireAuthorization(Roles.Writer);
        editorial.MapPost("{ref}/restore", ArticleEndpoints.RestoreArticle).WithName("RestoreArticle").WithSummary("Take a story out of the trash").RequireAuthorization(Roles.Writer);
        editorial.MapPost("{ref}/publish", PublishingEndpoints.PublishArticle).WithName("PublishArticle").WithSummary("Make the working copy public").Accepts<PublishRequest>(true, Json).RequireAuthorization(Roles.Publisher);
        editorial.MapPost("{ref}/unpublish", PublishingEndpoints.UnpublishArticle).WithName("UnpublishArticle").WithSummary("Withdraw a story for the time being").Accepts<UnpublishRequest>(true, Json).RequireAuthorization(Roles.Publisher);
        editorial.MapPost("{ref}/takedown", PublishingEndpoints.TakeDownArticle).WithName("TakeDownArticle").WithSummary("Withdraw a story for good reason").Accepts<WithdrawRequest>(Json).RequireAuthorization(Roles.Publisher);
        editorial.MapPost("{ref}/kill", PublishingEndpoints.KillArticle).WithName("KillArticle").WithSummary("Withdraw a story for ever").Accepts<WithdrawRequest>(Json).RequireAuthorization(Roles.Publisher);

        routes.MapEditorial(ByOriginEndpoints.Collection, "Articles").MapPut("{system}/{**id:required}", ByOriginEndpoints.PutArticleByOrigin).WithName("PutArticleByOrigin").WithSummary("Create or replace the story of an origin").Accepts<ArticleRequest>(Json).RequireAuthorization(Roles.Writer);

        routes.MapDocumentList("/v1/articles", ArticleDelivery.List).Produces<DeliveredList<ArticlePublic>>().WithName("ListArticles").WithSummary("List public stories").WithTags("Articles");
        routes.MapDocument("/v1/articles/{ref}", ArticleDelivery.One).Produces<ArticlePublic>().WithName("GetArticle").WithSummary("Read a story").WithTags("Articles");
    }
}
