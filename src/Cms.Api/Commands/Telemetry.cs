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
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Name = "OTEL_SERVICE_NAME";
    private const string Default = "cms";

    /// <summary>Those of the framework, of the database's client, and our own.</summary>
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", Measures.Meter];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        var isCollected = configuration[Endpoint] is { Length: > 0 };
        if (!isCollected && settings.MetricsPort == 0) return services;

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration[Name] is { Length: > 0 } name ? name : Default))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (isCollected) metrics.AddOtlpExporter();
                if (settings.MetricsPort > 0) metrics.AddPrometheusExporter();
            });
        if (isCollected) telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddNpgsql().AddOtlpExporter());
        if (settings.MetricsPort > 0) services.AddHostedService<MetricsListener>();
        return services;
    }
}
