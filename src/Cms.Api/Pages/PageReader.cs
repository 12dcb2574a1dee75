using Cms.Api.Shared.Data;

namespace Cms.Api.Pages;

internal sealed class PageReader(DeliveryDataSource source)
{
    public async Task<PageRow> FindAsync(PagePath path, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.SingleAsync<PageRow>(
            PageSql.Find, new { path.Path, SectionPath = path.Path[1..], path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount }, cancellationToken);
    }
}
