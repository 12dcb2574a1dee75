using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Publishing;

/// <summary><c>Prefer: dry-run</c>: the route runs as ever, its transaction is undone, and its answer tells the effects.</summary>
internal static class DryRun
{
    private static readonly object Key = new();
    private static readonly HonouredPreference Honoured = new(
        Preferences.DryRun, "all is done as it would be, and undone; the answer, always 200, tells the effects that it would have had for readers.");

    public static TBuilder AllowDryRun<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AllowsDryRun(), Honoured).AddEndpointFilter(RunAsync);

    public static Rehearsal? Of(HttpContext http) => http.Items[Key] as Rehearsal;

    private static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!Preferences.Has(http.Request, Preferences.DryRun)) return await next(context);

        var rehearsal = new Rehearsal();
        http.Items[Key] = rehearsal;
        var result = await next(context);
        var answer = Json.ToNode(((IValueHttpResult)((result as INestedHttpResult)?.Result ?? result)!).Value!).AsObject();
        answer["effects"] = Json.ToNode(rehearsal.Effects!);
        // The version after the write is one that will not be. What needs no If-Match leaves the version as it is.
        if (Preconditions.Before(http) is { } before)
        {
            http.Response.Headers.ETag = before;
            if (answer.ContainsKey("etag")) answer["etag"] = before;
        }
        http.Response.Headers.Append(Preferences.Applied, Preferences.DryRun);
        return Results.Json(answer, Json.Answers);
    }
}
