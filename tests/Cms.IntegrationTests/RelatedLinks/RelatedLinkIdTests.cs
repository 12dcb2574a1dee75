using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.RelatedLinks;

/// <summary>An id is the client's to choose, and belongs to one story for good.</summary>
public sealed class RelatedLinkIdTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task An_id_of_any_version_may_be_chosen()
    {
        foreach (var id in new[] { "00000000-0000-0000-0000-000000000001", "f47ac10b-58cc-4372-a567-0e02b2c3d479", Guid.CreateVersion7().ToString() })
        {
            var story = await cms.Newsroom.DraftAsync(LinkOf(id));
            Assert.Equal(id, (string?)story["relatedLinks"]![0]!["id"]);
        }
    }

    [Fact]
    public async Task An_id_of_another_story_is_409_also_after_that_story_dropped_it()
    {
        var id = Guid.CreateVersion7().ToString();
        var owner = await cms.Newsroom.DraftAsync(LinkOf(id));
        var other = await cms.Newsroom.DraftAsync();

        (await TakeAsync(other, id)).IsProblem(409, "related_link_taken");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{other["id"]}/related-links", LinkOf(id)["relatedLinks"]![0]!.DeepClone())).IsProblem(409, "related_link_taken");

        await cms.Newsroom.PatchAsync($"articles/{owner["id"]}", new JsonObject { ["relatedLinks"] = null });
        (await TakeAsync(other, id)).IsProblem(409, "related_link_taken");
        (await TakeAsync(owner, id)).Is(200);
    }

    [Fact]
    public async Task An_id_twice_in_one_story_is_422()
    {
        var id = Guid.CreateVersion7().ToString();
        var story = await cms.Newsroom.DraftAsync(LinkOf(id));
        var twice = LinkOf(id);
        twice["relatedLinks"]!.AsArray().Add(twice["relatedLinks"]![0]!.DeepClone());

        (await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}", twice)).IsProblem(422, "invalid", "/relatedLinks/1/id duplicate");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/related-links", twice["relatedLinks"]![0]!.DeepClone())).IsProblem(422, "invalid", "/id duplicate");
    }

    [Fact]
    public async Task Of_two_stories_that_take_one_id_at_once_one_gets_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = Guid.CreateVersion7().ToString();
            var (one, other) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());

            var answers = await Task.WhenAll(TakeAsync(one, id), TakeAsync(other, id));

            Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        }
    }

    [Fact]
    public async Task An_id_may_be_that_of_another_story_and_readers_lose_neither()
    {
        var story = await cms.Newsroom.PublishedAsync(LinkOf(Guid.CreateVersion7().ToString()));
        var namesake = await cms.Newsroom.PublishedAsync(LinkOf(Newsroom.Id(story)));
        foreach (var published in new[] { story, namesake, story })
        {
            await cms.Newsroom.PublishAsync(published);
            foreach (var article in new[] { story, namesake })
            {
                Assert.Equal([Newsroom.Id(article)], (await cms.Reader.ReadAsync($"/v1/articles?section={article["section"]}")).Items("id"));
                Assert.Equal(article["relatedLinks"]!.Strings("id"), (await cms.Reader.ReadAsync($"/v1/related-links?article={article["id"]}")).Items("id"));
            }
        }
        Assert.Empty(await cms.App.VerifyAsync());
    }

    private Task<Answer> TakeAsync(JsonObject story, string id) => cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}", LinkOf(id));

    private static JsonObject LinkOf(string id) => new()
    {
        ["relatedLinks"] = new JsonArray(new JsonObject { ["id"] = id, ["kind"] = "source", ["url"] = "https://a.example/", ["title"] = "x" }),
    };
}
