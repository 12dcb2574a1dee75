using OpenTelemetry.Metrics;

namespace Cms.Api.Commands;

/// <summary>Answers /metrics on a port of its own, which readers do not reach.</summary>
internal sealed class MetricsListener(Settings settings, MeterProvider meters) : IHostedService
{
    private WebApplication? _app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.ListenAnyIP(settings.MetricsPort));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, null, "/metrics", null, null);
        await _app.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null) return;
        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }
}
