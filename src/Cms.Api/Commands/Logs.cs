using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging.Console;

namespace Cms.Api.Commands;

/// <summary>How the program logs when told nothing: a line each for people, JSON in a container. Times are UTC.</summary>
internal static class Logs
{
    private const string Formatter = "Logging:Console:FormatterName";
    private const string FormatterOptions = "Logging:Console:FormatterOptions";
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    private static readonly string[] Formatters = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    private static readonly string[] Flags = ["SingleLine", "UseUtcTimestamp", "IncludeScopes"];

    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Who asks is told why in the answer; until the service is ready that is nothing to report.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        // A refused key is told by the line of its request.
        ["Logging:LogLevel:Cms.Api.Keys.KeyAuthentication"] = "Warning",
        // What ends a start is told once, by the command line. A background service that fails is critical.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
    };

    private static readonly Dictionary<string, string?> OneLineEach = new()
    {
        [Formatter] = ConsoleFormatterNames.Simple,
        [FormatterOptions + ":SingleLine"] = "true",
        [FormatterOptions + ":TimestampFormat"] = "yyyy-MM-ddTHH:mm:ssZ ",
        [FormatterOptions + ":UseUtcTimestamp"] = "true",
    };

    private static readonly Dictionary<string, string?> Json = new()
    {
        [Formatter] = ConsoleFormatterNames.Json,
        // The request id, on every line of a request.
        [FormatterOptions + ":IncludeScopes"] = "true",
        [FormatterOptions + ":TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ",
        [FormatterOptions + ":UseUtcTimestamp"] = "true",
    };

    private static readonly Dictionary<string, LogLevel> Outspoken = new()
    {
        // This one puts the path into the scope of every line as well.
        ["Microsoft.AspNetCore.Hosting.Diagnostics"] = LogLevel.None,
        ["Microsoft.AspNetCore.Server.Kestrel.BadRequests"] = LogLevel.None,
        ["Microsoft.AspNetCore.Routing"] = LogLevel.Warning,
    };

    /// <summary>What a command answers goes to standard output, so nothing else may.</summary>
    private static readonly Dictionary<string, string?> OnlyTrouble = new()
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
    };

    public static Dictionary<string, string?> OfService(IConfiguration told) => Joined(Levels, ByFormatter(told));

    public static Dictionary<string, string?> OfCommand(IConfiguration told) => Joined(Levels, ByFormatter(told), OnlyTrouble);

    public static bool AreForPeople(IConfiguration configuration) => configuration[Formatter] != ConsoleFormatterNames.Json;

    /// <summary>
    /// Silences, whatever level is asked for, the categories of the framework that repeat what was sent: a query, a path or a
    /// header may hold a key. What is worth knowing of a request is told by <see cref="Shared.Http.RequestLog"/>.
    /// </summary>
    public static void KeepSecrets(ILoggingBuilder logging)
    {
        foreach (var (category, level) in Outspoken)
        {
            // Twice, because a level that is set for the console alone goes before one for all.
            logging.AddFilter(category, level).AddFilter<ConsoleLoggerProvider>(category, level);
        }
    }

    /// <summary>Levels, of the log or of one of its outputs, and how the console writes.</summary>
    /// <exception cref="SettingsException">One cannot be meant so: the framework would say so in a page of trace, naming no setting.</exception>
    public static void RefuseUnusable(IConfiguration configuration)
    {
        var levels = configuration.GetSection("Logging").GetChildren().SelectMany(section => section.Key == "LogLevel" ? section.GetChildren() : section.GetSection("LogLevel").GetChildren());
        foreach (var level in levels.Append(configuration.GetSection("Logging:Console:LogToStandardErrorThreshold")))
            Require(level, Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _), $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        Require(configuration.GetSection(Formatter), Formatters.Contains(configuration[Formatter], StringComparer.OrdinalIgnoreCase), $"must be one of {string.Join(", ", Formatters)}");

        var options = configuration.GetSection(FormatterOptions);
        foreach (var flag in Flags.Select(options.GetSection))
            Require(flag, bool.TryParse(flag.Value, out _), "must be true or false");
        var format = options.GetSection("TimestampFormat");
        Require(format, IsFormat(format.Value), "is no format of a date and time");
        RefuseWhatCannotBeBuilt(configuration);
    }

    /// <summary>What else there is of the framework's own.</summary>
    private static void RefuseWhatCannotBeBuilt(IConfiguration configuration)
    {
        try
        {
            using var logging = LoggerFactory.Create(builder => builder.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or TargetInvocationException)
        {
            throw new SettingsException($"A setting Logging__… cannot be used: {(exception.InnerException ?? exception).Message}");
        }
    }

    private static void Require(IConfigurationSection setting, bool isUsable, string rule)
    {
        if (!isUsable && !string.IsNullOrEmpty(setting.Value)) throw new SettingsException($"{setting.Path.Replace(":", "__", StringComparison.Ordinal)} is \"{setting.Value}\", and {rule}.");
    }

    private static bool IsFormat(string? format)
    {
        try
        {
            return default(DateTimeOffset).ToString(format, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Dictionary<string, string?> ByFormatter(IConfiguration told) => (told[Formatter] ?? ByPlace()) == ConsoleFormatterNames.Json ? Json : OneLineEach;

    /// <summary>The images of .NET say that they are one.</summary>
    private static string ByPlace() =>
        Environment.GetEnvironmentVariable(InContainer) is "true" or "1" ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;

    private static Dictionary<string, string?> Joined(params IEnumerable<Dictionary<string, string?>> parts) =>
        parts.SelectMany(part => part).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value);
}
