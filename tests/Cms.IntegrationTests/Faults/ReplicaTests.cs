using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>Readers are answered from a standby, and never from one that is late; whichever of the two databases is away, they hardly notice.</summary>
public sealed class ReplicaTests(PrimaryAndStandby databases) : IClassFixture<PrimaryAndStandby>
{
    private const string Any = "/v1/articles?limit=1";

    [Fact]
    public async Task What_was_never_asked_for_is_read_from_the_standby_while_the_primary_is_away()
    {
        var (story, number) = await PublishAsync();
        await databases.HasAsync(number);
        using var reader = databases.Readers.Client();
        await databases.StopPrimaryAsync();
        try
        {
            var delivered = (await reader.SeeAsync($"/v1/articles/{story["slug"]}")).Is(200);
            Assert.Equal((string)story["headline"]!, (string)delivered["headline"]!);
            Assert.Equal("Ready.", (await reader.SeeAsync("/health/ready")).Text);
            Assert.Equal(200, (await reader.SeeAsync($"/v1/page?path={delivered["path"]}")).Status);
        }
        finally
        {
            await databases.StartPrimaryAsync();
        }
        await Eventually.HoldsAsync(async () => (await reader.SeeAsync("/v1/changes")).Status == 200);
    }

    [Fact]
    public async Task What_is_published_and_taken_down_is_so_within_two_seconds_while_the_standby_stands_still()
    {
        using var reader = databases.Readers.Client();
        var deep = await DeepAsync(reader);
        var (before, number) = await PublishAsync();
        await databases.HasAsync(number);
        var address = $"/v1/articles/{before["id"]}";
        Assert.Equal(200, (await reader.SeeAsync(address)).Status);
        await databases.PauseAsync();
        try
        {
            for (var round = 0; round < Rounds.Of(3, 100); round++)
            {
                var (story, published) = await PublishAsync();
                Assert.Equal(200, (await reader.SeeAsync($"/v1/articles/{story["slug"]}", ("Cms-Min-Sequence", published))).Status);
                await WithinTwoSecondsAsync(async () => (await reader.SeeAsync(Any)).Text.Contains((string)story["headline"]!, StringComparison.Ordinal));
                // Nobody keeps it: what it lacks, only the number tells.
                await WithinTwoSecondsAsync(async () => long.Parse((await reader.SeeAsync(deep)).Header("Cms-Sequence")!, null) >= long.Parse(published, null));
            }
            await databases.Editors.Client(CmsApp.AdminKey).AskAsync(HttpMethod.Post, $"articles/{before["id"]}/takedown", new JsonObject { ["reason"] = "legal" });
            await WithinTwoSecondsAsync(async () => (await reader.SeeAsync(address)).Status == 410);
            Assert.NotEqual("0", await databases.AskStandbyAsync($"select count(*)::text from live.document where id = '{before["id"]}'"));
        }
        finally
        {
            await databases.ResumeAsync();
        }
    }

    [Fact]
    public async Task Followers_of_the_log_get_each_change_once_while_the_standby_stands_still()
    {
        using var reader = databases.Readers.Client();
        var (_, first) = await PublishAsync();
        await databases.PauseAsync();
        try
        {
            var waiting = reader.SeeAsync($"/v1/changes?after={first}&wait=20&types=article");
            var (story, published) = await PublishAsync();
            var told = (await waiting).Is(200);
            Assert.Equal([(string)story["id"]!], told["items"]!.AsArray().Select(change => (string)change!["id"]!));
            Assert.Empty((await reader.SeeAsync($"/v1/changes?after={published}")).Is(200)["items"]!.AsArray());
        }
        finally
        {
            await databases.ResumeAsync();
        }
    }

    [Fact]
    public async Task A_number_that_another_instance_told_a_moment_ago_is_followed_though_the_standby_has_not_come_so_far()
    {
        using var reader = databases.Readers.Client();
        for (var round = 0; round < 5; round++)
        {
            var (_, before) = await PublishAsync();
            await databases.HasAsync(before);
            await databases.PauseAsync();
            try
            {
                var (_, number) = await PublishAsync();
                Assert.Empty((await reader.SeeAsync($"/v1/changes?after={number}")).Is(200)["items"]!.AsArray());
            }
            finally
            {
                await databases.ResumeAsync();
            }
        }
    }

    [Fact]
    public async Task Nobody_is_refused_while_the_standby_goes_and_comes()
    {
        using var reader = databases.Readers.Client();
        var deep = await DeepAsync(reader);
        for (var round = 0; round < Rounds.Of(1, 10); round++)
        {
            using var over = new CancellationTokenSource();
            var reading = ReadAsync(reader, deep, over.Token);
            await databases.StopStandbyAsync();
            var (story, _) = await PublishAsync();
            Assert.Equal(200, (await reader.SeeAsync($"/v1/articles/{story["slug"]}")).Status);
            await databases.RestartStandbyAsync();
            await over.CancelAsync();
            Assert.True(await reading > 5, "Hardly anything was read meanwhile.");
        }
    }

    private async Task<(JsonObject Story, string Number)> PublishAsync()
    {
        using var editor = databases.Editors.Client(CmsApp.AdminKey);
        var draft = await new Newsroom(editor).DraftAsync();
        var published = await editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish", new JsonObject());
        return (published.Is(200), published.Header("Cms-Sequence")!);
    }

    /// <summary>The second page of a list, which is never kept in memory.</summary>
    private async Task<string> DeepAsync(HttpClient reader)
    {
        await PublishAsync();
        var (_, number) = await PublishAsync();
        return $"{Any}&cursor={(string)(await reader.SeeAsync(Any, ("Cms-Min-Sequence", number))).Is(200)["next"]!}";
    }

    private static async Task<int> ReadAsync(HttpClient reader, string address, CancellationToken over)
    {
        var count = 0;
        for (; !over.IsCancellationRequested; count++) Assert.Equal(200, (await reader.SeeAsync(address)).Status);
        return count;
    }

    private static async Task WithinTwoSecondsAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(holds);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2), $"It took {TimeProvider.System.GetElapsedTime(started)}.");
    }
}
