using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Http.Limits;
using Cms.Api.Shared.Http.Repeats;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cms.Api.Shared.Http;

internal static class EditorialRoutes
{
    public const string Address = "/v1/editorial";
    public const string TagPrefix = "Editorial: ";

    /// <summary>The group of a resource's editorial routes: one tag in the contract, and no query parameter that a route does not declare.</summary>
    public static RouteGroupBuilder MapEditorial(this IEndpointRouteBuilder routes, string collection, string tag, string description)
    {
        var group = routes.EditorialSide().MapGroup($"{Address}/{collection}").WithTag(TagPrefix + tag, description);
        group.AddEndpointFilter(LimitMiddleware.LimitWritesAsync);
        group.AddEndpointFilter(NamesMeant.HintAsync);
        group.AddEndpointFilter(ReadersFollow.LookAsync);
        group.AddEndpointFilter(SafeRepeats.AnswerOnceAsync);
        group.AddEndpointFilter(async (context, next) =>
        {
            RefuseToTry(context.HttpContext);
            await RefuseBodyAsync(context.HttpContext);
            // A route with parameters judges them itself, values and all.
            if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() is null) new Query(context.HttpContext.Request).ThrowIfFaulty();
            return RequestLog.Note(context.HttpContext, await next(context));
        });
        return group;
    }

    /// <summary>What somebody sends to a route that reads nothing was meant to say something.</summary>
    private static async Task RefuseBodyAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null) return;
        if (await RequestBody.ReadOptionalAsync(http.Request, http.RequestAborted) is { Count: > 0 } sent)
            throw new RefusedException(Problems.Malformed, $"This request takes no members, and {sent.First().Key} was sent.");
    }

    /// <summary>A preference may be ignored, but what was only to be tried must not be done: who misspells that does not want to be taken at his other word.</summary>
    private static void RefuseToTry(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead && Preferences.Mistaken(http.Request) is { } mistaken)
            throw new RefusedException(Problems.Malformed, $"{mistaken} is no preference known here. Prefer: dry-run tries a request without doing it, Prefer: merge=disjoint puts a change onto what it is now.");
        if (!isRead && Preferences.Has(http.Request, Preferences.DryRun) && http.GetEndpoint()?.Metadata.GetMetadata<AllowsDryRun>() is null)
            throw new RefusedException(Problems.Malformed, "This request cannot be tried without being done; leave out Prefer: dry-run.");
    }
}
