using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Json.Schema;

namespace Cms.IntegrationTests.Contract;

/// <summary>Holds every answer that a test gets to the contract: what its operation tells of its status is what it is.</summary>
internal sealed class ContractInMotion(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What clients may go by: none of these is sent unsaid. What all answers have alike is told once.</summary>
    private static readonly string[] Own =
    [
        "ETag", "Location", "Link", "Retry-After", "WWW-Authenticate", "X-Request-Id", "X-Robots-Tag", "Cache-Tag", "Cms-Sequence", "Cms-Stale", "RateLimit", "RateLimit-Policy",
        "Idempotency-Replayed", "Preference-Applied",
    ];

    private static readonly ConcurrentDictionary<(string Operation, string Status, string MediaType, bool IsPartial), JsonSchema?> Schemas = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var complaint = Complaint(request.Method, request.RequestUri, response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
            Assert.True(complaint is null, $"{request.Method} {request.RequestUri.PathAndQuery} answered {(int)response.StatusCode} against the contract: {complaint}");
        }
        return response;
    }

    /// <summary>What is wrong with an answer, or null.</summary>
    public static string? Complaint(HttpMethod method, Uri address, HttpResponseMessage response, byte[] body)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (ContractOperations.Find(method, address.AbsolutePath) is not { } operation)
            return (int)response.StatusCode is 404 or 405 || method == HttpMethod.Options ? null : "There is no such operation.";
        if (!operation.Responses.TryGetValue(status, out var told)) return $"{operation} does not tell of this status.";
        if (told["headers"]?.AsObject().FirstOrDefault(header => (bool?)header.Value!["required"] == true && !Has(response, header.Key)) is { Key: { } missing })
            return $"The header {missing} is missing.";
        if (Own.FirstOrDefault(name => Has(response, name) && told["headers"]?[name] is null) is { } untold) return $"The contract does not tell of the header {untold}.";
        if (method == HttpMethod.Head) return null;
        if (told["content"] is not { } content) return body.Length == 0 ? null : "The contract knows no body here.";
        if (mediaType is null || content[mediaType] is not { } type) return $"The contract does not know {mediaType ?? "an answer without a media type"} here.";
        if (!mediaType.EndsWith("json", StringComparison.Ordinal)) return null;
        var isPartial = address.Query.Contains("fields=", StringComparison.Ordinal);
        var schema = Schemas.GetOrAdd(
            (operation.Id, status, mediaType, isPartial), _ => type["schema"] is { } one ? (isPartial ? AnswerSchemas.Partial : AnswerSchemas.Whole).Of(one) : null);
        using var answer = JsonDocument.Parse(body);
        var faults = schema is null ? [] : AnswerSchemas.Faults(schema, answer.RootElement).Take(5).ToList();
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    private static bool Has(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out _) || response.Content.Headers.TryGetValues(header, out _);
}
