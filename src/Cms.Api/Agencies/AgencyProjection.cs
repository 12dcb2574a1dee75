using System.Text.Json;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Agencies;

/// <summary>An agency stands in the list of agencies while a public story shows it; it has no page.</summary>
internal sealed class AgencyProjection : IProjection
{
    public string Kind => Agency.Kind;
    public int Version => 2;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var shown = await Shown.AmongAsync(connection, Agency.Kind, ids, cancellationToken);
        var rows = await AgencyRepository.ListByIdsAsync(connection, shown, cancellationToken);
        return [.. rows.Select(row => new Projected { Id = row.Id, Documents = [ToDocument(row)] })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, AgencySql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(AgencySql.ListIds, new { After = after, Limit = limit }, cancellationToken);

    private static Document ToDocument(AgencyRow row) => new()
    {
        Kind = Agency.Kind,
        Id = row.Id,
        Slug = row.Code,
        Card = JsonSerializer.SerializeToUtf8Bytes(AgencyPublic.From(row), Json.Options),
        Face = JsonSerializer.SerializeToUtf8Bytes(AgencyFace.From(row), Json.Options),
        Lists = Membership.ByName("agencies", row.Name, row.Code),
    };
}
