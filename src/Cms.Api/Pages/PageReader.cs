using Cms.Api.Shared.Data;

namespace Cms.Api.Pages;

internal sealed class PageReader(DeliveryDataSource source)
{
    public Task<PageRow> FindAsync(PagePath path, CancellationToken cancellationToken) => source.ReadAsync(
        (connection, stop) => connection.SingleAsync<PageRow>(
            PageSql.Find, new { path.Path, path.SectionPath, path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount }, stop),
        cancellationToken);
}
