using Cms.EmbeddedPostgres;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>Brings the embedded server back when it dies under a running service, which then goes on with it.</summary>
internal sealed class EmbeddedWatch(Database database, ILogger<EmbeddedWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Embedded is not { } server) return;
        using var timer = new PeriodicTimer(BetweenLooks);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(server, stoppingToken);
    }

    private async Task LookAsync(PostgresServer server, CancellationToken stoppingToken)
    {
        try
        {
            if (server.IsRunning) return;
            await server.ReviveAsync(stoppingToken);
            logger.LogWarning("The embedded database had stopped, and runs again.");
        }
        catch (Exception exception) when (exception is PostgresServerException or NpgsqlException or IOException or UnauthorizedAccessException)
        {
            logger.LogError("The embedded database has stopped, and is tried again: {Reason}", exception.Message);
        }
    }
}
