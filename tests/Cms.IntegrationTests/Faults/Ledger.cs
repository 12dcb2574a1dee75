using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>Writers who note what they were told is done, until whoever answers them has gone.</summary>
internal sealed class Ledger(string section, string author)
{
    private readonly ConcurrentDictionary<string, string> _published = new();
    private readonly ConcurrentDictionary<string, bool> _sent = new();

    /// <summary>Ids of stories that were told to be published, with their headlines.</summary>
    public IReadOnlyDictionary<string, string> Published => _published;

    /// <summary>Writes until a request fails as no answer of the service does, or the service says that it cannot; ends then.</summary>
    public Task WriteAsync(HttpClient editor, int writers, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
    {
        try
        {
            while (!stop.IsCancellationRequested) await WriteOneAsync(editor);
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }));

    private async Task WriteOneAsync(HttpClient editor)
    {
        var headline = Newsroom.Unique("Story");
        _sent[headline] = true;
        var made = await editor.AskAsync(HttpMethod.Post, "articles", new JsonObject
        {
            ["language"] = "en",
            ["headline"] = headline,
            ["section"] = section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }),
            ["bodyMarkdown"] = "One paragraph.",
        });
        if (made.Status != 201)
        {
            Assert.Equal(503, made.Status);
            return;
        }
        var id = (string)made.Json["id"]!;
        var published = await editor.AskAsync(HttpMethod.Post, $"articles/{id}/publish", new JsonObject());
        if (published.Status == 200) _published[id] = headline;
        else Assert.Equal(503, published.Status);
    }

    /// <summary>Everything that was told to be done is, once, and nothing is there that nobody sent.</summary>
    public async Task HoldsAsync(HttpClient reader)
    {
        foreach (var (id, headline) in _published)
        {
            using var response = await reader.GetAsync($"/v1/articles/{id}?fields=headline", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(headline, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["headline"]);
        }
        var listed = await ListedAsync(reader);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Empty(listed.Except(_sent.Keys));
        Assert.Empty(_published.Values.Except(listed));
    }

    private async Task<IReadOnlyList<string>> ListedAsync(HttpClient reader)
    {
        var listed = new List<string>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            var address = $"/v1/articles?section={section}&fields=headline&limit=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}";
            var page = JsonNode.Parse(await reader.GetStringAsync(address, TestContext.Current.CancellationToken))!;
            listed.AddRange(page["items"]!.AsArray().Select(item => (string)item!["headline"]!));
            next = (string?)page["next"];
        }
        return listed;
    }
}
