using Microsoft.Extensions.Configuration.Memory;

namespace Cms.Api.Commands;

/// <summary>The host of a command, with this program's own defaults: any other source of configuration overrides them.</summary>
internal static class HostBuilding
{
    private static readonly Dictionary<string, string?> OneLineEach = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Who asks is told why in the answer; until the service is ready that is nothing to report.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        // What ends a start is told once, by the command line. A background service that fails is critical.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ssZ ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    /// <summary>What a command answers goes to standard output, so nothing else may.</summary>
    private static readonly Dictionary<string, string?> OnlyTrouble = new(OneLineEach)
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
    };

    public static WebApplicationBuilder ForService(string[] args) => Create(args, OneLineEach);

    public static WebApplicationBuilder ForCommand() => Create([], OnlyTrouble);

    private static WebApplicationBuilder Create(string[] args, Dictionary<string, string?> defaults)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        return builder;
    }
}
