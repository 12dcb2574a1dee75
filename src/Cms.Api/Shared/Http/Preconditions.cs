using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Shared.Http;

/// <summary>Optimistic concurrency: the ETag of an editorial resource is its version.</summary>
internal static class Preconditions
{
    private static readonly object Judged = new();

    /// <summary>The ETag of the version that a change was judged by, before it.</summary>
    public static string? Before(HttpContext http) => http.Items[Judged] as string;

    public static string ETag(long version) => $"\"{version}\"";

    /// <summary>Whether If-Match names another version.</summary>
    /// <exception cref="RefusedException">428 without If-Match, 400 where it holds no ETag.</exception>
    public static bool AreStale(HttpRequest request, long version)
    {
        request.HttpContext.Items[Judged] = ETag(version);
        if (request.Headers.IfMatch.Count == 0)
            throw new RefusedException(Problems.PreconditionRequired, "Send If-Match with the ETag you read (or * to force).");

        return !IsForced(request) && !Tags(request).Any(tag => tag.Compare(new EntityTagHeaderValue(ETag(version)), useStrongComparison: true));
    }

    /// <summary>Whether If-Match is <c>*</c>.</summary>
    /// <exception cref="RefusedException">400 where it is sent, and is neither that nor ETags.</exception>
    public static bool IsForced(HttpRequest request) => Tags(request) is [var tag] && tag.Equals(EntityTagHeaderValue.Any);

    private static IList<EntityTagHeaderValue> Tags(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0) return [];
        if (!EntityTagHeaderValue.TryParseStrictList([.. request.Headers.IfMatch.OfType<string>()], out var tags) || tags.Count == 0)
            throw new RefusedException(Problems.Malformed, "If-Match holds no ETag: send it in its quotes, as it was answered, such as If-Match: \"1\", or * to force.");
        if (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any))
            throw new RefusedException(Problems.Malformed, "If-Match holds an ETag and *, of which each says another thing: send the ETag, or * alone to force.");
        return tags;
    }

    /// <summary>The version that If-Match names, where it is one.</summary>
    public static long? Named(HttpRequest request) =>
        Tags(request) is [{ IsWeak: false } tag] && long.TryParse(HeaderUtilities.RemoveQuotes(tag.Tag), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 && tag.Tag == ETag(version)
            ? version
            : null;

    public static RefusedException Stale(long version, string more = "") =>
        new(Problems.Stale, $"The current version has the ETag {ETag(version)}: read it, and apply your change to that.{more}")
        {
            Extensions = { ["etag"] = ETag(version) },
        };
}
