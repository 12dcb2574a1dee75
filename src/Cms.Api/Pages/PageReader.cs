using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Pages;

internal sealed class PageReader(LiveSource source)
{
    public Task<PageRow> FindAsync(PagePath path, long least) => source.ReadAsync(
        (connection, stop) => connection.SingleAsync<PageRow>(
            PageSql.Find, new { path.Path, path.SectionPath, path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount }, stop),
        row => row.Number,
        least);
}
