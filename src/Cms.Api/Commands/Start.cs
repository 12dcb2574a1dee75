using Cms.Api.Commands.Sample;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Site;
using Microsoft.AspNetCore.Hosting.Server;

namespace Cms.Api.Commands;

/// <summary>
/// What has to happen before the service is ready: migrate, see to the site and the first key, fill a new embedded database.
/// It runs while the service listens already, so that health can tell how far it is.
/// </summary>
internal sealed class Start(
    Settings settings,
    Database database,
    Readiness readiness,
    EditorialDataSource source,
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
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop, or the server could not listen: the next start goes on from here.
        }
        catch (Exception exception)
        {
            // Whoever waits for the start ends the service, with this for a reason.
            readiness.Failed(exception);
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        // Addresses are known, and the sample can be sent, once the server listens.
        await ListeningAsync(stoppingToken);
        await Task.Run(() => Migrator.Migrate(database.ConnectionString, new MigrationLog(logger), cancellationToken: stoppingToken), stoppingToken);
        await SiteStart.EnsureAsync(publisher, time, stoppingToken);
        var secret = await AdminKey.EnsureAsync(settings, keys, time, stoppingToken);
        await SearchFill.RunAsync(source, null, stoppingToken);
        readiness.Migrated();
        if (settings.IsEmbedded && secret is not null) await SampleMarker.LoadOnceAsync(settings, source, ServiceAddress.Of(server), secret, stoppingToken);
        readiness.Complete();
    }

    private async Task ListeningAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
