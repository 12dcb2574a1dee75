using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Cms.Api.Shared.Http;

/// <summary>Tells whoever asks for a path that no route has which one was probably meant.</summary>
internal static class RoutesMeant
{
    /// <summary>Of the routes that this instance has and the contract lists, the one whose words are nearest. Where all its words are right, what stands between them is wrong, and no other route was meant.</summary>
    public static string Hint(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (edits, nearest) = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(IsListed)
            .Select(route => (Edits: EditsTo(route.RoutePattern, parts), Route: route))
            .Where(found => found.Edits is not null)
            .DefaultIfEmpty().MinBy(found => found.Edits);
        return edits is null || OneAddress.IsAddressOf(nearest, path) ? "" : Nearest.Hint(Written(nearest.RoutePattern));
    }

    private static bool IsListed(RouteEndpoint route) =>
        route.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart { Content: "v1" }] }, ..]
        && route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true };

    /// <summary>Over all words; null where one of them is another word, or their number is another.</summary>
    private static int? EditsTo(RoutePattern route, string[] parts)
    {
        var hasRest = route.Parameters.Any(parameter => parameter.IsCatchAll);
        if (hasRest ? parts.Length < route.PathSegments.Count : parts.Length != route.PathSegments.Count) return null;
        // What is none counts for null, and so does any sum with it.
        return route.PathSegments.Zip(parts, (segment, part) => segment.Parts is [RoutePatternLiteralPart word] ? Nearest.Edits(part, word.Content) : 0)
            .Aggregate((int?)0, (sum, edits) => sum + edits);
    }

    /// <summary>As the contract has it: parameters by their name alone.</summary>
    private static string Written(RoutePattern route) => string.Concat(route.PathSegments.Select(segment =>
        "/" + string.Concat(segment.Parts.Select(part => part is RoutePatternParameterPart parameter ? $"{{{parameter.Name}}}" : ((RoutePatternLiteralPart)part).Content))));
}
