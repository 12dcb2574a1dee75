using Cms.Api.Delivery;
using Cms.Api.Delivery.Cache;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

internal static class PageEndpoints
{
    public const string PathParameter = "path";

    public static Task<IResult> GetPage(HttpContext http, PageReader pages, DeliveryCache cache)
    {
        var query = new Query(http.Request, PathParameter);
        var path = PagePath.Read(query, PathParameter);
        query.ThrowIfFaulty();

        var address = new CanonicalTarget((http.Request.PathBase + http.Request.Path).ToUriComponent());
        return cache.AnswerAsync(http, address.With(PathParameter, path.Path), async least =>
        {
            var row = await pages.FindAsync(path, least);
            return row switch
            {
                { Id: not null } => Answer.Found(PageAnswer.BodyOf(row), row.Number, PageAnswer.TagsOf(row)),
                { MovedTo: { } to, MovedId: { } moved, MovedKind: { } kind } =>
                    Answer.Moved(address.With(PathParameter, to), keepsQuery: false, row.Number, AddressesOf(path).AddDocument(kind, moved)),
                { GoneId: { } gone, Reason: { } reason } => Answer.Withdrawn(gone, reason, row.Number, AddressesOf(path).AddDocument(path.SlugKind, gone)),
                _ => Answer.NotPublic(row.Number, AddressesOf(path)),
            };
        });
    }

    /// <summary>Everything that the path may come to lead to.</summary>
    private static CacheTags AddressesOf(PagePath path) =>
        new CacheTags().AddPath(path.Path).AddAddress("section", path.SectionPath).AddAddress(path.SlugKind, path.Slug);
}
