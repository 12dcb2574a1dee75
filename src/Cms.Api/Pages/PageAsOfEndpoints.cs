using Cms.Api.Delivery;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

internal static class PageAsOfEndpoints
{
    public const string AsOfParameter = "asOf";

    /// <summary>Answers with the status and the bytes that readers got, but on the editorial side: for no cache, and with its problems.</summary>
    public static async Task<IResult> GetPageAsOf(HttpContext http, PageHistory pages)
    {
        var query = new Query(http.Request, PageEndpoints.PathParameter, AsOfParameter);
        var path = PagePath.Read(query, PageEndpoints.PathParameter);
        var at = query.Instant(AsOfParameter);
        query.ThrowIfFaulty();

        return await pages.FindAsync(path, at, http.RequestAborted) switch
        {
            { Id: not null } row => new EditorialPage(PageAnswer.BodyOf(row)),
            { MovedTo: { } to } => Moved(Locations.WithParameter(http.Request, PageEndpoints.PathParameter, to)),
            { GoneId: { } gone, Reason: { } reason } => throw Withdrawn(gone, reason),
            _ => throw new RefusedException(Problems.NotFound, "There was nothing public here."),
        };
    }

    private static RefusedException Withdrawn(Guid id, string reason) =>
        new(Problems.Gone, "The story that was here had been withdrawn.") { Extensions = { ["id"] = id, ["reason"] = reason } };

    private static IResult Moved(string location) => Results.Redirect(location, permanent: true);
}

/// <summary>A page for editors' eyes.</summary>
internal sealed record EditorialPage(AnswerBody Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = $"\"{Body.Hash()}\"";
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        return Body.WriteAsync(response.BodyWriter, httpContext.RequestAborted);
    }
}
