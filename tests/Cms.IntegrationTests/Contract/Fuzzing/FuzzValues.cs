using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>Values that a schema of the contract allows.</summary>
/// <param name="random">What it is made up of.</param>
/// <param name="isSparse">Little besides what has to be there, and that what means something.</param>
/// <param name="known">A value that means something to the service, by the name of a member or parameter, or null.</param>
internal sealed class FuzzValues(Random random, bool isSparse, Func<string, string?> known)
{
    private const int Deep = 6;

    private static readonly string[] Texts = ["Ferry", "Über 3 Häfen", "बंदरगाह पर हड़ताल", "گوادر کی بندرگاہ", "港口重新开放", "A ‘quoted’ word & more", "e\u0301 decomposed", "👩🏽‍✈️ lands"];

    /// <summary>For patterns: what is tried, until one fits.</summary>
    private static readonly string[] Shaped = ["a-slug", "AP", "en-IN", "news/world", "300x250", "/path", "#a1b2c3", "key1", "Asia/Kolkata", "https://a.example/b", "\"1\"", "*", "0"];

    public JsonNode? Of(JsonNode? schema, string name, int depth = 0)
    {
        if (schema is null) return Texts[random.Next(Texts.Length)];
        var resolved = ContractOperations.Resolve(schema);
        if ((resolved["oneOf"] ?? resolved["anyOf"]) is { } choices) return Of(OneOf(choices.AsArray(), depth), name, depth);
        if (resolved["const"] is { } only) return only.DeepClone();
        if (resolved["enum"] is JsonArray values) return values[random.Next(values.Count)]?.DeepClone();
        return TypeOf(resolved, depth) switch
        {
            "object" => Object(resolved, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, Count(resolved, depth)).Select(_ => Of(resolved["items"], name, depth + 1))
                .DistinctBy(item => (bool?)resolved["uniqueItems"] == true ? item?.ToJsonString() : new object())]),
            "integer" => random.Next((int?)Number(resolved, "minimum") ?? 0, ((int?)Number(resolved, "maximum") ?? 5_000) + 1),
            "number" => Math.Round(random.NextDouble() * ((Number(resolved, "maximum") ?? 1) - (Number(resolved, "minimum") ?? 0)) + (Number(resolved, "minimum") ?? 0), 3),
            "boolean" => random.Next(2) == 0,
            "null" => null,
            _ => Text(resolved, name),
        };
    }

    private JsonNode? OneOf(JsonArray choices, int depth)
    {
        var allowed = depth < Deep ? choices : [.. choices.Where(choice => (string?)choice!["type"] == "null").DefaultIfEmpty(choices[0]).Select(choice => choice!.DeepClone())];
        return allowed[random.Next(allowed.Count)];
    }

    private JsonObject Object(JsonNode schema, int depth)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        var answer = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if ((bool?)ContractOperations.Resolve(member!)["readOnly"] == true) continue;
            if (required.Contains(name) || (depth < Deep && random.Next(isSparse ? 12 : 3) == 0)) answer[name] = Of(member, name, depth + 1);
        }
        return answer;
    }

    private string TypeOf(JsonNode schema, int depth) => schema["type"] switch
    {
        JsonArray types when types.Any(type => (string)type! == "null") && (depth >= Deep || random.Next(8) == 0) => "null",
        JsonArray types => types.Select(type => (string)type!).First(type => type != "null"),
        { } type => (string)type!,
        null => schema["properties"] is null ? "string" : "object",
    };

    private int Count(JsonNode schema, int depth)
    {
        var least = (int?)schema["minItems"] ?? 0;
        return depth >= Deep ? least : random.Next(least, Math.Max(least, Math.Min((int?)schema["maxItems"] ?? 3, 3)) + 1);
    }

    private JsonNode Text(JsonNode schema, string name)
    {
        if ((isSparse || random.Next(4) > 0) && known(name) is { } value) return value;
        switch ((string?)schema["format"])
        {
            case "uuid": return Guid.CreateVersion7().ToString();
            case "date-time": return DateTimeOffset.UnixEpoch.AddSeconds(random.Next(1_700_000_000)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            case "uri" or "uri-reference": return "https://a.example/" + random.Next(1000).ToString(CultureInfo.InvariantCulture);
        }
        if ((string?)schema["pattern"] is { } pattern) return Shaped.First(shape => Regex.IsMatch(shape, pattern));
        var most = (int?)schema["maxLength"] ?? 100;
        var text = $"{Texts[random.Next(Texts.Length)]} {random.Next(10_000)}";
        return text.Length <= most ? text : "x"[..Math.Min(1, most)];
    }

    private static double? Number(JsonNode schema, string name) => schema[name] is { } value ? value.GetValue<double>() : null;
}
