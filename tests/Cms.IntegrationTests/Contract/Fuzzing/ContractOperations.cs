using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>The committed contract, an operation at a time.</summary>
internal static class ContractOperations
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    public static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(CommittedContract.Path))!;

    public static readonly IReadOnlyList<ContractOperation> All =
    [
        .. Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(member => Methods.Contains(member.Key))
            .Select(member => new ContractOperation(HttpMethod.Parse(member.Key.ToUpperInvariant()), path.Key, member.Value!))),
    ];

    /// <summary>What a reference refers to, or the node itself.</summary>
    public static JsonNode Resolve(JsonNode node) =>
        node["$ref"] is { } reference ? Resolve(((string)reference!).Split('/').Skip(1).Aggregate(Document, (place, name) => place[name]!)) : node;
}

/// <param name="Path">Its template: <c>/v1/tags/{ref}</c>.</param>
internal sealed record ContractOperation(HttpMethod Method, string Path, JsonNode Description)
{
    public string Id { get; } = (string)Description["operationId"]!;

    public bool IsEditorial => Path.StartsWith("/v1/editorial/", StringComparison.Ordinal);

    /// <summary>The last fixed part of the path: the collection that its parameters choose from.</summary>
    public string Collection => Path.Split("/{")[0].Split('/')[^1];

    public IReadOnlyList<JsonNode> Parameters { get; } = [.. (Description["parameters"]?.AsArray() ?? []).Select(parameter => ContractOperations.Resolve(parameter!))];

    /// <summary>Media types, each with its schema.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Bodies { get; } = [.. Description["requestBody"]?["content"]?.AsObject() ?? []];

    public IReadOnlySet<string> Statuses { get; } = Description["responses"]!.AsObject().Select(response => response.Key).ToHashSet();

    public bool Needs(string header) => Parameters.Any(parameter => (string)parameter["name"]! == header && (bool?)parameter["required"] == true);

    public override string ToString() => $"{Method} {Path}";
}
