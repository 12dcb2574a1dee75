using System.Reflection;
using Cms.Api.Commands.Sample;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Site;
using Microsoft.AspNetCore.Hosting.Server;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>
/// What has to happen before the service is ready: wait for the database, migrate, see to the site and the first key, fill a
/// new embedded database. It runs while the service listens already, so that health can tell how far it is.
/// </summary>
internal sealed partial class Start(
    Settings settings,
    Database database,
    DatabaseProbe probe,
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
    private const int OldestPostgres = 15;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

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
        LogStart(Version, ServiceAddress.Of(server), settings.Describe(), settings.Drain.TotalSeconds);
        var secret = await PreparedAsync(stoppingToken);
        readiness.Migrated();
        if (settings.IsEmbedded && secret is not null) await SampleMarker.LoadOnceAsync(settings, source, ServiceAddress.Of(server), secret, LogSample, stoppingToken);
        readiness.Complete();
    }

    /// <summary>Tries until the database answers. All of it can be done twice.</summary>
    /// <exception cref="SettingsException">It answers, and will not have us: waiting does not mend that.</exception>
    private async Task<string?> PreparedAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            string reason;
            try
            {
                if (settings.Surfaces.HasEditorial) return await PrepareAsync(stoppingToken);
                if (await LackForReadersAsync(stoppingToken) is not { } lack) return null;
                readiness.Waits(lack);
                reason = lack;
            }
            catch (Exception exception) when (DatabaseFailure.Of(exception) is { } failure)
            {
                if (!failure.IsWorthWaiting) throw new SettingsException($"The database cannot be used: {failure.Line}");
                readiness.Waits(DatabaseProbe.NoAnswer);
                reason = failure.Line;
            }
            LogWait(pause.TotalSeconds, reason);
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task<string?> PrepareAsync(CancellationToken stoppingToken)
    {
        await using (var connection = await source.OpenAsync(stoppingToken)) RefuseOld(connection);
        readiness.Migrates();
        await Task.Run(() => Migrator.Migrate(database.ConnectionString, new MigrationLog(logger), cancellationToken: stoppingToken), stoppingToken);
        await LogOrigin.EnsureAsync(source, stoppingToken);
        await SiteStart.EnsureAsync(publisher, time, stoppingToken);
        var secret = await AdminKey.EnsureAsync(settings, keys, time, stoppingToken);
        await SearchFill.RunAsync(source, null, stoppingToken);
        return secret;
    }

    /// <summary>What others have to do first: who serves readers only does not migrate.</summary>
    private async Task<string?> LackForReadersAsync(CancellationToken stoppingToken)
    {
        var lack = await probe.LackAsync();
        // Fails with what is wrong, which waiting may not mend.
        if (lack == DatabaseProbe.NoAnswer) await using (await source.OpenAsync(stoppingToken)) { }
        return lack;
    }

    private static void RefuseOld(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestPostgres)
            throw new SettingsException($"The database cannot be used: it is Postgres {connection.PostgreSqlVersion}, and {OldestPostgres} or newer is needed.");
    }

    private async Task ListeningAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private static string Version => typeof(Start).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    [LoggerMessage(1, LogLevel.Information, "Cms {Version} starts, and listens on {Address} for questions about its health meanwhile; {Settings}; it goes on serving for {DrainSeconds} s when told to stop")]
    private partial void LogStart(string version, Uri address, string settings, double drainSeconds);

    [LoggerMessage(2, LogLevel.Warning, "The database cannot be used yet, and is tried again in {Seconds} s: {Reason}")]
    private partial void LogWait(double seconds, string reason);

    [LoggerMessage(3, LogLevel.Information, "The database is new, and is filled with the sample newsroom")]
    private partial void LogSample();
}
