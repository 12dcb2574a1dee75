using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

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

    public static string Explain(JsonException exception)
    {
        var pointer = ToPointer(exception.Path);
        if (CodeOf(exception) == FaultCodes.UnknownMember) return $"There is no member {pointer}.";
        return exception.InnerException is null && !exception.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? $"{pointer}: {exception.Message.Split(" Path: ")[0]}"
            : $"{pointer} has the wrong type.";
    }

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\[(?<index>\d+)\]|\['(?<quoted>.*?)'\]")]
    private static partial Regex Part();
}
