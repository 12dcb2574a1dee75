using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles.Merging;

/// <summary>The working copy that a client had read when it made its change.</summary>
internal sealed record FormerCopy
{
    public required string Slug { get; init; }
    public required string Content { get; init; }
    public required string Body { get; init; }

    /// <summary>
    /// The row as it was at the version that If-Match names, where that is one version and is still kept. Its origin and the facts
    /// about the story are those of now: they are not kept.
    /// </summary>
    public static async Task<ArticleRow?> FindAsync(NpgsqlConnection connection, ArticleRow now, HttpRequest request, CancellationToken cancellationToken)
    {
        if (Preconditions.Named(request) is not { } version || version >= now.Version) return null;
        if (await connection.FindAsync<FormerCopy>(FormerCopySql.Find, new { now.Id, Version = version }, cancellationToken) is not { } copy) return null;
        return now with { Version = version, Slug = copy.Slug, Content = copy.Content, Body = copy.Body };
    }
}
