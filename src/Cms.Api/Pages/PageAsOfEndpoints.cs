using Cms.Api.Delivery;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

internal static class PageAsOfEndpoints
{
    public const string AsOfParameter = "asOf";

    /// <summary>Answers with the status and the bytes that readers got, refusals too, but on the editorial side: for no cache.</summary>
    public static async Task<IResult> GetPageAsOf(HttpContext http, PageHistory pages)
    {
        var query = new Query(http.Request, PageEndpoints.PathParameter, AsOfParameter);
        var path = PagePath.Read(query, PageEndpoints.PathParameter);
        var at = query.Instant(AsOfParameter);
        query.ThrowIfFaulty();

        var row = await pages.FindAsync(path, at, http.RequestAborted);
        var tags = new CacheTags();
        return row switch
        {
            { MovedTo: { } to } => Results.Redirect(Locations.WithParameter(http.Request, PageEndpoints.PathParameter, to), permanent: true),
            { Id: not null } => new EditorialPage(Answer.Found(PageAnswer.BodyOf(row), row.Number, tags)),
            { GoneId: { } gone, Reason: { } reason } => new EditorialPage(Answer.Withdrawn(gone, reason, row.Number, tags)),
            _ => new EditorialPage(Answer.NotPublic(row.Number, tags)),
        };
    }
}

/// <summary>What a reader would get, for an editor's eyes: the same bytes, and kept by nobody.</summary>
internal sealed record EditorialPage(Answer Page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Page.Status;
        if (Page.Status == StatusCodes.Status200OK) response.Headers.ETag = $"\"{Page.Body.Hash()}\"";
        response.ContentType = Page.ContentType;
        response.ContentLength = Page.Body.Length;
        return Page.Body.WriteAsync(response.BodyWriter, httpContext.RequestAborted);
    }
}
