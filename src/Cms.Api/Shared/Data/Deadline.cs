using System.Globalization;

namespace Cms.Api.Shared.Data;

/// <summary>
/// A hard end for a request's work on the database. A server that is frozen, or a network that is gone, does not answer a
/// cancellation either, so the work is not waited for: it ends by itself, later, without a commit.
/// </summary>
internal static class Deadline
{
    /// <summary>More than a pool has connections: nothing else blocks.</summary>
    private const int MostMoreThreads = 64;

    /// <summary>For work that heeds its cancellation.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static readonly Lock Lock = new();
    private static readonly int UsualThreads = ThreadsAtStart();
    private static int _givenUp;

    /// <exception cref="TimeoutException">The time is over.</exception>
    public static async Task<T> RunAsync<T>(TimeSpan most, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(work, stop);
        await WaitAsync(running, most);
        if (running.IsCompleted) return await running;

        GiveUp(running, stop);
        await WaitAsync(running, Grace);
        if (running.IsCompleted && !running.IsCanceled) return await running;
        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The database did not answer within {most.TotalSeconds:0.#} s."));
    }

    /// <summary>As <see cref="RunAsync{T}(TimeSpan, Func{CancellationToken, Task{T}}, CancellationToken)"/>, but ends earlier where it would wait in vain.</summary>
    /// <param name="least">How long it is waited for in any case.</param>
    /// <param name="isInVain">Asked again and again after that.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public static async Task<T> RunAsync<T>(
        TimeSpan least, TimeSpan most, Func<bool> isInVain, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var vain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(most, work, vain.Token);
        await WaitAsync(running, least);
        while (!running.IsCompleted && !isInVain()) await WaitAsync(running, BetweenLooks);
        if (running.IsCompleted)
        {
            vain.Dispose();
            return await running;
        }
        GiveUp(running, vain);
        throw new TimeoutException("The database has ceased to answer.");
    }

    private static async Task WaitAsync(Task running, TimeSpan time) => await running.WaitAsync(time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>
    /// Not waited for, and told by a thread of its own: to tell a server that is frozen takes its time. So does the work's own end, for which the
    /// library takes a thread of the pool; while its few threads did that, nobody else would be answered.
    /// </summary>
    private static void GiveUp(Task running, CancellationTokenSource stop)
    {
        Count(1);
        // Whatever becomes of it has been told already.
        _ = running.ContinueWith(
            ended =>
            {
                Count(-1);
                _ = ended.Exception;
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        new Thread(Tell) { IsBackground = true }.Start();

        void Tell()
        {
            try
            {
                stop.Cancel();
            }
            catch (Exception exception) when (exception is ObjectDisposedException or AggregateException)
            {
                // It has ended meanwhile, or cannot be told.
            }
        }
    }

    /// <summary>The pool makes a thread more without hesitation for each. To have so many all the time would make answers that wait for nobody a third dearer.</summary>
    private static void Count(int givenUp)
    {
        lock (Lock)
        {
            _givenUp += givenUp;
            ThreadPool.GetMinThreads(out _, out var ports);
            ThreadPool.SetMinThreads(UsualThreads + Math.Min(_givenUp, MostMoreThreads), ports);
        }
    }

    private static int ThreadsAtStart()
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }

    private static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationTokenSource stop)
    {
        using (stop) return await work(stop.Token);
    }
}
