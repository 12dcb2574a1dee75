using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Cms.IntegrationTests.Contract;

/// <summary>The schemas of answers, closed: a member that the contract does not name is a fault, although clients have to bear it.</summary>
internal sealed class AnswerSchemas
{
    private const string Id = "https://cms.example/answers";

    /// <summary>To tell only whether there is a fault takes a fraction of the work.</summary>
    private static readonly EvaluationOptions Quick = new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true };
    private static readonly EvaluationOptions Thorough = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>Of stories with all their members, and of those that <c>fields</c> left some of.</summary>
    public static readonly AnswerSchemas Whole = new([]);
    public static readonly AnswerSchemas Partial = new(["ArticlePublic", "ArticleRendered", "ArticleCard"]);

    private readonly BuildOptions _building = new() { SchemaRegistry = new SchemaRegistry() };

    private AnswerSchemas(string[] partial)
    {
        var definitions = Closed(ContractOperations.Document["components"]!["schemas"]!);
        foreach (var name in partial) definitions[name]!.AsObject().Remove("required");
        _ = Build(new JsonObject { ["$id"] = Id, ["$defs"] = definitions });
    }

    /// <summary>One that is part of the contract, made ready to judge answers.</summary>
    public JsonSchema Of(JsonNode schema) => Build(Closed(schema));

    /// <summary>Where an answer is not what the schema says, and why.</summary>
    public static IEnumerable<string> Faults(JsonSchema schema, JsonElement answer)
    {
        return schema.Evaluate(answer, Quick).IsValid
            ? []
            : (schema.Evaluate(answer, Thorough).Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}")).Distinct();
    }

    /// <summary>The library's registry is for one at a time, and answers come many at once.</summary>
    private JsonSchema Build(JsonNode schema)
    {
        lock (_building) return JsonSchema.Build(JsonSerializer.SerializeToElement(schema), _building);
    }

    /// <summary>A copy that refers to <see cref="Id"/>, and whose objects with members of a name have no others.</summary>
    private static JsonNode Closed(JsonNode node) => node switch
    {
        JsonObject { } reference when reference["$ref"] is { } to => new JsonObject { ["$ref"] = $"{Id}#/$defs/{((string)to!).Split('/')[^1]}" },
        JsonObject schema => new JsonObject(schema.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Closed(member.Value)))
            .Concat(schema["properties"] is JsonObject && schema["type"] is not null && !schema.ContainsKey("additionalProperties") ? [KeyValuePair.Create("additionalProperties", (JsonNode?)false)] : [])),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Closed(item))]),
        _ => node.DeepClone(),
    };
}
