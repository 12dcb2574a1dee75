using Cms.Api.PortableText;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles;

internal static class ImagesOfBody
{
    /// <summary>Every image a body shows has to exist; a foreign key holds it from then on.</summary>
    /// <param name="markdown">Places in blocks mean nothing to who sent Markdown.</param>
    public static async Task CheckAsync(NpgsqlConnection connection, Body body, bool markdown, List<Fault> faults, CancellationToken cancellationToken)
    {
        var images = BodyReferences.Of(body).Images;
        if (images.Count == 0) return;
        var known = await connection.ListAsync<Guid>(
            ArticleSql.ListKnownImages, new { Ids = images.Select(image => image.Id).Distinct().ToArray() }, cancellationToken);
        faults.AddRange(images
            .Where(image => !known.Contains(image.Id))
            .Select(image => new Fault(markdown ? "/bodyMarkdown" : "/body" + image.Pointer, FaultCodes.NotFound, $"There is no image {image.Id}.")));
    }
}
