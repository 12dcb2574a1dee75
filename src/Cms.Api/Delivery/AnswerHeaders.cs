using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery;

/// <summary>The headers that readers' answers have of their own.</summary>
internal static class AnswerHeaders
{
    public const string CacheTag = "Cache-Tag";

    /// <summary>As <see cref="CacheTag"/>, in the words of other caches: with spaces between.</summary>
    public const string SurrogateKey = "Surrogate-Key";

    /// <summary>Sent while the database is away: the answer is what it was when the database was last asked.</summary>
    public const string Stale = "Cms-Stale";

    public const string Freshness = "public, max-age=5, s-maxage=30";

    private const string AnyOrigin = "*";
    private const string Exposed = $"ETag, Link, Location, Retry-After, {CacheTag}, {ReadersFollow.Sequence}, {Stale}, {HttpConventions.RequestId}";

    /// <summary>
    /// Said on every answer, that any origin may read it. The framework's CORS middleware says so only to requests that name an
    /// origin, so a shared cache would give the others' answer, without it, to a browser.
    /// </summary>
    public static void AllowAnyOrigin(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = AnyOrigin;
        response.Headers.AccessControlExposeHeaders = Exposed;
    }
}
