using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>A first start that is ended half-way, at any of its stages.</summary>
public sealed class StoppedStartTests
{
    // initdb works; the server runs; the service fills the database.
    public static readonly TheoryData<string> Stages = ["postgres/data.partial-*/global", "postgres/data/postmaster.pid", "admin.key"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Signal_during_the_start_stops_all_there_is(string stage)
    {
        using var folder = DataFolder.Open();
        await using var service = CmsProcess.Begin(Settings(folder));
        await ReachAsync(folder, stage);

        Assert.Equal(0, await service.TerminateAsync());

        Assert.Empty(folder.Programs().Values);
    }

    [Fact]
    public async Task Command_that_is_stopped_stops_its_database_too()
    {
        using var folder = DataFolder.Open();
        await using var command = CmsProcess.Command(Settings(folder), "sample");
        await ReachAsync(folder, "postgres/data/postmaster.pid");

        Assert.Equal(1, await command.TerminateAsync());

        Assert.Empty(folder.Programs().Values);
    }

    [Fact]
    public async Task Service_killed_while_its_cluster_is_made_starts_with_a_whole_one_the_next_time()
    {
        using var folder = DataFolder.Open();
        await using (var killed = CmsProcess.Begin(Settings(folder)))
        {
            await ReachAsync(folder, "postgres/data.partial-*/global");
            // Its initdb goes on, as that of any killed service.
            await killed.KillAsync();
        }

        var migrated = await CmsProcess.RunAsync(Settings(folder), "migrate");

        Assert.Equal((0, ""), (migrated.Code, migrated.Error));
        await Eventually.HoldsAsync(() => folder.Programs().Count == 0);
    }

    private static Dictionary<string, string> Settings(DataFolder folder) => new() { ["Cms__DataDirectory"] = folder.Path };

    private static Task ReachAsync(DataFolder folder, string stage) => Eventually.HoldsAsync(() => Exists(folder.Path, stage));

    /// <summary>Whether something is there of that path, whose parts may be patterns.</summary>
    private static bool Exists(string directory, string path) => path.Split('/', 2) switch
    {
        [var name] => Directory.EnumerateFileSystemEntries(directory, name).Any(),
        [var name, var below] => Directory.EnumerateDirectories(directory, name).Any(found => Exists(found, below)),
        _ => false,
    };
}
