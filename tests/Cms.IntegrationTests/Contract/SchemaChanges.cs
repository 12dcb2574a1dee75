using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cms.IntegrationTests.Contract;

/// <summary>Which way a value goes: what is narrower breaks whoever sends it, what is wider whoever reads it.</summary>
internal enum Way
{
    Request,
    Answer,
}

/// <summary>Compares schemas, each component once for each way it is used. A wider enum breaks whoever reads it: generated clients know no other values.</summary>
internal sealed class SchemaChanges(List<ContractChange> found)
{
    // Judged one by one below, or mere words.
    private static readonly string[] Judged =
    [
        "type", "enum", "const", "format", "pattern", "properties", "required", "items", "additionalProperties", "oneOf", "anyOf", "allOf", "minLength", "maxLength", "minItems",
        "maxItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "$comment",
    ];

    private readonly HashSet<(string Before, string After, Way)> _seen = [];

    public void Compare(IOpenApiSchema? before, IOpenApiSchema? after, Way way, string where)
    {
        // Without a schema anything goes.
        before ??= new OpenApiSchema();
        after ??= new OpenApiSchema();
        if (IsSeen(before, after, way, ref where)) return;
        var (oldNull, oldChoices) = ChoicesOf(before);
        var (nowNull, nowChoices) = ChoicesOf(after);
        if (oldNull != nowNull) Tell(nowNull ? Wider(way) : Narrower(way), way, where, nowNull ? "may be null now" : "may not be null any more");
        if (oldChoices is not [var old] || nowChoices is not [var now]) CompareChoices(oldChoices, nowChoices, way, where);
        else if ((old == before && now == after) || !IsSeen(old, now, way, ref where)) CompareOne(old, now, way, where);
    }

    /// <summary>Whether two components have been compared already; if not, their name is the place from here on.</summary>
    private bool IsSeen(IOpenApiSchema before, IOpenApiSchema after, Way way, ref string where)
    {
        if (IdOf(before) is not { } old || IdOf(after) is not { } now) return false;
        where = now;
        return !_seen.Add((old, now, way));
    }

    private static bool Wider(Way way) => way == Way.Answer;

    private static bool Narrower(Way way) => way == Way.Request;

    private void Tell(bool breaks, Way way, string where, string what) =>
        found.Add(new ContractChange(breaks, $"{where} in {(way == Way.Request ? "requests" : "answers")}", what));

    private static string? IdOf(IOpenApiSchema schema) => (schema as OpenApiSchemaReference)?.Reference.Id;

    /// <summary>What a value may be, and whether it may be nothing.</summary>
    private static (bool Nullable, IReadOnlyList<IOpenApiSchema> Choices) ChoicesOf(IOpenApiSchema schema)
    {
        IReadOnlyList<IOpenApiSchema> choices = [.. schema.OneOf ?? [], .. schema.AnyOf ?? []];
        if (choices.Count > 0) return (choices.Any(IsNull), [.. choices.Where(choice => !IsNull(choice))]);
        return (schema.Type is { } type && type.HasFlag(JsonSchemaType.Null), [schema]);

        static bool IsNull(IOpenApiSchema choice) => choice.Type == JsonSchemaType.Null;
    }

    private void CompareChoices(IReadOnlyList<IOpenApiSchema> before, IReadOnlyList<IOpenApiSchema> after, Way way, string where) => ContractChanges.Match(
        before.Select(choice => KeyValuePair.Create(NameOf(choice), choice)).DistinctBy(choice => choice.Key),
        after.Select(choice => KeyValuePair.Create(NameOf(choice), choice)).DistinctBy(choice => choice.Key),
        StringComparer.Ordinal,
        (name, _) => Tell(Narrower(way), way, where, $"may not be {name} any more"),
        (name, _) => Tell(Wider(way), way, where, $"may be {name} now"),
        (name, old, now) => Compare(old, now, way, $"{where} ({name})"));

    /// <summary>What tells one choice from another: its _type, or else its name.</summary>
    private static string NameOf(IOpenApiSchema choice) =>
        choice.Properties?.TryGetValue("_type", out var type) is true && ValuesOf(type) is { Count: 1 } values ? values.Single() : IdOf(choice) ?? $"{choice.Type}".ToLowerInvariant();

    private void CompareOne(IOpenApiSchema before, IOpenApiSchema after, Way way, string where)
    {
        CompareSets(TypesOf(before), TypesOf(after), "of type ", way, where);
        CompareSets(ValuesOf(before), ValuesOf(after), "", way, where);
        CompareLimits(before, after, way, where);
        CompareMembers(before, after, way, where);
        if (before.Items is not null || after.Items is not null) Compare(before.Items, after.Items, way, where + "[]");
        if (before.AdditionalProperties is not null || after.AdditionalProperties is not null) Compare(before.AdditionalProperties, after.AdditionalProperties, way, where + ".*");
        if (before.AdditionalPropertiesAllowed != after.AdditionalPropertiesAllowed)
            Tell(!after.AdditionalPropertiesAllowed && Narrower(way), way, where, after.AdditionalPropertiesAllowed ? "may have other members now" : "may not have other members any more");
        var (oldAll, nowAll) = (before.AllOf ?? [], after.AllOf ?? []);
        if (oldAll.Count != nowAll.Count) Tell(true, way, where, "is composed otherwise");
        else foreach (var (old, now) in oldAll.Zip(nowAll)) Compare(old, now, way, where);
        var (oldRest, nowRest) = (RestOf(before), RestOf(after));
        if (!JsonNode.DeepEquals(oldRest, nowRest)) Tell(true, way, where, $"has other rules: {nowRest.ToJsonString()}, not {oldRest.ToJsonString()}");
    }

    /// <summary>Null is any.</summary>
    private void CompareSets(IReadOnlyCollection<string>? before, IReadOnlyCollection<string>? after, string kind, Way way, string where)
    {
        if (before is null && after is null) return;
        if (before is null) Tell(Narrower(way), way, where, $"must be {kind}{string.Join(" or ", after!)} now");
        else if (after is null) Tell(Wider(way), way, where, "may be anything now");
        else
        {
            foreach (var value in before.Except(after)) Tell(Narrower(way), way, where, $"may not be {kind}{value} any more");
            foreach (var value in after.Except(before)) Tell(Wider(way), way, where, $"may be {kind}{value} now");
        }
    }

    private void CompareLimits(IOpenApiSchema before, IOpenApiSchema after, Way way, string where)
    {
        Limit("maxLength", before.MaxLength, after.MaxLength, isUpper: true);
        Limit("maxItems", before.MaxItems, after.MaxItems, isUpper: true);
        Limit("maximum", Number(before.Maximum), Number(after.Maximum), isUpper: true);
        Limit("exclusiveMaximum", Number(before.ExclusiveMaximum), Number(after.ExclusiveMaximum), isUpper: true);
        Limit("minLength", before.MinLength, after.MinLength, isUpper: false);
        Limit("minItems", before.MinItems, after.MinItems, isUpper: false);
        Limit("minimum", Number(before.Minimum), Number(after.Minimum), isUpper: false);
        Limit("exclusiveMinimum", Number(before.ExclusiveMinimum), Number(after.ExclusiveMinimum), isUpper: false);
        // Whether one pattern admits what another does cannot be told.
        if (before.Pattern != after.Pattern) Tell(after.Pattern is not null && Narrower(way), way, where, $"has the pattern {after.Pattern ?? "of any text"} now");
        if (before.Format != after.Format)
            Tell(way == Way.Request ? after.Format is not null : before.Format is not null, way, where, $"has the format {after.Format ?? "of any text"} now");

        void Limit(string name, decimal? old, decimal? now, bool isUpper)
        {
            if (old == now) return;
            var narrower = old is null || (now is not null && (isUpper ? now < old : now > old));
            // A reader who counts on the old limit is one who must not: nothing is promised by it.
            Tell(narrower && Narrower(way), way, where, string.Create(CultureInfo.InvariantCulture, $"has {name} {now?.ToString(CultureInfo.InvariantCulture) ?? "none"}, not {old?.ToString(CultureInfo.InvariantCulture) ?? "none"}"));
        }
    }

    private void CompareMembers(IOpenApiSchema before, IOpenApiSchema after, Way way, string where)
    {
        ContractChanges.Match(
            before.Properties,
            after.Properties,
            StringComparer.Ordinal,
            (name, _) => Tell(true, way, $"{where}.{name}", "is gone"),
            (name, _) => Tell(way == Way.Request && IsRequired(after, name), way, $"{where}.{name}", IsRequired(after, name) ? "is new, and always there" : "is new"),
            (name, old, now) =>
            {
                if (IsRequired(before, name) != IsRequired(after, name))
                    Tell(IsRequired(after, name) == (way == Way.Request), way, $"{where}.{name}", IsRequired(after, name) ? "is required now" : "may be missing now");
                Compare(old, now, way, $"{where}.{name}");
            });
    }

    private static bool IsRequired(IOpenApiSchema schema, string member) => schema.Required?.Contains(member) ?? false;

    private static HashSet<string>? TypesOf(IOpenApiSchema schema)
    {
        if ((schema.Type & ~JsonSchemaType.Null) is not { } types || types == 0) return null;
        return [.. Enum.GetValues<JsonSchemaType>().Where(type => type != JsonSchemaType.Null && types.HasFlag(type)).Select(type => $"{type}".ToLowerInvariant())];
    }

    private static HashSet<string>? ValuesOf(IOpenApiSchema schema)
    {
        if (schema.Const is { } only) return [only];
        return schema.Enum is { Count: > 0 } values ? [.. values.Where(value => value is not null).Select(value => value.ToString())] : null;
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static JsonObject RestOf(IOpenApiSchema schema)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ((schema as OpenApiSchemaReference)?.Target ?? schema).SerializeAsV31(new OpenApiJsonWriter(text));
        var rest = JsonNode.Parse(text.ToString())!.AsObject();
        foreach (var name in Judged) rest.Remove(name);
        return rest;
    }
}
