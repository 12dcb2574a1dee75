using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;

namespace Cms.Benchmarks;

/// <summary>Writes stories over HTTP, each known by its number.</summary>
internal sealed class Editor
{
    public const int Clients = 8;

    /// <summary>Settings of a service that lets one key write as fast as it can.</summary>
    public static readonly (string Name, string Value)[] Unlimited = [("Cms__WritesPerSecond", "100000"), ("Cms__WriteBurst", "100000")];

    private readonly HttpClient _client;
    private readonly Dictionary<int, Guid> _ids = [];
    private readonly Lock _lock = new();
    private readonly JsonNode _body = BodyOf(1);
    private readonly JsonNode _otherBody = BodyOf(2);
    private int _edits;

    public Editor(HttpClient client)
    {
        _client = client;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkDatabase.AdminKey);
    }

    public Guid IdOf(int number)
    {
        lock (_lock) return _ids[number];
    }

    /// <summary>Creates, edits or publishes stories of these numbers, by all clients together.</summary>
    public async Task WriteAsync(string operation, int first, int count)
    {
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < first + count) await WriteAsync(operation, number);
        })));
    }

    public Task WriteAsync(string operation, int number) => operation switch
    {
        "create" => CreateAsync(number),
        "edit" => SendAsync(HttpMethod.Patch, $"articles/{IdOf(number)}", new JsonObject { ["headline"] = $"Story {RecordedWrite.Text(number)} as edited by {Interlocked.Increment(ref _edits)}", ["body"] = _otherBody.DeepClone() }),
        _ => SendAsync(HttpMethod.Post, $"articles/{IdOf(number)}/publish", new JsonObject { ["update"] = "minor" }),
    };

    public Task RenameAuthorAsync(string slug, string name) => SendAsync(HttpMethod.Patch, $"authors/{slug}", new JsonObject { ["name"] = name });

    public Task MoveSectionAsync(string path, string slug) => SendAsync(HttpMethod.Patch, $"sections/{path}", new JsonObject { ["slug"] = slug });

    private async Task CreateAsync(int number)
    {
        var created = await SendAsync(HttpMethod.Post, "articles", new JsonObject
        {
            ["slug"] = $"story-{RecordedWrite.Text(number)}",
            ["language"] = "en-IN",
            ["headline"] = $"Story {RecordedWrite.Text(number)} as it was written",
            ["standfirst"] = "What the story is about, in a sentence of a usual length.",
            ["section"] = "business/markets",
            ["tags"] = new JsonArray("archive-tag-1", "archive-tag-2", Corpus.Tag),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = "archive-author-1" }),
            ["body"] = _body.DeepClone(),
        });
        lock (_lock) _ids[number] = created;
    }

    private async Task<Guid> SendAsync(HttpMethod method, string path, JsonObject content)
    {
        using var request = new HttpRequestMessage(method, "/v1/editorial/" + path) { Content = JsonContent.Create(content) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await _client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? (Guid)JsonNode.Parse(answer)!["id"]! : throw new InvalidOperationException(answer);
    }

    private static JsonNode BodyOf(int seed) => JsonNode.Parse(BodyWriter.ToBytes(new CorpusText(new Random(seed)).Body()))!;
}
