using System.Net;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>Short ways to ask as a reader, and to look at the answer.</summary>
internal static class Reading
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient reader, string path) => reader.GetAsync(path, TestContext.Current.CancellationToken);

    public static async Task<JsonObject> ReadAsync(this HttpClient reader, string path)
    {
        using var response = await reader.AskAsync(path);
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"GET {path} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient reader, string path)
    {
        using var response = await reader.AskAsync(path);
        return response.StatusCode;
    }

    public static async Task<string> ETagAsync(this HttpClient reader, string path)
    {
        using var response = await reader.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static IReadOnlyList<string> Strings(this JsonNode list, string member) => [.. list.AsArray().Select(item => (string)item![member]!)];

    /// <summary>The members of <c>items</c> of an answer.</summary>
    public static IReadOnlyList<string> Items(this JsonObject answer, string member) => answer["items"]!.Strings(member);
}
