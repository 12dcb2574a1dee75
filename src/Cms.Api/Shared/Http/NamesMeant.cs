using Cms.Api.Shared.Data;

namespace Cms.Api.Shared.Http;

/// <summary>Tells editors whose address names nothing what they probably meant.</summary>
internal static class NamesMeant
{
    /// <summary>Around all that a route does: what was begun for it has been undone by then.</summary>
    public static async ValueTask<object?> HintAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException refused) when (refused.Missing is { } kind && NameIn(context.HttpContext) is { } name)
        {
            var source = context.HttpContext.RequestServices.GetRequiredService<EditorialDataSource>();
            var hint = await source.ReadAsync((connection, stop) => Slugs.HintAsync(connection, kind, name, stop), context.HttpContext.RequestAborted);
            throw RefusedException.NotFound(kind, hint);
        }
    }

    /// <summary>The first parameter of a path is the id, slug, path or code of what it is about.</summary>
    private static string? NameIn(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.Parameters is [var parameter, ..]
        ? ((string?)http.Request.RouteValues[parameter.Name])?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
        : null;
}
