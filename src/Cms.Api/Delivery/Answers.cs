using System.Globalization;
using Cms.Api.Shared.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Delivery;

/// <summary>200 with the bytes, or 304 where the client has them.</summary>
/// <param name="Sequence">The number of the log that the answer was read at.</param>
internal sealed record Answer(AnswerBody Body, long Sequence, CacheTags Tags) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        AnswerHeaders.Set(response, Sequence, Tags);
        var etag = Body.ETag();
        response.Headers.ETag = etag;
        if (IsKnown(httpContext.Request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : Body.WriteAsync(response.BodyWriter, httpContext.RequestAborted);
    }

    private static bool IsKnown(HttpRequest request, string etag)
    {
        if (request.Headers.IfNoneMatch is not { Count: > 0 } values || !EntityTagHeaderValue.TryParseList(values, out var known)) return false;
        var current = new EntityTagHeaderValue(etag);
        return known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}

/// <summary>404: the same bytes for what does not exist and for what is not public.</summary>
internal sealed record NotPublic(long Sequence, CacheTags Tags) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        AnswerHeaders.Set(httpContext.Response, Sequence, Tags);
        return ProblemWriter.WriteAsync(httpContext, Problems.NotFound, "There is nothing public here.");
    }
}

/// <summary>410: it was public and has been withdrawn for a reason, which is all that is told of it.</summary>
internal sealed record Withdrawn(Guid Id, string Reason, long Sequence, CacheTags Tags) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        AnswerHeaders.Set(httpContext.Response, Sequence, Tags);
        return ProblemWriter.WriteAsync(
            httpContext, Problems.Gone, "The story that was here has been withdrawn.", null, new Dictionary<string, object?> { ["id"] = Id, ["reason"] = Reason });
    }
}

/// <summary>301 to the present address. Not to be cached: while stories move, two remembered redirects could lead to each other.</summary>
internal sealed record Moved(string Location, long Sequence, CacheTags Tags) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        AnswerHeaders.Set(response, Sequence, Tags);
        response.Headers.CacheControl = "no-cache";
        response.Headers.Location = Location;
        response.StatusCode = StatusCodes.Status301MovedPermanently;
        response.ContentLength = 0;
        return Task.CompletedTask;
    }
}

internal static class AnswerHeaders
{
    public const string CacheTag = "Cache-Tag";
    public const string Sequence = "Cms-Sequence";

    public static void Set(HttpResponse response, long sequence, CacheTags tags)
    {
        response.Headers.CacheControl = "public, max-age=5, s-maxage=30";
        response.Headers[Sequence] = sequence.ToString(CultureInfo.InvariantCulture);
        if (tags.ToString() is { Length: > 0 } value) response.Headers[CacheTag] = value;
    }
}
