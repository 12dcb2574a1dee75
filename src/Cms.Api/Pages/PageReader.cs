using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Pages;

internal sealed class PageReader(LiveSource source)
{
    /// <summary>Most pages that are read are stories, and a story is found for a third of what any other page takes.</summary>
    public Task<PageRow> FindAsync(PagePath path, long least)
    {
        var parameters = ParametersOf(path);
        return source.ReadAsync(
            async (connection, stop) => (path.MayBeStory ? await connection.FindAsync<PageRow>(PageSql.FindStory, parameters, stop) : null) ?? await connection.SingleAsync<PageRow>(PageSql.Find, parameters, stop),
            row => row.Number,
            least);
    }

    /// <summary>As <see cref="PageSql.Find"/> takes them.</summary>
    public static object ParametersOf(PagePath path)
    {
        var usual = path.InUsualCase();
        return new
        {
            path.Path,
            path.SectionPath,
            path.SlugKind,
            path.Slug,
            UsualSectionPath = usual.SectionPath,
            UsualSlugKind = usual.SlugKind,
            UsualSlug = usual.Slug,
            Limit = PageAnswer.ItemCount,
        };
    }
}
