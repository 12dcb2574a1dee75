using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>A service that is killed in the middle of its work has lost nothing that it said was done, and left nothing half done.</summary>
public sealed class KilledServiceTests(TestPostgres postgres)
{
    private const int Writers = 8;

    [Fact]
    public async Task What_was_answered_is_there_after_the_service_was_killed_and_readers_get_what_editors_wrote()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString, ["Cms__AdminKey"] = CmsApp.AdminKey };
        Ledger? ledger = null;
        for (var round = 0; round < Rounds.Of(2, 50); round++)
        {
            await using var service = await CmsProcess.ServeAsync(settings);
            using var editor = service.Client(CmsApp.AdminKey);
            var newsroom = new Newsroom(editor);
            ledger ??= new Ledger(await newsroom.SectionAsync("World"), (string)(await newsroom.AuthorAsync("Lena Haddad"))["slug"]!);
            await ledger.HoldsAsync(service.Client());

            using var over = new CancellationTokenSource();
            var before = ledger.Published.Count;
            var writing = ledger.WriteAsync(editor, Writers, over.Token);
            await Eventually.HoldsAsync(() => ledger.Published.Count > before + 20);
            await service.KillAsync();
            await over.CancelAsync();
            await writing;
        }

        await using var last = await CmsProcess.ServeAsync(settings);
        await ledger!.HoldsAsync(last.Client());
        var verified = await CmsProcess.RunAsync(settings, "live", "verify");
        Assert.True(verified.Code == 0, verified.Output + verified.Error);
    }
}
