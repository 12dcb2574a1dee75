using Microsoft.Net.Http.Headers;

namespace Cms.Api.Shared.Http;

/// <summary>Optimistic concurrency: the ETag of an editorial resource is its version.</summary>
internal static class Preconditions
{
    private static readonly object Judged = new();

    /// <summary>The ETag of the version that a change was judged by, before it.</summary>
    public static string? Before(HttpContext http) => http.Items[Judged] as string;

    public static string ETag(long version) => $"\"{version}\"";

    /// <exception cref="RefusedException">428 without If-Match, 412 where it names another version.</exception>
    public static void Require(HttpRequest request, long version)
    {
        request.HttpContext.Items[Judged] = ETag(version);
        var wanted = request.GetTypedHeaders().IfMatch;
        if (request.Headers.IfMatch.Count == 0)
            throw new RefusedException(Problems.PreconditionRequired, "Send If-Match with the ETag you read (or * to force).");

        var current = new EntityTagHeaderValue(ETag(version));
        if (!wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: true)))
            throw new RefusedException(Problems.Stale, $"The current version has the ETag {ETag(version)}: read it, and apply your change to that.")
            {
                Extensions = { ["etag"] = ETag(version) },
            };
    }
}
