using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.Contract;

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

    /// <summary>Those with most fixed parts come first: <c>/articles/{ref}/publish</c> before <c>/sections/{path}</c>.</summary>
    private static readonly IReadOnlyList<ContractOperation> MostFixedFirst =
        [.. All.OrderByDescending(operation => operation.Path.Split('/').Count(part => !part.StartsWith('{')))];

    /// <summary>The operation that a request asks for, or null. HEAD asks for what GET does.</summary>
    public static ContractOperation? Find(HttpMethod method, string path) =>
        MostFixedFirst.FirstOrDefault(operation => operation.Method == (method == HttpMethod.Head ? HttpMethod.Get : method) && operation.IsAt(path));

    /// <summary>Whether several values of a parameter are given one by one, not with commas between.</summary>
    public static bool IsRepeated(JsonNode parameter) => (string?)parameter["schema"]!["type"] == "array" && (bool?)parameter["explode"] != false;

    /// <summary>What a reference refers to, or the node itself.</summary>
    public static JsonNode Resolve(JsonNode node) =>
        node["$ref"] is { } reference ? Resolve(((string)reference!).Split('/').Skip(1).Aggregate(Document, (place, name) => place[name]!)) : node;
}

/// <param name="Path">Its template: <c>/v1/tags/{ref}</c>.</param>
internal sealed partial record ContractOperation(HttpMethod Method, string Path, JsonNode Description)
{
    private readonly Regex _pattern = new($"^{Parameter().Replace(Path, part => HasSlashes(Path, part.Value) ? ".+" : "[^/]+")}$");

    public string Id => (string)Description["operationId"]!;

    /// <summary>Whether it tells what has happened, not what is.</summary>
    public bool IsFollowed => Path.StartsWith("/v1/changes", StringComparison.Ordinal);

    /// <summary>Whether its answer has no end.</summary>
    public bool IsStream => Responses.GetValueOrDefault("200")?["content"]?["text/event-stream"] is not null;

    public bool IsEditorial => Path.StartsWith("/v1/editorial/", StringComparison.Ordinal);

    /// <summary>The last fixed part of the path before its parameters: the collection that they choose from.</summary>
    public string Collection => Path.Split("/{")[0].Split('/')[^1];

    public IReadOnlyList<JsonNode> Parameters { get; } = [.. (Description["parameters"]?.AsArray() ?? []).Select(parameter => ContractOperations.Resolve(parameter!))];

    /// <summary>Media types, each with its schema.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Bodies { get; } = [.. Description["requestBody"]?["content"]?.AsObject() ?? []];

    /// <summary>By status.</summary>
    public IReadOnlyDictionary<string, JsonNode> Responses { get; } =
        Description["responses"]!.AsObject().ToDictionary(response => response.Key, response => ContractOperations.Resolve(response.Value!));

    public bool IsAt(string path) => _pattern.IsMatch(path);

    public bool Needs(string header) => Parameters.Any(parameter => (string)parameter["name"]! == header && (bool?)parameter["required"] == true);

    public override string ToString() => $"{Method} {Path}";

    /// <summary>The path of a section and the id of an origin have slashes; each stands last.</summary>
    private static bool HasSlashes(string path, string part) => part == "{path}" || (part == "{id}" && path.Contains("{system}", StringComparison.Ordinal));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
