using Cms.Api.Delivery;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

internal static class PageEndpoints
{
    public const string PathParameter = "path";

    public static async Task<IResult> GetPage(HttpContext http, PageReader pages)
    {
        var query = new Query(http.Request, PathParameter);
        var path = PagePath.Read(query, PathParameter);
        query.ThrowIfFaulty();

        var row = await pages.FindAsync(path, http.RequestAborted);
        var tags = new CacheTags();
        return row switch
        {
            { Id: not null } => new Answer(PageAnswer.BodyOf(row), row.Number, PageAnswer.TagsOf(row)),
            { MovedTo: { } to, MovedId: { } moved, MovedKind: { } kind } =>
                new Moved(Locations.WithParameter(http.Request, PathParameter, to), row.Number, tags.AddDocument(kind, moved)),
            { GoneId: { } gone, Reason: { } reason } => new Withdrawn(gone, reason, row.Number, tags.AddDocument(path.SlugKind, gone)),
            _ => new NotPublic(row.Number, tags),
        };
    }
}
