using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Following;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>Makes up requests that the contract allows, on what there is in the newsroom that they change.</summary>
/// <param name="adminKey">Editors' requests carry it.</param>
/// <param name="lasting">By collection, what is public and stays: readers ask for it, and stories name it.</param>
internal sealed partial class FuzzRequests(string adminKey, IReadOnlyDictionary<string, string> lasting)
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

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _known = new();

    /// <summary>What is there from now on, by a name of its own; what belongs to a story by its path.</summary>
    public void Remember(string collection, string name) => _known.GetOrAdd(collection, _ => new())[name] = true;

    public void Forget(ContractOperation operation, string path)
    {
        if (!_known.TryGetValue(Part(operation.Path) ?? operation.Collection, out var names)) return;
        names.TryRemove(path, out _);
        names.TryRemove(Uri.UnescapeDataString(path.Split($"/{operation.Collection}/")[^1]), out _);
    }

    /// <summary>The collection within a story that a path is about, such as its holds, or null.</summary>
    public static string? Part(string path) => PartOfStory().Match(path) is { Success: true } match ? match.Groups["part"].Value : null;

    public FuzzRequest Make(ContractOperation operation, Random random)
    {
        var values = new FuzzValues(random, isSparse: random.Next(2) == 0, name => NameOf(operation, name, random));
        var query = new List<(string, string)>();
        var headers = new Dictionary<string, string>();
        if (operation.IsEditorial) headers["Authorization"] = $"Bearer {adminKey}";
        foreach (var parameter in operation.Parameters)
        {
            var name = (string)parameter["name"]!;
            var required = (bool?)parameter["required"] == true;
            if ((string)parameter["in"]! == "query" && (required || random.Next(4) == 0))
                query.AddRange(Written(values.Of(parameter["schema"], name), ContractOperations.IsRepeated(parameter)).Select(value => (name, Uri.EscapeDataString(value))));
            if ((string)parameter["in"]! == "header" && (required || random.Next(4) == 0))
                headers[name] = name == ReadersFollow.MinSequence ? "1" : random.Next(5) > 0 ? "*" : "\"1\"";
        }

        var request = new FuzzRequest(operation, PathOf(operation, random)) { Query = query, Headers = headers };
        if (operation.Bodies.Count == 0) return request;
        var (mediaType, content) = operation.Bodies[random.Next(operation.Bodies.Count)];
        return request with { MediaType = mediaType, Body = Encoding.UTF8.GetBytes(BodyOf(mediaType, content!["schema"]!, values)) };
    }

    private static IEnumerable<string> Written(JsonNode? value, bool isRepeated) => value is not JsonArray several
        ? [value?.ToString() ?? ""]
        : isRepeated ? several.Select(item => item!.ToString()) : [string.Join(',', several)];

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

    private string PathOf(ContractOperation operation, Random random)
    {
        if (Part(operation.Path) is { } part && operation.Path.Split("/{id}") is [_, var action]) return (Known(part, random) ?? $"/v1/editorial/articles/nothing/{part}/0") + action;
        return string.Join('/', operation.Path.Split('/').Select(part => part switch
        {
            "{system}" => "wire",
            // Whatever was published, or saved, was so once.
            "{n}" or "{a}" => "1",
            "{b}" => random.Next(2) == 0 ? "1" : "v1",
            "{id}" when operation.Collection == "articles-by-origin" => $"story-{random.Next(20)}",
            ['{', ..] => Uri.EscapeDataString((operation.IsEditorial ? Known(operation.Collection, random) : lasting.GetValueOrDefault(operation.Collection)) ?? "nothing").Replace("%2F", "/", StringComparison.Ordinal),
            _ => part,
        }));
    }

    /// <summary>What a schema cannot tell: names of what is there, and words of closed lists that are too long for it.</summary>
    private string? NameOf(ContractOperation operation, string name, Random random) => Named.TryGetValue(name, out var collection) ? lasting[collection] : name switch
    {
        "language" or "languages" or "locale" or "lang" => "en",
        "timeZone" => "Asia/Kolkata",
        "slug" => $"slug-{random.Next()}",
        "code" => $"A{random.Next()}",
        "id" => Guid.CreateVersion7().ToString(),
        // A preview link may be asked for for thirty days.
        "expiresAt" => TimeProvider.System.GetUtcNow().AddDays(10).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "publishAt" or "unpublishAt" => "2999-12-31T23:59:59Z",
        "into" => lasting.GetValueOrDefault(operation.Collection),
        "marks" => "strong",
        "fields" => "headline",
        "after" or "wait" => "0",
        "path" => "/" + lasting["sections"],
        "href" or "url" or "baseUrl" => "https://a.example/b",
        _ => null,
    };

    [GeneratedRegex("^/v1/editorial/articles/[^/]+/(?<part>related-links|corrections|holds|preview-links)(/|$)")]
    private static partial Regex PartOfStory();

    private string? Known(string collection, Random random) => _known.TryGetValue(collection, out var names) && names.Keys.ToList() is { Count: > 0 } all ? all[random.Next(all.Count)] : null;
}
