using Cms.Api.Publishing;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Publishing;

/// <summary>What readers get is a function of what editors wrote: after any history, projecting everything again changes nothing.</summary>
public sealed class RebuildLawTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly Gen<Step[]> History = RandomNewsroom.Histories(30, 60);

    [Fact]
    public Task After_a_history_of_one_client_a_rebuild_changes_no_byte() =>
        History.SampleAsync(history => HoldsAsync(history, clients: 1), iter: 12, threads: 1);

    [Fact]
    public Task After_a_history_of_four_clients_at_once_a_rebuild_changes_no_byte_and_nobody_was_told_of_a_deadlock() =>
        History.SampleAsync(history => HoldsAsync(history, clients: 4), iter: 12, threads: 1);

    private async Task HoldsAsync(Step[] history, int clients)
    {
        var newsroom = await RandomNewsroom.CreateAsync(cms);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            foreach (var step in history.Where((_, index) => index % clients == client)) await newsroom.TakeAsync(step);
        }));
        await cms.App.DrainAsync();
        // Where Postgres ends a deadlock, now and then, the service does the write once more.
        Assert.DoesNotContain(newsroom.Answers, status => (int)status >= 500);
        Assert.Contains(newsroom.Answers, status => (int)status < 300);

        var before = await LiveSnapshot.TakeAsync(cms.App.ConnectionString);
        await cms.App.Services.GetRequiredService<LiveMaintenance>().RebuildAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(before, await LiveSnapshot.TakeAsync(cms.App.ConnectionString));
        Assert.Empty(await cms.App.VerifyAsync());
        await LiveSnapshot.HasNoGapInLogAsync(cms.App.ConnectionString);
    }
}
