using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Npgsql;

namespace Cms.Api.Pages;

internal sealed class PageReader(LiveSource source, KeptSurroundings surroundings)
{
    /// <summary>Most pages that are read are stories, and a story is found for a third of what any other page takes.</summary>
    public Task<PageRow> FindAsync(PagePath path, long least) => source.ReadAsync(
        async (connection, stop) => (path.MayBeStory ? await FindStoryAsync(connection, path, stop) : null) ?? await connection.SingleAsync<PageRow>(PageSql.Find, ParametersOf(path), stop),
        row => row.Number,
        least);

    /// <summary>The story alone where what surrounds it is known, which is half of what a page takes.</summary>
    private async Task<PageRow?> FindStoryAsync(NpgsqlConnection connection, PagePath path, CancellationToken cancellationToken)
    {
        if (await connection.FindAsync<StoryAloneRow>(PageSql.FindStoryAlone, new { path.Path }, cancellationToken) is not { } story) return null;
        if (story.Parent is { } section && surroundings.Find(section, story.Number) is { } known) return story.Within(known);

        var generation = surroundings.Generation;
        var page = await connection.FindAsync<PageRow>(PageSql.FindStory, new { path.Path }, cancellationToken);
        if (page is not null && Surroundings.Of(page) is { } read) surroundings.Keep(read, page.Number, generation);
        return page;
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
