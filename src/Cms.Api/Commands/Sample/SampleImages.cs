using System.Text.Json.Nodes;

namespace Cms.Api.Commands.Sample;

/// <summary>
/// Ids of the sample's images. Stories name an image by its id alone, which the service makes, and posting an image twice makes
/// two: so the sample calls them by names, and one whose URL is known already is taken for the same.
/// </summary>
internal sealed class SampleImages
{
    private readonly Dictionary<string, string> _idsByUrl = [];
    private readonly Dictionary<string, string> _idsByName = [];

    private SampleImages()
    {
    }

    public static async Task<SampleImages> ListAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var images = new SampleImages();
        for (var page = "images?limit=100"; page is not null;)
        {
            var answer = (await client.GetFromJsonAsync<JsonObject>(page, cancellationToken))!;
            foreach (var image in answer["items"]!.AsArray()) images._idsByUrl.TryAdd((string)image!["url"]!, (string)image["id"]!);
            page = (string?)answer["next"] is { } cursor ? $"images?limit=100&cursor={cursor}" : null;
        }
        return images;
    }

    /// <summary>Whether the request would make an image that is there already.</summary>
    public bool TryReuse(SampleRequest request)
    {
        if (request.As is not { } name || !_idsByUrl.TryGetValue((string)request.Body!["url"]!, out var id)) return false;
        _idsByName[name] = id;
        return true;
    }

    public void Remember(SampleRequest request, JsonObject answer)
    {
        if (request.As is { } name) _idsByName[name] = (string)answer["id"]!;
    }

    /// <summary>The body as it is sent, with ids where it names images.</summary>
    public string? PutInto(JsonObject? body) => body is null
        ? null
        : _idsByName.Aggregate(body.ToJsonString(), (text, image) => text.Replace($"\"{{{image.Key}}}\"", $"\"{image.Value}\"", StringComparison.Ordinal));
}
