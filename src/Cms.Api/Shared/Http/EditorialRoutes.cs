using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Http.Limits;
using Cms.Api.Shared.Http.Repeats;

namespace Cms.Api.Shared.Http;

internal static class EditorialRoutes
{
    public const string TagPrefix = "Editorial: ";

    /// <summary>The group of a resource's editorial routes: one tag in the contract, and no query parameter that a route does not declare.</summary>
    public static RouteGroupBuilder MapEditorial(this IEndpointRouteBuilder routes, string collection, string tag, string description)
    {
        var group = routes.MapGroup($"/v1/editorial/{collection}").WithTag(TagPrefix + tag, description);
        group.AddEndpointFilter(LimitMiddleware.LimitWritesAsync);
        group.AddEndpointFilter(ReadersFollow.LookAsync);
        group.AddEndpointFilter(SafeRepeats.AnswerOnceAsync);
        group.AddEndpointFilter(async (context, next) =>
        {
            RefuseToTry(context.HttpContext);
            // A route with parameters judges them itself, values and all.
            if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() is null) new Query(context.HttpContext.Request).ThrowIfFaulty();
            return RequestLog.Note(context.HttpContext, await next(context));
        });
        return group;
    }

    /// <summary>A preference may be ignored, but not this one: what was only to be tried would be done.</summary>
    private static void RefuseToTry(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead && Preferences.Has(http.Request, Preferences.DryRun) && http.GetEndpoint()?.Metadata.GetMetadata<AllowsDryRun>() is null)
            throw new RefusedException(Problems.Malformed, "This request cannot be tried without being done; leave out Prefer: dry-run.");
    }
}
