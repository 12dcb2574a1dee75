namespace Cms.Api.Delivery;

/// <summary>The one parameter of a route's path: an id or a slug; a section's path, with slashes plain or encoded.</summary>
internal static class RouteRef
{
    public static string Read(HttpContext http)
    {
        var parameter = Endpoint(http).RoutePattern.Parameters[0];
        var value = (string?)http.Request.RouteValues[parameter.Name] ?? "";
        // The server decodes everything in a path but the slash, and generated clients encode it.
        return parameter.IsCatchAll ? value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : value;
    }

    public static string PatternOf(HttpContext http) => Endpoint(http).RoutePattern.RawText!;

    /// <summary>The path of this route with another value.</summary>
    public static string PathOf(HttpContext http, string value) => Locations.OfRoute(http.Request.PathBase, PatternOf(http), value);

    private static RouteEndpoint Endpoint(HttpContext http) => (RouteEndpoint)http.GetEndpoint()!;
}
