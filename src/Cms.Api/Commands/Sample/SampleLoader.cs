using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Api.Commands.Sample;

/// <summary>
/// Fills a newsroom with invented stories, by the same requests an editor would send. A load that was interrupted can be run
/// again: what exists already is left alone.
/// </summary>
internal static class SampleLoader
{
    private const string Resource = "Cms.Api.Commands.Sample.newsroom.json";

    public static async Task<int> LoadAsync(Uri address, string adminKey, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address, "/v1/editorial/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        var requests = await ReadAsync(cancellationToken);
        for (var index = 0; index < requests.Count; index++)
        {
            await SendAsync(client, requests[index], cancellationToken);
            progress?.Report((index + 1.0) / requests.Count);
        }
        return requests.Count;
    }

    private static async Task<IReadOnlyList<SampleRequest>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(SampleLoader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return await JsonSerializer.DeserializeAsync<List<SampleRequest>>(stream, JsonSerializerOptions.Web, cancellationToken) ?? [];
    }

    private static async Task SendAsync(HttpClient client, SampleRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        message.Headers.TryAddWithoutValidation("If-Match", "*");
        if (request.Body is not null) message.Content = new StringContent(request.Body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Conflict) return;
        throw new InvalidOperationException(
            $"{request.Method} {request.Path} of the sample answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }
}

internal sealed record SampleRequest
{
    public required string Method { get; init; }

    /// <summary>Below <c>/v1/editorial/</c>.</summary>
    public required string Path { get; init; }
    public JsonObject? Body { get; init; }
}
