using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Commands;

/// <summary>What an operator sees from outside.</summary>
public sealed class MetricsTests(TestPostgres postgres)
{
    /// <summary>Each stands in the table of the README, and here as a scraper names it.</summary>
    private static readonly string[] Names =
    [
        "cms_cache_hits_total", "cms_cache_misses_total", "cms_cache_entries", "cms_cache_size_bytes", "cms_follower_lag_seconds", "cms_queue_waiting", "cms_queue_parked",
        "http_server_request_duration_seconds", "kestrel_active_connections", "db_client_connection_count", "dotnet_gc_collections_total",
    ];

    [Fact]
    public async Task Metrics_are_told_on_a_port_of_their_own_and_nowhere_else()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var port = FreePort();
        await using var service = await CmsProcess.ServeAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings__Cms"] = database.ConnectionString,
            ["Cms__AdminKey"] = CmsApp.AdminKey,
            ["Cms__MetricsPort"] = port.ToString(CultureInfo.InvariantCulture),
        });
        using var reader = service.Client();
        using var scraper = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var count = 0; count < 3; count++) await reader.GetStringAsync("/v1/site", TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(async () =>
        {
            var told = await scraper.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            return Names.All(name => told.Contains(name, StringComparison.Ordinal));
        });
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await scraper.GetAsync("/v1/site", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
