using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Api.Delivery.Changes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>The change feed, asked for.</summary>
public sealed class ChangesTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Publication_and_takedown_are_told_in_order_with_the_path_and_the_reason()
    {
        var after = await HeadAsync();
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "court" });

        var changes = (await ReadAsync($"?after={after}&types=article")).Json;

        var path = $"/{story["section"]}/{story["slug"]}";
        Assert.Equal(
            [("upsert", (string?)story["id"], path, null), ("delete", (string?)story["id"], path, "court")],
            changes["items"]!.AsArray().Select(item => ((string)item!["action"]!, (string?)item["id"], (string?)item["path"], (string?)item["reason"])));
        Assert.Equal(await HeadAsync(), (long)changes["next"]!);
        Assert.True((await ReadAsync($"?after={changes["next"]}")).Json["items"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task What_only_a_withdrawn_story_showed_is_told_to_be_gone_with_it()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["tags"] = new JsonArray((string)tag["slug"]!),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
        });
        var after = await HeadAsync();

        await cms.Newsroom.ActAsync(story, "unpublish", []);

        var changes = (await ReadAsync($"?after={after}&types=article,author,tag")).Json["items"]!.AsArray();
        Assert.All(changes, change => Assert.Equal("delete", (string?)change!["action"]));
        Assert.Equal(new[] { story, tag, author }.Select(Newsroom.Id).Order(StringComparer.Ordinal), changes.Select(change => (string)change!["id"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Types_are_those_of_everything_that_has_ever_been_told()
    {
        await cms.Newsroom.CorrectAsync(await cms.Newsroom.PublishedAsync());
        var types = await LiveSnapshot.ScalarAsync<string[]>(cms.App.ConnectionString, "select array_agg(distinct type) from live.change_log");

        Assert.Empty(types.Except(ChangePublic.Types));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        await cms.Newsroom.PublishedAsync();
        var (seen, after) = (new List<long>(), 0L);
        while (true)
        {
            var page = (await ReadAsync($"?after={after}&limit=2")).Json;
            if (page["items"]!.AsArray().Count == 0) break;
            seen.AddRange(page["items"]!.AsArray().Select(item => (long)item!["seq"]!));
            after = (long)page["next"]!;
        }
        Assert.Equal(Enumerable.Range(1, (int)await HeadAsync()).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Who_waits_is_told_as_soon_as_something_is_published()
    {
        var after = await HeadAsync();
        var waiting = ReadAsync($"?after={after}&wait=30&types=article");
        var story = await cms.Newsroom.PublishedAsync();
        var published = Stopwatch.GetTimestamp();

        var told = (await waiting).Json;

        Assert.Equal((string?)story["id"], (string?)told["items"]![0]!["id"]);
        Assert.True(Stopwatch.GetElapsedTime(published) < TimeSpan.FromSeconds(20), "It was told when its time was over, not when something was there.");
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_so_when_the_time_is_over()
    {
        var after = await HeadAsync();
        var told = await ReadAsync($"?after={after}&wait=1&types=section");

        Assert.Empty(told.Json["items"]!.AsArray());
        Assert.Equal("no-store", told.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("?after=1000000")]
    [InlineData("?after=9223372036854775807")]
    [InlineData("?after=0&epoch=019a9a2d-bf00-7bd0-8d72-e95cb941d861")]
    public async Task Numbers_that_are_not_of_this_log_are_answered_by_how_to_begin_anew(string query)
    {
        var refused = await ReadAsync(query);

        Assert.Equal((410, "resync_needed"), (refused.Status, (string?)refused.Json["code"]));
        var head = await HeadAsync();
        Assert.Equal(head, (long)refused.Json["head"]!);
    }

    [Theory]
    [InlineData("?after=-1", "after")]
    [InlineData("?after=soon", "after")]
    [InlineData("?types=articles", "types")]
    [InlineData("?wait=31", "wait")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?epoch=1", "epoch")]
    [InlineData("?since=1", "since")]
    public async Task Wrong_parameter_is_refused_and_named(string query, string parameter)
    {
        var refused = await ReadAsync(query);

        Assert.Equal(400, refused.Status);
        Assert.Equal(parameter, (string?)refused.Json["errors"]![0]!["parameter"]);
    }

    private async Task<long> HeadAsync() => long.Parse((await ReadAsync("?limit=1")).Header("Cms-Sequence")!, CultureInfo.InvariantCulture);

    private Task<Infrastructure.Answer> ReadAsync(string query) => cms.Reader.SeeAsync("/v1/changes" + query);
}
