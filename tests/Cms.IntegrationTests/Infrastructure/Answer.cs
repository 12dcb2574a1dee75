using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>What the editorial side answered, read to its end.</summary>
internal sealed class Answer(HttpResponseMessage response, string text)
{
    public int Status => (int)response.StatusCode;

    public string Text => text;

    public JsonObject Json => JsonNode.Parse(text)!.AsObject();

    public string? ETag => Header("ETag");

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The answer of a request that had to succeed.</summary>
    public JsonObject Is(int status)
    {
        Assert.True(Status == status, $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered {Status}, not {status}: {text}");
        return text.Length == 0 ? [] : Json;
    }

    /// <summary>
    /// A problem as the contract describes them, with exactly these faults in any order: <c>/bylines/0/author not_found</c> in a
    /// body, <c>limit out_of_range</c> in a query.
    /// </summary>
    public JsonObject IsProblem(int status, string code, params string[] faults)
    {
        var problem = Is(status);
        Assert.Equal("application/problem+json", Header("Content-Type"));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal(status, (int)problem["status"]!);
        Assert.Equal(code, (string?)problem["code"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["type"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["detail"]));
        Assert.Equal(Header("X-Request-Id"), (string?)problem["traceId"]);
        Assert.Equal(faults.Order(StringComparer.Ordinal), FaultsOf(problem).Order(StringComparer.Ordinal));
        return problem;
    }

    private static IEnumerable<string> FaultsOf(JsonObject problem) =>
        (problem["errors"]?.AsArray() ?? []).Select(error =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)error!["detail"]));
            return $"{error["pointer"] ?? error["parameter"]} {error["code"]}";
        });
}

internal static class Asking
{
    /// <summary>Sends to a path under <c>/v1/editorial/</c>, with <c>If-Match: *</c> where nothing else is said.</summary>
    public static Task<Answer> AskAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body = null, string? ifMatch = "*") =>
        client.SendTextAsync(method, path, body?.ToJsonString(), "application/json", ifMatch);

    /// <summary>With the preference that changes of different members are merged.</summary>
    public static async Task<Answer> AskForMergeAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body, string ifMatch)
    {
        using var request = new HttpRequestMessage(method, "/v1/editorial/" + path) { Headers = { { "If-Match", ifMatch }, { "Prefer", "merge=disjoint" } } };
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        return await client.AnswerAsync(request);
    }

    public static Task<Answer> PatchAsync(this HttpClient client, string path, JsonNode patch, string? ifMatch = "*") =>
        client.AskAsync(HttpMethod.Patch, path, patch, ifMatch);

    public static Task<Answer> SendTextAsync(
        this HttpClient client, HttpMethod method, string path, string? text, string mediaType = "application/json", string? ifMatch = "*") =>
        client.SendAsync(method, path, text is null ? null : new StringContent(text, new System.Net.Http.Headers.MediaTypeHeaderValue(mediaType)), ifMatch);

    public static async Task<Answer> SendAsync(this HttpClient client, HttpMethod method, string path, HttpContent? content, string? ifMatch = "*")
    {
        using var request = new HttpRequestMessage(method, "/v1/editorial/" + path) { Content = content };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.AnswerAsync(request);
    }

    /// <summary>Reads what anybody may, under its whole address.</summary>
    public static async Task<Answer> SeeAsync(this HttpClient client, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.AnswerAsync(request);
    }

    public static async Task<Answer> AnswerAsync(this HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A client whose key has the role.</summary>
    public static async Task<HttpClient> ClientAsync(this CmsFixture cms, string role)
    {
        var key = await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique(role), ["role"] = role });
        return cms.App.Client((string)key["key"]!);
    }
}
