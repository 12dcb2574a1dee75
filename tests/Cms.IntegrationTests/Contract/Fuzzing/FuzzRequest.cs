using System.Net.Http.Headers;
using System.Text;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>A request as it is made up and, one fault at a time, spoilt.</summary>
internal sealed record FuzzRequest(ContractOperation Operation, string Path)
{
    /// <summary>Names and values, both encoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? MediaType { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault { get; init; }

    public HttpRequestMessage Message()
    {
        var query = string.Join('&', Query.Select(parameter => $"{parameter.Name}={parameter.Value}"));
        var address = new Uri(Path + (query.Length > 0 ? "?" + query : ""), UriKind.Relative);
        var message = new HttpRequestMessage(Operation.Method, address);
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (Body is null) return message;
        message.Content = new ByteArrayContent(Body);
        if (MediaType is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(MediaType);
        return message;
    }

    public override string ToString()
    {
        var message = Message();
        var headers = string.Concat(Headers.Where(header => header.Key != "Authorization").Select(header => $" {header.Key}: {header.Value}"));
        return $"{Operation.Method} {message.RequestUri}{headers} {MediaType} {Encoding.UTF8.GetString(Body ?? [])} -- {Fault ?? "nothing is wrong with it"}";
    }
}
