using System.Text.Json;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Tags;

/// <summary>A tag has a page and a place in the list of tags while a public story has it.</summary>
internal sealed class TagProjection : IProjection
{
    public string Kind => Tag.Kind;
    public int Version => 1;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var shown = await Shown.AmongAsync(connection, Tag.Kind, ids, cancellationToken);
        var site = await SiteFacts.ReadAsync(connection, cancellationToken);
        var rows = await TagRepository.ListByIdsAsync(connection, shown, cancellationToken);
        var former = await FormerSlugs.ReadAsync(connection, Tag.Kind, shown, cancellationToken);
        return [.. rows.Select(row => new Projected
        {
            Id = row.Id,
            Documents = [Document(row, site)],
            FormerSlugs = [.. former[row.Id].Where(slug => slug != row.Slug)],
        })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        Embedders.OfTagsAsync(connection, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(TagSql.ListIds, new { After = after, Limit = limit }, cancellationToken);
}
