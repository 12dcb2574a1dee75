using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>
/// Arranges a newsroom through the API. Names are made unique where a test does not care, so tests of one class do not meet.
/// </summary>
public sealed class Newsroom(HttpClient editor)
{
    private static int _count;

    public HttpClient Editor => editor;

    public static string Unique(string name) => $"{name} {Interlocked.Increment(ref _count)}";

    public async Task<string> SectionAsync(string name, string? parent = null) =>
        (string)(await PostAsync("sections", new JsonObject { ["name"] = name, ["parent"] = parent }))["path"]!;

    public async Task<JsonObject> AuthorAsync(string name, string kind = "person") => await PostAsync("authors", new JsonObject { ["kind"] = kind, ["name"] = name });

    public async Task<JsonObject> TagAsync(string name, string type = "topic") => await PostAsync("tags", new JsonObject { ["type"] = type, ["name"] = name });

    public async Task<JsonObject> AgencyAsync(string code, string? name = null) =>
        await PostAsync("agencies", new JsonObject { ["code"] = code, ["name"] = name ?? code, ["kind"] = "wire" });

    public async Task<JsonObject> ImageAsync(string alt = "A harbour at dawn", string? credit = "Staff photo", string? agency = null) => await PostAsync("images", new JsonObject
    {
        ["url"] = "https://images.example/harbour.jpg",
        ["width"] = 1200,
        ["height"] = 675,
        ["alt"] = alt,
        ["credit"] = new JsonObject { ["line"] = credit, ["agency"] = agency },
    });

    /// <summary>A draft that could be published, with what <paramref name="with"/> adds or replaces.</summary>
    public async Task<JsonObject> DraftAsync(JsonObject? with = null)
    {
        var draft = new JsonObject
        {
            ["language"] = "en-IN",
            ["headline"] = Unique("A story"),
            ["bodyMarkdown"] = "One paragraph of text.\n\nAnother one.",
        };
        foreach (var (name, value) in with ?? []) draft[name] = value?.DeepClone();
        if (draft["body"] is not null || draft["bodyHtml"] is not null) draft.Remove("bodyMarkdown");
        if (!draft.ContainsKey("section")) draft["section"] = await SectionAsync(Unique("Section"));
        if (!draft.ContainsKey("bylines"))
            draft["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)(await AuthorAsync(Unique("Writer")))["slug"]! });
        return await PostAsync("articles", draft);
    }

    public async Task<JsonObject> PublishedAsync(JsonObject? with = null) => await PublishAsync(await DraftAsync(with));

    public Task<JsonObject> PublishAsync(JsonObject article, JsonObject? request = null) => ActAsync(article, "publish", request ?? []);

    /// <summary>A correction of an article, public with its next publication.</summary>
    public Task<JsonObject> CorrectAsync(JsonObject article, string kind = "correction", string text = "It was otherwise.", string? placement = null, string? severity = null)
    {
        var correction = new JsonObject { ["kind"] = kind, ["text"] = text };
        if (placement is not null) correction["placement"] = placement;
        if (severity is not null) correction["severity"] = severity;
        return PostAsync($"articles/{Id(article)}/corrections", correction);
    }

    /// <summary>A state change of an article, whatever its version.</summary>
    public Task<JsonObject> ActAsync(JsonObject article, string action, JsonObject request) =>
        SendAsync(HttpMethod.Post, $"articles/{Id(article)}/{action}", request, HttpStatusCode.OK);

    public Task<JsonObject> PatchAsync(string path, JsonObject patch) => SendAsync(HttpMethod.Patch, path, patch, HttpStatusCode.OK);

    public Task<JsonObject> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body, HttpStatusCode.Created);

    public async Task<JsonObject> GetAsync(string path) => (await editor.GetFromJsonAsync<JsonObject>("/v1/editorial/" + path, TestContext.Current.CancellationToken))!;

    public static string Id(JsonObject resource) => (string)resource["id"]!;

    /// <summary>Sends with <c>If-Match: *</c> and insists on the status.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode expected)
    {
        using var response = await TrySendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : JsonSerializer.Deserialize<JsonObject>(text)!;
    }

    public async Task<HttpResponseMessage> TrySendAsync(HttpMethod method, string path, JsonObject? body, string ifMatch = "*")
    {
        using var request = new HttpRequestMessage(method, "/v1/editorial/" + path);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = JsonContent.Create(body);
        return await editor.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
