using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Text;

namespace Cms.Api.Shared.Http;

/// <summary>Says in our words what System.Text.Json found wrong, and where.</summary>
internal static partial class JsonPaths
{
    /// <summary><c>$.bylines[0].role</c> as <c>/bylines/0/role</c>.</summary>
    public static string ToPointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in Part().Matches(path ?? "$").Select(match => match.Groups))
        {
            var name = part["name"].Success ? part["name"].Value : part["index"].Success ? part["index"].Value : part["quoted"].Value;
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }
        return pointer.ToString();
    }

    /// <summary>FluentValidation's <c>Bylines[0].Role</c> as <c>/bylines/0/role</c>.</summary>
    public static string FromProperty(string property) =>
        ToPointer("$." + string.Join('.', property.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..])));

    public static string CodeOf(JsonException exception) =>
        exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? FaultCodes.UnknownMember : FaultCodes.InvalidType;

    /// <param name="exception">What was found while reading.</param>
    /// <param name="into">What it was read into: what would be right is told by its members.</param>
    public static string Explain(JsonException exception, Type into)
    {
        var parts = Part().Matches(exception.Path ?? "$").Select(match => match.Groups["index"].Success ? "" : match.Groups["name"].Value + match.Groups["quoted"].Value).ToList();
        var pointer = ToPointer(exception.Path);
        if (CodeOf(exception) == FaultCodes.UnknownMember)
        {
            var known = TypeAt(into, parts[..^1])?.GetProperties().Select(NameOf) ?? [];
            return $"There is no member {pointer}.{Nearest.Hint(parts[^1], known)}";
        }
        return $"{pointer} must be {Describe(TypeAt(into, parts))}.";
    }

    private static Type? TypeAt(Type type, IReadOnlyList<string> path) => path.Aggregate((Type?)type, (at, part) => part.Length == 0
        ? ItemOf(at)
        : at?.GetProperties().FirstOrDefault(property => NameOf(property) == part)?.PropertyType is { } next ? Nullable.GetUnderlyingType(next) ?? next : null);

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

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\[(?<index>\d+)\]|\['(?<quoted>.*?)'\]")]
    private static partial Regex Part();
}
