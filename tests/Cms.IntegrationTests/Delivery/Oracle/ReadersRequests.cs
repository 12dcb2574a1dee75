using System.Text.Json.Nodes;
using Cms.IntegrationTests.Contract;
using Cms.IntegrationTests.Contract.Fuzzing;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>Makes up what readers may ask: every route and parameter of theirs that the contract tells, and now and then one fault.</summary>
internal sealed class ReadersRequests(Vocabulary words)
{
    public static readonly IReadOnlyList<ContractOperation> Operations =
        [.. ContractOperations.All.Where(operation => !operation.IsEditorial && !operation.IsFollowed && operation.Method == HttpMethod.Get)];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("If-None-Match", ["*", "\"1\"", "W/\"1\", \"2\"", "odd"]),
        ("Cms-Min-Sequence", ["0", "1", "1000000", "odd"]),
        ("Accept", ["application/json", "text/html", "text/markdown", "*/*;q=0.1", "odd"]),
        ("Accept-Language", ["hi", "en-GB"]),
        ("Authorization", ["Bearer cms_nobody", "Basic odd"]),
        ("Origin", ["https://a.example", "null"]),
        ("If-Modified-Since", ["Mon, 01 Jan 2024 00:00:00 GMT"]),
        ("Range", ["bytes=0-9"]),
        ("Prefer", ["dry-run"]),
    ];

    public FuzzRequest Make(Random random)
    {
        var operation = Operations[random.Next(Operations.Count)];
        var values = new FuzzValues(random, isSparse: true, name => words.ValueOf(name, random));
        var query = operation.Parameters
            .Where(parameter => (string)parameter["in"]! == "query" && ((bool?)parameter["required"] == true || random.Next(OneIn((string)parameter["name"]!)) == 0))
            .SelectMany(parameter => ValuesOf(parameter, values, random))
            .ToList();
        var headers = Headers.Where(_ => random.Next(12) == 0).ToDictionary(header => header.Name, header => header.Values[random.Next(header.Values.Length)]);
        var request = new FuzzRequest(MethodOf(operation, random), PathOf(operation, random)) { Query = query, Headers = headers };
        return random.Next(10) == 0 ? FuzzFaults.Spoil(request, random) : request;
    }

    /// <summary>What a client asks next who got the answer: the same again, and the pages that follow.</summary>
    public static IEnumerable<FuzzRequest> After(FuzzRequest request, string? etag, string? next, Random random)
    {
        if (next is not null && random.Next(2) == 0)
            yield return request with { Query = [.. request.Query.Where(parameter => parameter.Name != "cursor"), ("cursor", next)] };
        if (etag is not null && random.Next(4) == 0)
            yield return request with { Headers = new Dictionary<string, string>(request.Headers) { ["If-None-Match"] = random.Next(2) == 0 ? etag : $"\"1\", W/{etag}" } };
    }

    /// <summary>How rarely a parameter is given: with many at once little is left to answer.</summary>
    private static int OneIn(string parameter) => parameter switch
    {
        "limit" => 2,
        "cursor" => 6,
        _ => 5,
    };

    private IEnumerable<(string, string)> ValuesOf(JsonNode parameter, FuzzValues values, Random random)
    {
        var name = (string)parameter["name"]!;
        // All of, where a parameter may be repeated, and a fault where it may not.
        for (var times = random.Next(6) == 0 ? 2 : 1; times > 0; times--) yield return (name, Uri.EscapeDataString(ValueOf(name, parameter["schema"]!, values, random)));
    }

    private string ValueOf(string name, JsonNode schema, FuzzValues values, Random random)
    {
        // Of one or two items, so that there are pages to follow.
        if (name == "limit" && random.Next(4) > 0) return random.Next(2) == 0 ? "1" : "2";
        if (Vocabulary.TakesSeveral(name)) return string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words.ValueOf(name, random)));
        return values.Of(schema, name) is var value && value is JsonArray several ? string.Join(',', several) : value?.ToString() ?? "";
    }

    private string PathOf(ContractOperation operation, Random random) => string.Join('/', operation.Path.Split('/').Select(part => part is ['{', ..]
        ? Uri.EscapeDataString(words.Of(operation.Collection, random)) is var name && random.Next(2) == 0 ? name : name.Replace("%2F", "/", StringComparison.Ordinal)
        : part));

    private static ContractOperation MethodOf(ContractOperation operation, Random random) => random.Next(24) switch
    {
        0 => operation with { Method = HttpMethod.Options },
        1 or 2 or 3 => operation with { Method = HttpMethod.Head },
        _ => operation,
    };
}
