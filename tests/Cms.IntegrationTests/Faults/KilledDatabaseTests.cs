using System.Diagnostics;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>A database that is killed in the middle of its work: the service goes on, readers of what is kept notice nothing, and nothing is lost.</summary>
public sealed class KilledDatabaseTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    [Fact]
    public async Task Nothing_that_was_answered_is_lost_and_what_is_kept_is_read_all_the_time()
    {
        using var editor = service.Process.Client(await service.ReadKeyAsync());
        using var reader = service.Process.Client();
        var newsroom = new Newsroom(editor);
        var ledger = new Ledger(await newsroom.SectionAsync(Newsroom.Unique("Fault")), (string)(await newsroom.AuthorAsync("Lena Haddad"))["slug"]!);
        var kept = await newsroom.PublishedAsync();
        for (var round = 0; round < Rounds.Of(2, 20); round++)
        {
            using var over = new CancellationTokenSource();
            var before = ledger.Published.Count;
            var writing = ledger.WriteAsync(editor, 6, over.Token);
            var reading = ReadAsync(reader, $"/v1/articles/{kept["slug"]}", over.Token);
            await Eventually.HoldsAsync(() => ledger.Published.Count > before + 15);

            var killed = service.Postmaster!;
            using (var postmaster = Process.GetProcessById(killed.ProcessId)) postmaster.Kill();
            await Eventually.HoldsAsync(() => service.Postmaster is { } now && now.ProcessId != killed.ProcessId);
            var after = ledger.Published.Count;
            await Eventually.HoldsAsync(() => ledger.Published.Count > after + 5);
            await over.CancelAsync();
            await writing;
            Assert.True(await reading > 50, "Hardly anything was read meanwhile.");
        }
        await ledger.HoldsAsync(reader);
    }

    /// <summary>Reads on and on, each time with success; answers how often.</summary>
    private static async Task<int> ReadAsync(HttpClient reader, string address, CancellationToken over)
    {
        var count = 0;
        for (; !over.IsCancellationRequested; count++)
        {
            using var response = await reader.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode == 200, $"Reading {count} answered {(int)response.StatusCode}.");
        }
        return count;
    }
}
