using Cms.Api.Shared.Data;

namespace Cms.UnitTests.Shared.Data;

public sealed class DeadlineTests
{
    /// <summary>As the library does when it ends a statement of a server that is frozen.</summary>
    [Fact]
    public async Task Work_that_blocks_a_thread_when_it_is_given_up_keeps_nobody_else_from_one()
    {
        using var thaw = new ManualResetEventSlim();
        var given = Enumerable.Range(0, 50).Select(_ => Deadline.RunAsync(
            TimeSpan.FromMilliseconds(100),
            async stop =>
            {
                await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => thaw.Wait(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return 0;
            },
            TestContext.Current.CancellationToken)).ToList();
        try
        {
            // They are told by threads of the pool, of which it makes one or two in a second by itself: that would take forty.
            await Task.WhenAll(given.Select(work => Assert.ThrowsAsync<TimeoutException>(() => work))).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        finally
        {
            thaw.Set();
        }
    }
}
