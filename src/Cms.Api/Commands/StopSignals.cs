using System.Runtime.InteropServices;

namespace Cms.Api.Commands;

/// <summary>
/// Ctrl+C and SIGTERM as a token, from the first line of the program on: whoever is making or starting a database server ends that too.
/// A second signal ends the process as usual, unless the host, which drains, has taken over.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations = [On(PosixSignal.SIGINT), On(PosixSignal.SIGQUIT), On(PosixSignal.SIGTERM)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        try
        {
            if (_stop.IsCancellationRequested) return;
            context.Cancel = true;
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The program has come to its end meanwhile.
        }
    });
}
