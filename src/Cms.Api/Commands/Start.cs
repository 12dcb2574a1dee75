using Cms.Api.Commands.Sample;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Site;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cms.Api.Commands;

/// <summary>
/// What has to happen before the service is ready: migrate, see to the site and the first key, fill a new embedded database.
/// It runs while the service listens already, so that health can tell how far it is.
/// </summary>
internal sealed class Start(
    Settings settings,
    Database database,
    Readiness readiness,
    KeyRepository keys,
    Publisher publisher,
    TimeProvider time,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<Start> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Addresses are known, and the sample can be sent, once the server listens.
        await Started(stoppingToken);
        await Task.Run(() => Migrator.Migrate(database.ConnectionString), stoppingToken);
        await SiteStart.EnsureAsync(publisher, time, stoppingToken);
        var secret = await AdminKey.EnsureAsync(settings, keys, time, stoppingToken);
        readiness.Migrated();

        var address = AddressOf(server);
        if (settings.IsEmbedded && secret is not null) await SampleMarker.LoadOnceAsync(settings, address, secret, stoppingToken);
        readiness.Complete();
        await TellAsync(address, secret, stoppingToken);
    }

    private async Task TellAsync(Uri address, string? secret, CancellationToken cancellationToken)
    {
        logger.LogInformation("Listening on {Address}", address);
        logger.LogInformation("Documentation: {Documentation}", new Uri(address, "/docs"));
        if (settings.IsEmbedded) logger.LogInformation("The admin key is in {File}", AdminKey.FileOf(settings));
        else if (secret is null && !await keys.AnyAdminAsync(cancellationToken)) logger.LogWarning("There is no admin key yet: run the command 'keys create'");
        logger.LogInformation("Try: curl '{Try}'", new Uri(address, "/v1/articles?limit=3"));
    }

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    /// <summary>An address of this service that can be called from this machine.</summary>
    private static Uri AddressOf(IServer server)
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        return new Uri(bound.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal));
    }
}
