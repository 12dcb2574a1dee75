using System.Globalization;

namespace Cms.Api.Shared.Data;

/// <summary>
/// A hard end for a request's work on the database. A server that is frozen, or a network that is gone, does not answer a
/// cancellation either, so the work is not waited for: it ends by itself, later, without a commit.
/// </summary>
internal static class Deadline
{
    /// <summary>For work that heeds its cancellation.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <exception cref="TimeoutException">The time is over.</exception>
    public static async Task<T> RunAsync<T>(TimeSpan most, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(most);
        var running = RunAsync(work, stop);
        try
        {
            return await running.WaitAsync(most + Grace, CancellationToken.None);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The database did not answer within {most.TotalSeconds:0.#} s."));
        }
        catch (TimeoutException)
        {
            // Whatever becomes of it has been told already.
            _ = running.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationTokenSource stop)
    {
        using (stop) return await work(stop.Token);
    }
}
