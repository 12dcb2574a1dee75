using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>A client that follows the change feed.</summary>
internal sealed class Following : IDisposable
{
    private readonly HttpClient _client;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private Following(HttpClient client, Stream stream)
    {
        _client = client;
        _events = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public static async Task<Following> BeginAsync(Uri address, string query, params (string Name, string Value)[] headers)
    {
        var client = new HttpClient { BaseAddress = address };
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/changes/stream" + query);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new Following(client, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(string Name, long? Number, JsonNode Data)> NextAsync()
    {
        Assert.True(await _events.MoveNextAsync(), "The stream has ended.");
        var item = _events.Current;
        var data = JsonNode.Parse(item.Data)!;
        return (item.EventType, item.EventType == "change" ? (long)data["seq"]! : null, data);
    }

    /// <summary>The number of the next change of a resource.</summary>
    public async Task<long> UntilAsync(JsonObject resource)
    {
        while (true)
        {
            var (_, number, data) = await NextAsync();
            if (number is { } found && (string?)data["id"] == (string?)resource["id"]) return found;
        }
    }

    public void Dispose() => _client.Dispose();
}
