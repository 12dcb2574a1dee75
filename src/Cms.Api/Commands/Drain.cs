namespace Cms.Api.Commands;

/// <summary>
/// Told to stop, the service says so at /health/ready and goes on serving for as long as whoever sends it requests needs to
/// notice. Only then the host takes nothing new, and ends what it has begun.
/// </summary>
internal sealed class Drain(Settings settings, Readiness readiness, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>What requests in flight have once nothing new is taken.</summary>
    public static readonly TimeSpan ForRequests = TimeSpan.FromSeconds(30);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var wasReady = readiness.Completion.IsCompletedSuccessfully;
        readiness.Stops();
        if (wasReady) await Task.Delay(settings.Drain, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
