using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>Whoever walks a list while editors change it meets each story that is there all the time exactly once.</summary>
public sealed class WalkingReadersTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Steady = 40;

    [Fact]
    public async Task No_story_is_skipped_or_met_twice()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Walk"));
        var steady = new HashSet<string>();
        for (var number = 0; number < Steady; number++) steady.Add(Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section })));
        using var over = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ComeAndGoAsync(section, over.Token)));

        for (var walk = 0; walk < Rounds.Of(15, 200); walk++)
        {
            var met = await WalkAsync(section, 1 + (walk % 9));
            Assert.Equal(met.Distinct(), met);
            Assert.Empty(steady.Except(met));
        }
        await over.CancelAsync();
        await writing;
    }

    /// <summary>Stories that are published, changed, moved and withdrawn, on and on.</summary>
    private async Task ComeAndGoAsync(string section, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section });
            await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Changed" });
            await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });
            await cms.Newsroom.ActAsync(story, "unpublish", []);
        }
    }

    private async Task<List<string>> WalkAsync(string section, int limit)
    {
        var met = new List<string>();
        for (string? address = $"/v1/articles?section={section}&fields=id&limit={limit}"; address is not null;)
        {
            using var response = await cms.Reader.GetAsync(address, TestContext.Current.CancellationToken);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            met.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            address = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }
        return met;
    }
}
