using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Publishing;

/// <summary><c>Prefer: dry-run</c>: the route runs as ever, its transaction is undone, and its answer tells the effects.</summary>
internal static class DryRun
{
    private static readonly object Key = new();

    private static readonly HonouredPreference Preference = new(
        Preferences.DryRun, "all there is to do is done and undone; the answer is what it would have been, with its effects, and the version is still the one before.");

    public static TBuilder AllowDryRun<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AllowsDryRun(), Preference).AddEndpointFilter(RunAsync);

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
        // The version after the write is one that will not be.
        http.Response.Headers.ETag = Preconditions.Before(http);
        answer["etag"] = Preconditions.Before(http);
        http.Response.Headers[Preferences.Applied] = Preferences.DryRun;
        return Results.Json(answer, Json.Options);
    }
}
