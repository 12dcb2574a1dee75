using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Pages;

internal sealed class PageReader(LiveSource source)
{
    /// <summary>Most pages that are read are stories: everything else is asked of what is none.</summary>
    public Task<PageRow> FindAsync(PagePath path, long least)
    {
        var parameters = new { path.Path, path.SectionPath, path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount };
        return source.ReadAsync(
            async (connection, stop) => await connection.FindAsync<PageRow>(PageSql.FindStory, parameters, stop) ?? await connection.SingleAsync<PageRow>(PageSql.Find, parameters, stop),
            row => row.Number,
            least);
    }
}
