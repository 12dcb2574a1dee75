using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class PreconditionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Writes_without_if_match_are_428_and_change_nothing(string collection)
    {
        var before = await CreateAsync(collection);
        var path = Collections.PathOf(collection, before);

        (await cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, before, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: null)).IsProblem(428, "precondition_required");

        Assert.True(JsonNode.DeepEquals(before, await cms.Newsroom.GetAsync(path)));
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Writes_under_an_old_etag_are_412_and_name_the_current_one(string collection)
    {
        var before = await CreateAsync(collection);
        var path = Collections.PathOf(collection, before);
        var current = (string)(await cms.Newsroom.PatchAsync(path, Collections.Change(collection)))["etag"]!;
        var old = (string)before["etag"]!;

        var stale = (await cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), old)).IsProblem(412, "stale");
        Assert.Equal(current, (string?)stale["etag"]);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, before, old)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: old)).IsProblem(412, "stale");
        Assert.Equal(current, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).ETag);
    }

    [Fact]
    public async Task The_site_asks_for_if_match_too()
    {
        var old = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "site")).ETag;
        var change = new JsonObject { ["name"] = "Renamed" };

        (await cms.Newsroom.Editor.PatchAsync("site", change, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.PatchAsync("site", change, old)).Is(200);
        (await cms.Newsroom.Editor.PatchAsync("site", change, old)).IsProblem(412, "stale");
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("unpublish")]
    [InlineData("takedown")]
    [InlineData("kill")]
    [InlineData("restore")]
    public async Task State_changes_ask_for_if_match(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}/{action}";
        var body = action is "takedown" or "kill" ? new JsonObject { ["reason"] = "legal" } : [];

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, path, body, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, path, body, "\"1\"")).IsProblem(412, "stale");
        Assert.Equal("published", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"1\"", 200)]
    [InlineData("\"7\", \"1\"", 200)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"2\"", 412)]
    [InlineData("1", 400)]
    [InlineData("", 400)]
    [InlineData("W/1", 400)]
    public async Task If_match_compares_strongly_and_a_star_forces(string ifMatch, int status)
    {
        var tag = await CreateAsync("tags");

        Assert.Equal(status, (await cms.Newsroom.Editor.PatchAsync($"tags/{tag["id"]}", Collections.Change("tags"), ifMatch)).Status);
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("articles")]
    [InlineData("images")]
    public async Task Of_two_editors_with_the_same_etag_one_writes_and_one_is_told(string collection)
    {
        for (var round = 0; round < 5; round++)
        {
            var before = await CreateAsync(collection);
            var (path, etag) = (Collections.PathOf(collection, before), (string)before["etag"]!);

            var answers = await Task.WhenAll(
                cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), etag),
                cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), etag));

            Assert.Equal([200, 412], answers.Select(answer => answer.Status).Order());
        }
    }

    private async Task<JsonObject> CreateAsync(string collection)
    {
        var created = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        created.Remove("key");
        return created;
    }
}
