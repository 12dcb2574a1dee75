namespace Cms.Api.Commands;

/// <summary>
/// Arguments that are no command's go to the host, as settings: <c>--urls http://…</c>, <c>--name=value</c>, <c>name=value</c>.
/// The host ignores what it does not understand, so a mistyped command would start a service.
/// </summary>
internal static class HostArguments
{
    /// <summary>The first argument that is neither a setting nor its value, or null.</summary>
    public static string? FirstUnknown(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Contains('=', StringComparison.Ordinal)) continue;
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2) return argument;
            // Its value is the next one.
            index++;
            if (index == arguments.Count) return argument;
        }
        return null;
    }
}
