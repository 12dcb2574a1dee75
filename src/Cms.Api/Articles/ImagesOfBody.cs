using System.Globalization;
using System.Text.Json;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles;

internal static class ImagesOfBody
{
    /// <summary>
    /// Every image a body shows has to exist; a foreign key holds it from then on. Blocks are looked through as they were sent, so
    /// that another fault of the body does not hide this one; in Markdown and HTML there are no places to point at.
    /// </summary>
    public static async Task CheckAsync(NpgsqlConnection connection, ArticleRequest request, SentBody sent, NaturalKeys keys, List<Fault> faults, CancellationToken cancellationToken)
    {
        var images = sent.IsText
            ? [.. BodyReferences.Of(sent.Body).Images.Select(image => (image.Id, sent.Pointer))]
            : request.Body is { } blocks ? ImagesIn(blocks, "/body").ToList() : [];
        if (images.Count == 0) return;
        var known = await connection.ListAsync<Guid>(
            ArticleSql.ListKnownImages, new { Ids = images.Select(image => image.Id).Distinct().ToArray() }, cancellationToken);
        faults.AddRange(images
            .Where(image => !known.Contains(image.Id) && keys.Find(Image.Kind, image.Id.ToString()) is null)
            .Select(image => new Fault(image.Pointer, FaultCodes.NotFound, $"There is no image {image.Id}.")));
    }

    /// <summary>The depth of what was sent is bounded by its parser.</summary>
    private static IEnumerable<(Guid Id, string Pointer)> ImagesIn(JsonElement element, string pointer) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => ImagesIn(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"))),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "image", Value.ValueKind: JsonValueKind.String } && Ref.Parse(member.Value.GetString()!).Id is { } id
                ? [(id, pointer + "/image")]
                : ImagesIn(member.Value, $"{pointer}/{member.Name}")),
        _ => [],
    };
}
