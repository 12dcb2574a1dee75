using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.HttpFiles;

/// <summary>Sends the requests of files, from top to bottom, as an editor program would.</summary>
internal sealed partial class HttpFileRun(HttpClient client, string host, string key)
{
    private readonly Dictionary<string, (HttpResponseMessage Response, string Body)> _answers = [];

    /// <summary>The method and the URL as they were sent, the status, and the body.</summary>
    public async Task<(string Method, Uri Url, int Status, string Body)> SendAsync(HttpFile file, FileRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Fill(file, request.Url));
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(Fill(file, request.Body), Encoding.UTF8);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Headers.Single(header => header.Name == "Content-Type").Value);
        }
        foreach (var (name, value) in request.Headers.Where(header => header.Name != "Content-Type"))
            message.Headers.TryAddWithoutValidation(name, Fill(file, value));
        var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (request.Name is not null) _answers[request.Name] = (response, body);
        return (request.Method, message.RequestUri!, (int)response.StatusCode, body);
    }

    private string Fill(HttpFile file, string text) => Placeholder().Replace(text, match => ValueOf(file, match.Groups[1].Value));

    private string ValueOf(HttpFile file, string expression) => expression.Split('.', 4) switch
    {
        ["host"] when file.Variables.ContainsKey("host") => host,
        ["key"] when file.Variables.ContainsKey("key") => key,
        [var name, "response", "headers", var header] => _answers[name].Response.Headers.GetValues(header).Single(),
        [var name, "response", "body", "*"] => _answers[name].Body,
        [var name, "response", "body", var path] when path.StartsWith("$.", StringComparison.Ordinal) =>
            path.Split('.')[1..].Aggregate(JsonNode.Parse(_answers[name].Body), (node, member) => node![member])!.ToString(),
        _ => throw new FormatException($"{file.Path}: {{{{{expression}}}}} is not known."),
    };

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Placeholder();
}
