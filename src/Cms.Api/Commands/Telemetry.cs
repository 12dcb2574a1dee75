using System.Globalization;
using Cms.Api.Shared.Http;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cms.Api.Commands;

/// <summary>
/// What is seen of the service from outside: to a collector where the standard variables name one, and for a scraper on a port of its own.
/// Where neither is configured nothing is measured, and nothing spent on it.
/// </summary>
internal static class Telemetry
{
    private const string Exporter = "OTEL_EXPORTER_OTLP_";
    private const string Name = "OTEL_SERVICE_NAME";
    private const string Default = "cms";

    /// <summary>Those of the framework, of the database's client, and our own.</summary>
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", Measures.Meter];

    /// <summary>Each has settings of its own, before those of all.</summary>
    private static readonly string[] Signals = ["", "METRICS_", "TRACES_"];

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <exception cref="SettingsException">A setting of the exporter cannot be meant so: it would be left out of account, and nothing be collected.</exception>
    public static void RefuseUnusable(IConfiguration configuration)
    {
        foreach (var name in Signals.Select(signal => Exporter + signal))
        {
            // What it is, is not repeated: it may hold a password.
            Require(name + "ENDPOINT", text => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps), "be a URL such as http://collector:4317");
            Require(name + "PROTOCOL", Protocols.Contains, $"be one of {string.Join(", ", Protocols)}");
            Require(name + "TIMEOUT", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _), "be a number of milliseconds");
        }

        void Require(string name, Func<string, bool> isUsable, string rule)
        {
            if (configuration[name] is { Length: > 0 } text && !isUsable(text)) throw new SettingsException($"{name} must {rule}.");
        }
    }

    /// <exception cref="SettingsException">As the other, of what only the library can judge.</exception>
    public static void RefuseUnusable(IServiceProvider services)
    {
        try
        {
            services.GetService<MeterProvider>();
            services.GetService<TracerProvider>();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            throw new SettingsException($"A setting OTEL_… cannot be used: {exception.Message}");
        }
    }

    private static bool IsCollected(IConfiguration configuration, string signal) =>
        configuration[$"{Exporter}ENDPOINT"] is { Length: > 0 } || configuration[$"{Exporter}{signal}ENDPOINT"] is { Length: > 0 };

    public static IServiceCollection AddTelemetry(this IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        var (hasMetrics, hasTraces) = (IsCollected(configuration, "METRICS_"), IsCollected(configuration, "TRACES_"));
        if (!hasMetrics && !hasTraces && settings.MetricsPort == 0) return services;

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration[Name] is { Length: > 0 } name ? name : Default))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (hasMetrics) metrics.AddOtlpExporter();
                if (settings.MetricsPort > 0) metrics.AddPrometheusExporter();
            });
        if (hasTraces) telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddNpgsql().AddOtlpExporter());
        if (settings.MetricsPort > 0) services.AddHostedService<MetricsListener>();
        return services;
    }
}
