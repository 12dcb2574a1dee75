using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>Makes up requests that the contract allows, on what there is in the newsroom that they change.</summary>
internal sealed class FuzzRequests(string adminKey)
{
    /// <summary>Where a member or parameter names something else: the collection that it chooses from.</summary>
    private static readonly Dictionary<string, string> Named = new()
    {
        ["section"] = "sections",
        ["parent"] = "sections",
        ["otherSections"] = "sections",
        ["tag"] = "tags",
        ["tags"] = "tags",
        ["author"] = "authors",
        ["agency"] = "agencies",
        ["image"] = "images",
        ["article"] = "articles",
        ["target"] = "articles",
        ["linksTo"] = "articles",
    };

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _known = new();

    /// <summary>What is there from now on, by a name of its own.</summary>
    public void Remember(string collection, string name) => _known.GetOrAdd(collection, _ => new()).Enqueue(name);

    public FuzzRequest Make(ContractOperation operation, Random random)
    {
        var values = new FuzzValues(random, name => NameOf(name, random));
        var query = new List<(string, string)>();
        var headers = new Dictionary<string, string>();
        if (operation.IsEditorial) headers["Authorization"] = $"Bearer {adminKey}";
        foreach (var parameter in operation.Parameters)
        {
            var name = (string)parameter["name"]!;
            var required = (bool?)parameter["required"] == true;
            if ((string)parameter["in"]! == "query" && (required || random.Next(4) == 0))
                query.Add((name, Uri.EscapeDataString(values.Of(parameter["schema"], name) is var value && value is JsonArray several ? string.Join(',', several) : value?.ToString() ?? "")));
            if ((string)parameter["in"]! == "header" && (required || random.Next(4) == 0))
                headers[name] = random.Next(5) > 0 ? "*" : "\"1\"";
        }

        var request = new FuzzRequest(operation, PathOf(operation, random)) { Query = query, Headers = headers };
        if (operation.Bodies.Count == 0) return request;
        var (mediaType, content) = operation.Bodies[random.Next(operation.Bodies.Count)];
        return request with { MediaType = mediaType, Body = Encoding.UTF8.GetBytes(BodyOf(mediaType, content!["schema"]!, values)) };
    }

    private static string BodyOf(string mediaType, JsonNode schema, FuzzValues values) => mediaType == "text/markdown"
        ? $"---\nlanguage: en\nheadline: {values.Of(null, "headline")}\n---\n\n{values.Of(null, "body")}\n"
        : Sent(ContractOperations.Resolve(schema), values).ToJsonString();

    /// <summary>A story is sent in one form of body.</summary>
    private static JsonObject Sent(JsonNode schema, FuzzValues values)
    {
        var body = values.Of(schema, "")!.AsObject();
        foreach (var form in new[] { "bodyHtml", "bodyMarkdown", "body" }.Where(body.ContainsKey).Skip(1).ToList()) body.Remove(form);
        return body;
    }

    private string PathOf(ContractOperation operation, Random random) => string.Join('/', operation.Path.Split('/').Select(part => part switch
    {
        "{ref}" or "{code}" or "{path}" => Uri.EscapeDataString(Known(operation.Collection, random) ?? "nothing").Replace("%2F", "/", StringComparison.Ordinal),
        "{id}" => Known(operation.Path.Contains("related-links", StringComparison.Ordinal) ? "related-links" : operation.Collection, random) ?? Guid.CreateVersion7().ToString(),
        "{system}" => "wire",
        _ => part,
    }));

    private string? NameOf(string name, Random random) =>
        Named.TryGetValue(name, out var collection) ? Known(collection, random) : name switch { "language" => "en", "timeZone" => "Asia/Kolkata", _ => null };

    private string? Known(string collection, Random random) => _known.TryGetValue(collection, out var names) && !names.IsEmpty ? names.ElementAt(random.Next(names.Count)) : null;
}
