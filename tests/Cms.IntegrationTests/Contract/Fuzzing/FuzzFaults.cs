using System.Text;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>Spoils a request in one way, so that it has to be refused.</summary>
internal static class FuzzFaults
{
    private const string Odd = "odd";

    /// <summary>Null where the request has no such part.</summary>
    private static readonly Func<FuzzRequest, Random, FuzzRequest?>[] Ways =
    [
        (request, _) => request with { Query = [.. request.Query, (Odd, "1")], Fault = "an unknown parameter" },
        (request, random) => request.Query is [] ? null : request with { Query = [.. request.Query, (request.Query[random.Next(request.Query.Count)].Name, "%00")], Fault = "a repeated parameter, NUL" },
        (request, random) => OddValue(request, random),
        (request, _) => request.Operation.IsEditorial ? request with { Headers = Without(request.Headers, "Authorization"), Fault = "no key" } : null,
        (request, _) => request.Operation.Needs("If-Match") ? request with { Headers = Without(request.Headers, "If-Match"), Fault = "no If-Match" } : null,
        (request, _) => request.Body is null ? null : request with { MediaType = "application/xml", Fault = "another media type" },
        (request, _) => request.Body is null ? null : request with { MediaType = request.MediaType + "; charset=utf-16", Fault = "another charset" },
        (request, random) => request.Body is { Length: > 2 } body ? request with { Body = body[..random.Next(1, body.Length - 1)], MediaType = "application/json", Fault = "cut off" } : null,
        (request, _) => request.Body is { } body ? request with { Body = [.. body, 0xFF], Fault = "no UTF-8" } : null,
        (request, random) => Rewritten(request, root => Nodes(root).OfType<JsonObject>().ToList() is { Count: > 0 } objects ? Add(objects[random.Next(objects.Count)]) : null, "an unknown member"),
        (request, random) => Rewritten(request, root => Replace(root, random, () => new JsonObject { [Odd] = true }), "another type"),
        (request, random) => Rewritten(request, root => ReplaceText(root, random, "nul\0"), "NUL"),
        (request, random) => Rewritten(request, root => ReplaceText(root, random, new string('x', 250_000)), "too long"),
        (request, _) => Rewritten(request, _ => null, "null"),
        (request, _) => Rewritten(request, root => new JsonArray(root.DeepClone()), "a list"),
        (request, random) => Rewritten(request, root => Replace(root, random, () => Deep()), "too deep"),
    ];

    public static FuzzRequest Spoil(FuzzRequest request, Random random)
    {
        while (true)
        {
            if (Ways[random.Next(Ways.Length)](request, random) is { } spoilt) return spoilt;
        }
    }

    /// <summary>No parameter takes a text of this length, or this one.</summary>
    private static FuzzRequest? OddValue(FuzzRequest request, Random random)
    {
        if (request.Query is []) return null;
        var at = random.Next(request.Query.Count);
        var value = random.Next(2) == 0 ? new string('x', 3_000) : "%EF%BF%BE%00";
        return request with { Query = [.. request.Query.Select((parameter, index) => index == at ? (parameter.Name, value) : parameter)], Fault = "an odd value" };
    }

    /// <param name="change">What to send in place of the body, which is an object. Null sends null.</param>
    private static FuzzRequest? Rewritten(FuzzRequest request, Func<JsonObject, JsonNode?> change, string fault)
    {
        if (request.Body is null || request.MediaType == "text/markdown") return null;
        var root = JsonNode.Parse(request.Body)!.AsObject();
        var changed = change(root);
        if (changed is null && fault != "null") return null;
        return request with { Body = Encoding.UTF8.GetBytes(changed?.ToJsonString() ?? "null"), Fault = fault };
    }

    private static JsonNode Add(JsonObject target)
    {
        target[Odd] = 1;
        return target.Root;
    }

    private static JsonNode? Replace(JsonObject root, Random random, Func<JsonNode> value)
    {
        var nodes = Nodes(root).Skip(1).ToList();
        if (nodes.Count == 0) return null;
        nodes[random.Next(nodes.Count)].ReplaceWith(value());
        return root;
    }

    private static JsonNode? ReplaceText(JsonObject root, Random random, string text)
    {
        var texts = Nodes(root).OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String && !IsLenient(value)).ToList();
        if (texts.Count == 0) return null;
        texts[random.Next(texts.Count)].ReplaceWith(text);
        return root;
    }

    /// <summary>A body in Markdown or HTML loses what it cannot hold, with a warning; a link's state is ignored, whatever it says.</summary>
    private static bool IsLenient(JsonValue value) => value.Parent is JsonObject && value.GetPropertyName() is "bodyMarkdown" or "bodyHtml" or "state";

    private static JsonNode Deep() => Enumerable.Range(0, 70).Aggregate((JsonNode)new JsonArray(), (inner, _) => new JsonArray(inner));

    /// <summary>All that is not null, the root first.</summary>
    private static IEnumerable<JsonNode> Nodes(JsonNode root) => root switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Nodes).Prepend(root),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Nodes).Prepend(root),
        _ => [root],
    };

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.Where(header => header.Key != name).ToDictionary();
}
