namespace Cms.Api.Shared.Http;

internal static class AcceptHeader
{
    /// <summary>Whether a client asks for this form by name and not rather for JSON: whoever takes anything gets JSON.</summary>
    public static bool Prefers(HttpRequest request, string mediaType)
    {
        var wanted = request.GetTypedHeaders().Accept;
        return Quality(mediaType) is { } other and > 0 && !(Quality("application/json") >= other);

        double? Quality(string name) => wanted.FirstOrDefault(type => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } type ? type.Quality ?? 1 : null;
    }
}
