using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles.Backlinks;

/// <summary>Who links to a story, so that an editor knows what its withdrawal, or another address, concerns.</summary>
internal static class BacklinkEndpoints
{
    public static async Task<Ok<Page<Backlink>>> ListBacklinks(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Read(http.Request);
        var rows = await source.ReadAsync(
            async (connection, stop) =>
            {
                var target = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                return await connection.ListAsync<Backlink>(BacklinkSql.List, new { target.Id, page.After, Limit = page.Limit + 1 }, stop);
            },
            cancellationToken);
        return page.Answer(http, rows, row => row, row => row.Id);
    }
}
