using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Cms.IntegrationTests.Faults;

/// <summary>A stock load balancer: it asks each instance whether it is ready, sends it no more when it is not, and tries nothing twice.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private const string Cluster = "cms";

    private static readonly RouteConfig[] Routes = [new() { RouteId = Cluster, ClusterId = Cluster, Match = new RouteMatch { Path = "{**all}" } }];

    private readonly WebApplication _app;

    private Balancer(WebApplication app) => _app = app;

    public static async Task<Balancer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(Routes, ClustersOf([]));
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Balancer(app);
    }

    public HttpClient Client() => new() { BaseAddress = new Uri(_app.Urls.First()) };

    /// <summary>From now on these.</summary>
    public void Use(params IEnumerable<Uri> instances) => _app.Services.GetRequiredService<InMemoryConfigProvider>().Update(Routes, ClustersOf(instances));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ClusterConfig[] ClustersOf(IEnumerable<Uri> instances) =>
    [
        new()
        {
            ClusterId = Cluster,
            Destinations = instances.ToDictionary(instance => instance.Authority, instance => new DestinationConfig { Address = instance.AbsoluteUri }),
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Interval = TimeSpan.FromMilliseconds(100),
                    Timeout = TimeSpan.FromSeconds(1),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                    Path = "/health/ready",
                },
            },
            Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        },
    ];
}
