using System.Text.Json;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Images;

/// <summary>An image can be asked for by its id while a public story shows it.</summary>
internal sealed class ImageProjection : IProjection
{
    public string Kind => Image.Kind;
    public int Version => 1;

    public async Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        var shown = await Shown.AmongAsync(connection, Image.Kind, ids, cancellationToken);
        var rows = await ImageRepository.ListByIdsAsync(connection, shown, cancellationToken);
        return [.. rows.Select(row => new Projected { Id = row.Id, Documents = [ToDocument(row)] })];
    }

    public Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        SubjectRow.ListAsync(connection, ImageSql.ListEmbedders, ids, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<Guid>(ImageSql.ListIds, new { After = after, Limit = limit }, cancellationToken);

    private static Document ToDocument(ImageRow row)
    {
        var image = JsonSerializer.SerializeToUtf8Bytes(ImagePublic.From(row), Json.Options);
        return new Document { Kind = Image.Kind, Id = row.Id, Card = image, Face = image };
    }
}
