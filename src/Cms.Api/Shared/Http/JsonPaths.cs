using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Text;

namespace Cms.Api.Shared.Http;

/// <summary>Says in our words what System.Text.Json found wrong, and where.</summary>
internal static class JsonPaths
{
    /// <summary>FluentValidation's <c>Bylines[0].Role</c> as <c>/bylines/0/role</c>.</summary>
    public static string FromProperty(string property) =>
        ToPointer(property.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToLowerInvariant(part[0]) + part[1..]));

    /// <param name="exception">What was found while reading.</param>
    /// <param name="sent">What was read.</param>
    /// <param name="into">What it was read into: what would be right is told by its members.</param>
    public static Fault Explain(JsonException exception, JsonObject sent, Type into)
    {
        var parts = PartsOf((exception.Path ?? "$")[1..], sent) ?? [];
        var pointer = ToPointer(parts.Select(part => part.Name));
        if (TypeAt(into, parts) == typeof(DateTimeOffset) && ValueAt(sent, parts) is JsonValue value && value.TryGetValue<string>(out var text) && InstantConverter.IsNowhere(text))
            return new Fault(pointer, FaultCodes.InvalidType, InstantConverter.Nowhere(text));
        if (!exception.Message.Contains("could not be mapped", StringComparison.Ordinal) || parts is [])
            return new Fault(pointer, FaultCodes.InvalidType, $"{(pointer.Length == 0 ? "The body" : pointer)} must be {Describe(TypeAt(into, parts))}.");

        var known = TypeAt(into, parts[..^1])?.GetProperties().Select(NameOf).ToList() ?? [];
        var name = parts[^1].Name;
        var hint = Nearest.Hint(name, known);
        var detail = name.Length == 0 ? $"There is a member without a name, {pointer}." : $"There is no member {pointer}.";
        return new Fault(pointer, FaultCodes.UnknownMember, detail + (hint.Length > 0 || known.Count == 0 ? hint : $" There are: {string.Join(", ", known)}."));
    }

    private static string ToPointer(IEnumerable<string> parts) =>
        string.Concat(parts.Select(part => "/" + part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    /// <summary>
    /// <c>.bylines[0].role</c>, part by part. Names stand in a path as they are, empty ones and those with dots and brackets too, so it is
    /// read along what it is a path of; null where it is none of that.
    /// </summary>
    private static List<Part>? PartsOf(string path, JsonNode? at)
    {
        if (path.Length == 0) return [];
        var steps = at switch
        {
            JsonObject members => members.SelectMany(member => new[] { $".{member.Key}", $"['{member.Key}']" }.Select(written => (Written: written, Part: new Part(member.Key, false), member.Value))),
            JsonArray items => items.Select((item, index) => (Written: string.Create(CultureInfo.InvariantCulture, $"[{index}]"), Part: new Part(index.ToString(CultureInfo.InvariantCulture), true), Value: item)),
            _ => [],
        };
        return steps.Where(step => path.StartsWith(step.Written, StringComparison.Ordinal))
            .Select(step => PartsOf(path[step.Written.Length..], step.Value) is { } rest ? [step.Part, .. rest] : (List<Part>?)null)
            .FirstOrDefault(parts => parts is not null);
    }

    private static Type? TypeAt(Type type, IEnumerable<Part> path) => path.Aggregate((Type?)type, (at, part) => part.IsItem
        ? ItemOf(at)
        : at?.GetProperties().FirstOrDefault(property => NameOf(property) == part.Name)?.PropertyType is { } next ? Nullable.GetUnderlyingType(next) ?? next : null);

    private static JsonNode? ValueAt(JsonNode? at, IEnumerable<Part> path) =>
        path.Aggregate(at, (node, part) => part.IsItem ? node?[int.Parse(part.Name, CultureInfo.InvariantCulture)] : node?[part.Name]);

    private static Type? ItemOf(Type? type) => type is { IsGenericType: true } ? type.GetGenericArguments()[^1] : null;

    private static string Describe(Type? type) => type switch
    {
        null => "of another type",
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(DateTimeOffset) => "a time with an offset, such as 2024-11-12T18:33:00+05:30",
        { IsGenericType: true } => "a list",
        _ => "an object",
    };

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <param name="IsItem">Of a list: its name is its place.</param>
    private readonly record struct Part(string Name, bool IsItem);
}
