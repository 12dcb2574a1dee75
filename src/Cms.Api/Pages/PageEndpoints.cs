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
                _ => NotPublic(row, path),
            };
        });
    }

    private static Answer NotPublic(PageRow row, PagePath path)
    {
        var tags = AddressesOf(path);
        var usual = path.InUsualCase();
        var meant = PathOf(row, "section", Meant("section", usual.SectionPath)) ?? PathOf(row, usual.SlugKind, Meant(usual.SlugKind, usual.Slug));
        return Answer.NotPublic(row.Number, tags, meant);

        string? Meant(string kind, string slug) => PublicNames.Meant(tags, kind, slug, Beside(row, kind).Select(name => (name.Slug, name.Id)));
    }

    private static string? PathOf(PageRow row, string kind, string? slug) => Beside(row, kind).FirstOrDefault(name => name.Slug == slug).Path;

    private static IEnumerable<(string Slug, string Path, Guid Id)> Beside(PageRow row, string kind) => (row.NearKinds ?? []).Index()
        .Where(name => name.Item == kind)
        .Select(name => (row.NearSlugs![name.Index], row.NearPaths![name.Index], row.NearIds![name.Index]));

    /// <summary>Everything that the path may come to lead to.</summary>
    private static CacheTags AddressesOf(PagePath path) =>
        new CacheTags().AddPath(path.Path).AddAddress("section", path.SectionPath).AddAddress(path.SlugKind, path.Slug);
}
