namespace Cms.Api.Commands;

/// <summary>
/// Arguments that are no command's go to the host, as settings: <c>--urls http://…</c>, <c>--name=value</c>, <c>name=value</c>.
/// The host ignores what it does not understand, so a mistyped command or setting would start a service that is not as it was meant.
/// </summary>
internal static class HostArguments
{
    /// <summary>Settings of the host that stand in no group; those in one are judged by whoever reads them.</summary>
    private static readonly string[] OfHost =
    [
        "urls", "http_ports", "https_ports", "environment", "contentRoot", "webRoot", "applicationName", "preferHostingUrls", "suppressStatusMessages",
        "shutdownTimeoutSeconds", "allowedHosts", "forwardedHeaders_enabled",
    ];

    private static readonly string[] Groups = ["Cms", "ConnectionStrings", "Logging", "Kestrel"];

    /// <summary>The first argument that is neither a setting nor its value, or null.</summary>
    public static string? FirstUnknown(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!IsSetting(argument.Split('=')[0].TrimStart('-', '/'))) return argument;
            if (argument.Contains('=', StringComparison.Ordinal)) continue;
            if (!argument.StartsWith("--", StringComparison.Ordinal)) return argument;
            // Its value is the next one.
            index++;
            if (index == arguments.Count) return argument;
        }
        return null;
    }

    private static bool IsSetting(string name) => name.Split(':') is [var group, _, ..]
        ? Groups.Contains(group, StringComparer.OrdinalIgnoreCase)
        : OfHost.Contains(name, StringComparer.OrdinalIgnoreCase);
}
