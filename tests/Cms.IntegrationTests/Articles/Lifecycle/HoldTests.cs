using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Lifecycle;

public sealed class HoldTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Legal = """{ "kind": "legal", "reason": "A letter came." }""";

    [Fact]
    public async Task A_hold_hides_a_published_story_and_links_to_it_at_once_and_its_release_brings_both_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var linking = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "alsoRead", ["article"] = (string)story["id"]! }),
        });
        var before = await ReadAsync(story);

        var hold = (await cms.Newsroom.Editor.DoAsync(story, "holds", Legal, ifMatch: null)).Is(201);

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(story)).StatusCode);
        Assert.Empty(JsonNode.Parse(await ReadAsync(linking))!["relatedLinks"]!.AsArray());
        var held = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.Equal("published", (string?)held["publication"]);
        Assert.Equal((string?)hold["id"], (string?)held["holds"]![0]!["id"]);
        Assert.Equal("pending", (string?)(await cms.Newsroom.GetAsync($"articles/{linking["id"]}"))["relatedLinks"]![0]!["state"]);

        var released = (await cms.Newsroom.Editor.DoAsync(story, $"holds/{hold["id"]}/release", """{ "note": "Settled" }""")).Is(200);
        Assert.Equal("Settled", (string?)released["releaseNote"]);
        (await cms.Newsroom.Editor.DoAsync(story, "unpublish", ifMatch: (string)held["etag"]!)).IsProblem(412, "stale");
        Assert.Equal(before, await ReadAsync(story));
        Assert.Single(JsonNode.Parse(await ReadAsync(linking))!["relatedLinks"]!.AsArray());
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Only_the_release_of_the_last_open_hold_brings_a_story_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var first = (await cms.Newsroom.Editor.DoAsync(story, "holds", Legal)).Is(201);
        var second = (await cms.Newsroom.Editor.DoAsync(story, "holds", """{ "kind": "family", "reason": "The family is told first." }""")).Is(201);

        (await cms.Newsroom.Editor.DoAsync(story, $"holds/{first["id"]}/release")).Is(200);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(story)).StatusCode);
        (await cms.Newsroom.Editor.DoAsync(story, $"holds/{second["id"]}/release")).Is(200);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(story)).StatusCode);

        var listed = (await cms.Newsroom.GetAsync($"articles/{story["id"]}/holds"))["items"]!.AsArray();
        Assert.Equal([(string?)second["id"], (string?)first["id"]], listed.Select(hold => (string?)hold!["id"]));
        Assert.All(listed, hold => Assert.NotNull(hold!["releasedBy"]));
    }

    [Fact]
    public async Task A_writer_holds_what_is_not_published_and_releases_no_hold_of_a_higher_role()
    {
        using var writer = await cms.ClientAsync("writer");
        using var publisher = await cms.ClientAsync("publisher");
        var (draft, published) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.PublishedAsync());

        var own = (await writer.DoAsync(draft, "holds", Legal)).Is(201);
        (await writer.DoAsync(published, "holds", Legal)).IsProblem(403, "forbidden");
        var higher = (await publisher.DoAsync(draft, "holds", Legal)).Is(201);

        (await writer.DoAsync(draft, $"holds/{higher["id"]}/release")).IsProblem(403, "forbidden");
        (await writer.DoAsync(draft, $"holds/{own["id"]}/release")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(draft, $"holds/{higher["id"]}/release", ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.DoAsync(draft, $"holds/{higher["id"]}/release")).Is(200);
        (await cms.Newsroom.Editor.DoAsync(draft, $"holds/{Guid.Empty}/release")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_hold_says_of_what_kind_it_is_and_why()
    {
        var draft = await cms.Newsroom.DraftAsync();

        (await cms.Newsroom.Editor.DoAsync(draft, "holds", """{ "kind": "legall" }""")).IsProblem(422, "invalid", "/kind invalid_value", "/reason required");
    }

    [Fact]
    public async Task A_story_taken_down_while_it_is_held_is_gone_for_readers()
    {
        var story = await cms.Newsroom.PublishedAsync();
        (await cms.Newsroom.Editor.DoAsync(story, "holds", Legal)).Is(201);

        (await cms.Newsroom.Editor.DoAsync(story, "takedown", """{ "reason": "legal" }""")).Is(200);

        Assert.Equal(HttpStatusCode.Gone, (await GetAsync(story)).StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(JsonObject story) => cms.Reader.GetAsync($"/v1/articles/{story["id"]}", TestContext.Current.CancellationToken);

    private Task<string> ReadAsync(JsonObject story) => cms.Reader.GetStringAsync($"/v1/articles/{story["id"]}", TestContext.Current.CancellationToken);
}
