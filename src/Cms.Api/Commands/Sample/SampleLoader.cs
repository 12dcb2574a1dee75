using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;

namespace Cms.Api.Commands.Sample;

/// <summary>
/// Fills a newsroom with invented stories, by the same requests an editor would send. A load that was interrupted can be run
/// again: what exists already, and what somebody has edited since, is left alone.
/// </summary>
internal static class SampleLoader
{
    private const string Sender = "cms-sample";
    private const string Resource = "Cms.Api.Commands.Sample.newsroom.json";

    /// <summary>Answers how many of the requests changed something: all of them in a new newsroom, none in one that has its sample.</summary>
    public static async Task<int> LoadAsync(Uri address, string adminKey, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address, "/v1/editorial/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        client.DefaultRequestHeaders.Add("User-Agent", Sender);
        var requests = await ReadAsync(cancellationToken);
        var images = await SampleImages.ListAsync(client, cancellationToken);
        var changes = 0;
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index].At(TimeProvider.System.GetUtcNow());
            if (!images.TryReuse(request) && await SendAsync(client, request, images.PutInto(request.Body), cancellationToken) is { } answer)
            {
                images.Remember(request, answer);
                changes++;
            }
            progress?.Report(new Headway(index + 1, requests.Count));
        }
        return changes;
    }

    public static bool IsSender(HttpRequest request) => request.Headers.UserAgent == Sender;

    internal static async Task<IReadOnlyList<SampleRequest>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(SampleLoader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return await JsonSerializer.DeserializeAsync<List<SampleRequest>>(stream, JsonSerializerOptions.Web, cancellationToken) ?? [];
    }

    /// <summary>Null where nothing is left to do: it exists already (409), is past the version the sample knows (412) or has another slug now (404).</summary>
    private static async Task<JsonObject?> SendAsync(HttpClient client, SampleRequest request, string? body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        message.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{request.Version}\""));
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode) return await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound) return null;
        throw new InvalidOperationException(
            $"{request.Method} {request.Path} of the sample answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
