namespace Cms.Api.Shared.Http.Repeats;

/// <summary>The answer of a request, whole, as it is sent now and kept for the same request to come.</summary>
internal sealed record KeptAnswer : IResult
{
    public const string Replayed = "Idempotency-Replayed";

    public required int Status { get; init; }
    public required string? ContentType { get; init; }
    public required string? Location { get; init; }
    public required string? Etag { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>Whether the request was done before, and not now.</summary>
    public bool IsReplay { get; init; }

    /// <summary>What a result would send. Nothing of it leaves before it is kept and committed.</summary>
    public static async Task<KeptAnswer> RenderAsync(HttpContext http, IResult result)
    {
        var response = http.Response;
        var client = response.Body;
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            response.Body = client;
        }
        return new KeptAnswer
        {
            Status = response.StatusCode,
            ContentType = response.ContentType,
            Location = response.Headers.Location,
            Etag = response.Headers.ETag,
            Body = buffer.ToArray(),
        };
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.Headers.ETag = Etag;
        if (IsReplay)
        {
            response.Headers[Replayed] = "true";
            if (Guid.TryParse(Location?[(Location.LastIndexOf('/') + 1)..], out var id)) RequestLog.About(httpContext, id);
        }
        if (Status == StatusCodes.Status204NoContent) return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
