using System.Text.Json.Nodes;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>A standby takes over while the service runs, and lacks what the primary wrote last: its numbers are given again.</summary>
public sealed class FailoverTests(PrimaryAndStandby databases) : IClassFixture<PrimaryAndStandby>
{
    [Fact]
    public async Task Whoever_followed_what_is_lost_is_told_to_begin_anew()
    {
        await using var service = await CmsProcess.ServeAsync(databases.EitherSettings);
        using var editor = service.Client(CmsApp.AdminKey);
        using var reader = service.Client();
        var newsroom = new Newsroom(editor);
        await databases.HasAsync(await PublishAsync(newsroom));
        await databases.StopStandbyAsync();
        var lost = await PublishAsync(newsroom);
        var epoch = (string)(await reader.SeeAsync($"/v1/changes?after={lost}")).Is(200)["epoch"]!;
        var followed = FollowAsync(reader, lost);

        await databases.StopPrimaryAsync();
        await databases.PromoteAsync();
        Assert.EndsWith("event: resync\ndata: {}\n\n", await followed, StringComparison.Ordinal);

        await Eventually.HoldsAsync(async () => (await editor.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Tag") })).Status == 201);
        while (long.Parse(await PublishAsync(newsroom), null) <= long.Parse(lost, null))
        {
            // Until the log is as far as it was.
        }
        var refused = (await reader.SeeAsync($"/v1/changes?after={lost}&epoch={epoch}")).Is(410);
        Assert.Equal("resync_needed", (string)refused["code"]!);
        Assert.NotEqual(epoch, (string)refused["epoch"]!);
    }

    /// <summary>What a stream tells until it ends by itself.</summary>
    private static Task<string> FollowAsync(HttpClient reader, string after) =>
        reader.GetStringAsync($"/v1/changes/stream?after={after}", TestContext.Current.CancellationToken);

    private static async Task<string> PublishAsync(Newsroom newsroom)
    {
        var draft = await newsroom.DraftAsync();
        var published = await newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish", new JsonObject());
        published.Is(200);
        return published.Header("Cms-Sequence")!;
    }
}
