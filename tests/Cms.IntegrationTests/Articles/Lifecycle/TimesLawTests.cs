using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;

namespace Cms.IntegrationTests.Articles.Lifecycle;

/// <summary>The times of a story over random histories: what moves each of them, and what readers sort by.</summary>
public sealed class TimesLawTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Stories = 3;

    private enum Change { Edit, Minor, Significant, Republish, PublishTakenDown, MergeTag }

    private static readonly Gen<(Change Change, int Story)[]> History =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, Stories - 1], (change, story) => ((Change)change, story)).Array[6, 14];

    [Fact]
    public Task Each_time_moves_by_what_it_tells_of_and_by_nothing_else() =>
        History.SampleAsync(HoldsAsync, iter: Rounds.Of(15, 300), threads: 1);

    private async Task HoldsAsync((Change Change, int Story)[] history)
    {
        var (section, tag) = (await cms.Newsroom.SectionAsync(Newsroom.Unique("Times")), await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")));
        var stories = new List<JsonObject>();
        for (var number = 0; number < Stories; number++)
            stories.Add(await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section, ["tags"] = new JsonArray(Newsroom.Id(tag)), ["publishedAt"] = number == 0 ? "2024-11-12T13:03:00Z" : null }));

        foreach (var (change, index) in history)
        {
            var story = stories[index];
            var (times, lists) = (await TimesAsync(story), await ListsAsync(section));
            tag = await TakeAsync(change, story, tag);
            var (after, listsAfter) = (await TimesAsync(story), await ListsAsync(section));

            Assert.Equal(times.First, after.First);
            Assert.Equal(times.Published, after.Published);
            Assert.Equal(change == Change.Significant, after.Updated != times.Updated);
            // A merge leaves the version, and so its time, as they are.
            Assert.Equal(change != Change.MergeTag, after.Modified > times.Modified);
            Assert.Equal(times.Revision + (change is Change.Edit or Change.MergeTag ? 0 : 1), after.Revision);
            Assert.True(after.First <= (after.Updated ?? after.First), $"{after}");
            Assert.True((after.Updated ?? after.First) <= after.Modified, $"{after}");
            Assert.Equal(change == Change.Significant ? [Newsroom.Id(story), .. lists.ByUpdate.Where(id => id != Newsroom.Id(story))] : lists.ByUpdate, listsAfter.ByUpdate);
            Assert.Equal(lists.ByPublication, listsAfter.ByPublication);
            if (change is not Change.Significant) Assert.Equal(lists.Sorted, listsAfter.Sorted);
        }
    }

    /// <summary>Answers the tag that the stories have afterwards.</summary>
    private async Task<JsonObject> TakeAsync(Change change, JsonObject story, JsonObject tag)
    {
        switch (change)
        {
            case Change.Edit:
                await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = Newsroom.Unique("Kicker") });
                break;
            case Change.Significant:
                await cms.Newsroom.CorrectAsync(story, "update");
                await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "significant" });
                break;
            case Change.MergeTag:
                var next = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
                await cms.Newsroom.SendAsync(HttpMethod.Post, $"tags/{tag["id"]}/merge", new JsonObject { ["into"] = Newsroom.Id(next) }, System.Net.HttpStatusCode.OK);
                await cms.App.DrainAsync();
                return next;
            default:
                if (change == Change.Republish) await cms.Newsroom.ActAsync(story, "unpublish", []);
                if (change == Change.PublishTakenDown) await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });
                await cms.Newsroom.PublishAsync(story, new JsonObject { ["note"] = "Again" });
                break;
        }
        return tag;
    }

    private async Task<Times> TimesAsync(JsonObject story)
    {
        var told = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        return new Times(Of("firstPublishedAt")!.Value, Of("publishedAt")!.Value, Of("updatedAt"), Of("modifiedAt")!.Value, (int)told["publishedRevision"]!);

        DateTimeOffset? Of(string member) => (DateTimeOffset?)told[member];
    }

    /// <summary>As readers get them: the orders, and what the items are sorted by.</summary>
    private async Task<(IReadOnlyList<string> ByPublication, IReadOnlyList<string> ByUpdate, IReadOnlyList<string> Sorted)> ListsAsync(string section)
    {
        var byPublication = await cms.Reader.ReadAsync($"/v1/articles?section={section}");
        var byUpdate = await cms.Reader.ReadAsync($"/v1/articles?section={section}&sort=-updatedAt");
        return (byPublication.Items("id"), byUpdate.Items("id"), [.. byUpdate["items"]!.AsArray().Select(item => $"{item!["id"]} {item["publishedAt"]} {item["updatedAt"]}")]);
    }

    private sealed record Times(DateTimeOffset First, DateTimeOffset Published, DateTimeOffset? Updated, DateTimeOffset Modified, int Revision);
}
