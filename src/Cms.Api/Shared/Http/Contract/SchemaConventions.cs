using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What the generator does not see in a record: the rules that judge it, and what each answer of its kind holds.</summary>
internal sealed class SchemaConventions : ISchemaFilter
{
    /// <summary>The members of a schema that not every answer has; told to <see cref="SchemaDirections"/>, and to nobody else.</summary>
    public const string Sometimes = "sometimes";

    private const string Request = "Request";

    /// <summary>What the records of a resource are called, by the noun before it: those that are sent, and those that are answered.</summary>
    private static readonly string[] Answers = ["Detail", "Summary", "Public", "Face", "OfStory", "Created"];

    /// <summary>The name of a type in the contract: a page of <c>TagDetail</c> is a <c>TagDetailPage</c>.</summary>
    public static string NameOf(Type type) => string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0];

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } properties } described) return;

        described.Required = null;
        described.Metadata = new Dictionary<string, object>
        {
            [Sometimes] = context.Type.GetProperties().Where(property => property.IsDefined(typeof(SometimesAttribute))).Select(NameOf).ToHashSet(),
        };
        foreach (var property in context.Type.GetProperties())
        {
            if (!properties.TryGetValue(NameOf(property), out var member)) continue;
            if (member is OpenApiSchemaReference reference && IsNullable(property))
                properties[NameOf(property)] = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
            if (member is OpenApiSchema inline) Narrow(described, inline, property);
        }
        if (context.Type.Name.EndsWith(Request, StringComparison.Ordinal)) AddReadOnly(properties, context);
    }

    private static void Narrow(OpenApiSchema owner, OpenApiSchema member, PropertyInfo property)
    {
        foreach (var rule in RequestRules.Of(property.DeclaringType!, property.Name))
        {
            if (rule.IsRequired) Require(owner, member, property, rule);
            if (Judged(member, rule) is { } judged) Tell(rule.Allowed, judged);
        }
        if (property.GetCustomAttribute<ValuesAttribute>() is { } values) Enumerate(member, values.Values);
        foreach (var rule in RulesOfSent(property))
        {
            if (Judged(member, rule) is { } judged) Enumerate(judged, rule.Allowed.Values);
        }
    }

    private static OpenApiSchema? Judged(OpenApiSchema member, MemberRule rule) => (rule.IsOfItems ? member.Items : member) as OpenApiSchema;

    private static void Require(OpenApiSchema owner, OpenApiSchema member, PropertyInfo property, MemberRule rule)
    {
        if (rule.IsOfItems || member.Type is null) return;
        member.Type &= ~JsonSchemaType.Null;
        (owner.Required ??= new SortedSet<string>(StringComparer.Ordinal)).Add(NameOf(property));
    }

    private static void Tell(Allowed allowed, OpenApiSchema member)
    {
        Enumerate(member, allowed.Values);
        member.MaxLength ??= allowed.MaxLength;
        member.MaxItems ??= allowed.MaxItems;
        if (allowed.IsDistinct) member.UniqueItems = true;
        member.Format ??= allowed.Format;
        // The end of the text: ECMA-262 has no \z, and no line breaks before $ either.
        member.Pattern ??= allowed.Pattern?.Replace(@"\z", "$", StringComparison.Ordinal);
        if (allowed.Least is { } least) member.Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (allowed.Most is { } most) member.Maximum = most.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Enumerate(OpenApiSchema member, IEnumerable<string> values)
    {
        var listed = values.Select(value => (JsonNode)value).ToList();
        if (listed.Count == 0) return;
        if (member.Type is { } type && type.HasFlag(JsonSchemaType.Null)) listed.Add(JsonNullSentinel.JsonNull);
        member.Enum = listed;
    }

    /// <summary>What an answer's member may be is what a request's member of the same name may be.</summary>
    private static IEnumerable<MemberRule> RulesOfSent(PropertyInfo property) =>
        Answers.FirstOrDefault(suffix => property.DeclaringType!.Name.EndsWith(suffix, StringComparison.Ordinal)) is { } answer
        && Sibling(property.DeclaringType!, answer, Request) is { } sent
            ? RequestRules.Of(sent, property.Name)
            : [];

    /// <summary>What GET answers can be sent back, so a request may have the members that the service sets.</summary>
    private static void AddReadOnly(IDictionary<string, IOpenApiSchema> properties, SchemaFilterContext context)
    {
        var sent = context.Type.BaseType == typeof(object) ? context.Type : context.Type.BaseType!;
        if (Sibling(sent, Request, "Detail") is not { } detail || detail.GetField(nameof(Edit))?.GetValue(null) is not Edit edit) return;
        foreach (var property in detail.GetProperties().Where(property => edit.ReadOnly.Concat(edit.Computed).Contains(NameOf(property)) && !properties.ContainsKey(NameOf(property))))
        {
            // What refers to a schema of its own is any value here: nobody reads it.
            var schema = context.SchemaGenerator.GenerateSchema(property.PropertyType, context.SchemaRepository, property) as OpenApiSchema ?? new OpenApiSchema();
            if (IsNullable(property) && schema.Type is not null) schema.Type |= JsonSchemaType.Null;
            schema.ReadOnly = true;
            schema.Description = edit.ReadOnly.Contains(NameOf(property)) ? "Cannot be changed; taken when it is unchanged." : "Set by the service; ignored.";
            properties[NameOf(property)] = schema;
        }
    }

    private static Type? Sibling(Type type, string suffix, string other) =>
        type.Assembly.GetType($"{type.Namespace}.{type.Name[..^suffix.Length]}{other}")
        ?? type.Assembly.GetTypes().FirstOrDefault(known => known.Name == type.Name[..^suffix.Length] + other);

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
