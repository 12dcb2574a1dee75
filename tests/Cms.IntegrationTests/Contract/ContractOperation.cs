using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Contract;

/// <summary>An operation as the contract tells it, for whoever sends it.</summary>
internal sealed record ContractOperation(string Id, string Method, string Path, JsonObject Description)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public bool NeedsKey => Description["security"] is JsonArray { Count: > 0 };

    private IEnumerable<(string Name, string In)> Parameters =>
        (Description["parameters"]?.AsArray() ?? []).Select(parameter => ((string)parameter!["name"]!, (string)parameter["in"]!));

    public static IReadOnlyList<ContractOperation> ListOf(string contract) =>
    [
        .. JsonNode.Parse(contract)!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(operation => Methods.Contains(operation.Key))
            .Select(operation => new ContractOperation(
                (string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value.AsObject()))),
    ];

    public bool AnswersIn(string mediaType) => Description["responses"]?["200"]?["content"]?[mediaType] is not null;

    /// <summary>Path and query, with the parameters that have a value.</summary>
    public string AddressOf(Func<string, string?> valueOf)
    {
        var path = Path;
        var query = new List<string>();
        foreach (var (name, place) in Parameters)
        {
            if (valueOf(name) is not { } value) continue;
            if (place == "path") path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            else if (place == "query") query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }
}
