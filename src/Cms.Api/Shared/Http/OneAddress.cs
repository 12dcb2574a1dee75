using Cms.Api.Shared.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Cms.Api.Shared.Http;

/// <summary>
/// Each thing has one address. Routing by itself would also take <c>/V1/Tags/</c>, and a shared cache would keep each spelling
/// apart, where no purge finds it.
/// </summary>
internal static class OneAddress
{
    /// <summary>After routing: another case, an empty part or a slash at the end is another address, and there is nothing.</summary>
    public static Task RefuseOtherSpellingsAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (http.GetEndpoint() is not RouteEndpoint route || IsPage(route, path) || (IsAddressOf(route, path.Value!) && HasCanonicalIds(route, http) && !IsEncodedTwice(route, http))) return next(http);
        http.SetEndpoint(null);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Before routing, which takes <c>head</c> for HEAD; the server does not, and waits for a body.</summary>
    public static Task RefuseOtherMethodsAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Method.Any(char.IsAsciiLetterLower)) return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Of <c>/docs</c>, which people type: it leads them on itself, from a slash at the end too.</summary>
    private static bool IsPage(RouteEndpoint route, PathString path) => !path.StartsWithSegments("/v1") && route.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll);

    /// <summary>The constraint takes an id in braces or capitals too.</summary>
    private static bool HasCanonicalIds(RouteEndpoint route, HttpContext http) => route.RoutePattern.Parameters
        .Where(parameter => parameter.ParameterPolicies.Any(policy => policy.Content == "guid"))
        .All(parameter => Ref.Parse((string)http.Request.RouteValues[parameter.Name]!).Id is not null);

    /// <summary>
    /// The server decodes all of a path but the slash, so that <c>news%252Fworld</c>, which is no path of a section, would look like
    /// <c>news%2Fworld</c>, which is one. A key of two parts is read from what was sent.
    /// </summary>
    private static bool IsEncodedTwice(RouteEndpoint route, HttpContext http) =>
        route.RoutePattern.Parameters is [{ IsCatchAll: true }]
        && http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Contains("%252F", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the path has the words of the route, as they are; its parameters may be anything.</summary>
    public static bool IsAddressOf(RouteEndpoint route, string path)
    {
        var parts = path.Split('/')[1..];
        return !parts.Contains("") && route.RoutePattern.PathSegments.Zip(parts).All(pair =>
            pair.First.Parts is not [RoutePatternLiteralPart literal] || literal.Content == pair.Second);
    }
}
