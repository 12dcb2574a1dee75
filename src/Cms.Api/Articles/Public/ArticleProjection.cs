using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles.Public;

/// <summary>A published story that nobody holds shows its last published revision; a withdrawn one its reason; every other story nothing.</summary>
internal sealed class ArticleProjection : IProjection
{
    public string Kind => Article.Kind;
    public int Version => 3;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync<PublicationRow>(PublicSql.ListPublications, new { Ids = ids }, cancellationToken);
        var slugs = (await connection.ListAsync<SlugRow>(PublicSql.ListPublicSlugs, new { Ids = ids }, cancellationToken)).ToLookup(row => row.Owner, row => row.Slug);
        var published = await StoryLoader.LoadAsync(connection, [.. rows.Where(row => row is { Publication: Publication.Published, IsHeld: false })], cancellationToken);
        var withdrawn = rows.Where(row => row.Publication is Publication.TakenDown or Publication.Killed);
        return
        [
            .. published.Select(story => new Projected
            {
                Id = story.Row.Id,
                Documents = StoryDocument.Of(story),
                FormerSlugs = [.. slugs[story.Row.Id].Where(slug => slug != story.Row.Slug)],
            }),
            .. withdrawn.Select(row => new Projected { Id = row.Id, Gone = new Withdrawal(row.PublicationReason!, [.. slugs[row.Id]]) }),
        ];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, PublicSql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(PublicSql.ListIds, new { After = after, Limit = limit }, cancellationToken);
}
