using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Publishing;

/// <summary>Two requests at once, many times: the end is always one that one after the other could have led to.</summary>
public sealed class RaceTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Rounds = 200;

    private Newsroom Newsroom => cms.Newsroom;

    [Fact]
    public async Task An_author_and_a_tag_of_one_story_renamed_at_once_both_show()
    {
        var author = await Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var tag = await Newsroom.TagAsync(Newsroom.Unique("Tag"));
        var story = await Newsroom.PublishedAsync(new JsonObject { ["bylines"] = ByAuthor(author), ["tags"] = new JsonArray(Newsroom.Id(tag)) });
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(RenameAsync("authors", author, $"Author {round}"), RenameAsync("tags", tag, $"Tag {round}"));
            var shown = await ReadAsync(story);
            Assert.Equal($"Author {round}", (string)shown["bylines"]![0]!["name"]!);
            Assert.Equal($"Tag {round}", (string)shown["tags"]![0]!["name"]!);
        }
        await IsSoundAsync();
    }

    [Fact]
    public async Task An_author_renamed_to_two_names_at_once_shows_the_one_it_has()
    {
        var author = await Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var story = await Newsroom.PublishedAsync(new JsonObject { ["bylines"] = ByAuthor(author) });
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(RenameAsync("authors", author, "Name A"), RenameAsync("authors", author, "Name B"));
            var name = (string)(await Newsroom.GetAsync("authors/" + Newsroom.Id(author)))["name"]!;
            Assert.Equal(name, (string)(await ReadAsync(story))["bylines"]![0]!["name"]!);
            Assert.Equal(name, (string)(await cms.Reader.GetFromJsonAsync<JsonObject>("/v1/authors/" + Newsroom.Id(author), TestContext.Current.CancellationToken))!["name"]!);
        }
        await IsSoundAsync();
    }

    [Fact]
    public async Task A_story_and_the_one_it_links_to_published_at_once_are_linked()
    {
        var target = await Newsroom.DraftAsync();
        var story = await Newsroom.DraftAsync(new JsonObject { ["relatedLinks"] = LinkTo(target) });
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(Newsroom.PublishAsync(story), Newsroom.PublishAsync(target));
            Assert.Equal([Newsroom.Id(target)], LinksOf(await ReadAsync(story)));
            await AtOnceAsync(Newsroom.ActAsync(story, "unpublish", []), Newsroom.ActAsync(target, "unpublish", []));
        }
        await IsSoundAsync();
    }

    [Fact]
    public async Task Two_stories_that_link_to_each_other_published_at_once_are_both_linked()
    {
        var first = await Newsroom.DraftAsync();
        var second = await Newsroom.DraftAsync(new JsonObject { ["relatedLinks"] = LinkTo(first) });
        await Newsroom.PatchAsync("articles/" + Newsroom.Id(first), new JsonObject { ["relatedLinks"] = LinkTo(second) });
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(Newsroom.PublishAsync(first), Newsroom.PublishAsync(second));
            Assert.Equal([Newsroom.Id(second)], LinksOf(await ReadAsync(first)));
            Assert.Equal([Newsroom.Id(first)], LinksOf(await ReadAsync(second)));
            await AtOnceAsync(Newsroom.ActAsync(first, "unpublish", []), Newsroom.ActAsync(second, "unpublish", []));
        }
        await IsSoundAsync();
    }

    [Fact]
    public async Task A_story_published_and_taken_down_at_once_is_one_of_both_everywhere()
    {
        var story = await Newsroom.PublishedAsync();
        var linking = await Newsroom.PublishedAsync(new JsonObject { ["relatedLinks"] = LinkTo(story) });
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(
                Newsroom.PublishAsync(story, new JsonObject { ["note"] = "It stands." }), Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" }));
            var publication = (string)(await Newsroom.GetAsync("articles/" + Newsroom.Id(story)))["publication"]!;
            using var answer = await cms.Reader.GetAsync("/v1/articles/" + Newsroom.Id(story), TestContext.Current.CancellationToken);
            Assert.Equal(publication == "published" ? HttpStatusCode.OK : HttpStatusCode.Gone, answer.StatusCode);
            Assert.Equal(publication == "published" ? [Newsroom.Id(story)] : [], LinksOf(await ReadAsync(linking)));
        }
        await IsSoundAsync();
    }

    [Fact]
    public async Task A_slug_that_two_stories_ask_for_at_once_goes_to_one()
    {
        var stories = new[] { await Newsroom.PublishedAsync(), await Newsroom.PublishedAsync() };
        for (var round = 0; round < Rounds; round++)
        {
            var wanted = $"wanted-{Newsroom.Id(stories[0])[^6..]}-{round}";
            var answers = await Task.WhenAll(stories.Select(story =>
                Newsroom.TrySendAsync(HttpMethod.Patch, "articles/" + Newsroom.Id(story), new JsonObject { ["slug"] = wanted })));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
            var winner = stories[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK)];
            Assert.Equal(Newsroom.Id(winner), Newsroom.Id(await Newsroom.GetAsync("articles/" + wanted)));
        }
        foreach (var story in stories) await Newsroom.PublishAsync(story);
        await IsSoundAsync();
    }

    private async Task IsSoundAsync()
    {
        Assert.Empty(await cms.App.VerifyAsync());
        await LiveSnapshot.HasNoGapInLogAsync(cms.App.ConnectionString);
    }

    private static Task AtOnceAsync(Task<JsonObject> first, Task<JsonObject> second) => Task.WhenAll(first, second);

    private Task<JsonObject> RenameAsync(string collection, JsonObject resource, string name) =>
        Newsroom.PatchAsync($"{collection}/{Newsroom.Id(resource)}", new JsonObject { ["name"] = name });

    private async Task<JsonObject> ReadAsync(JsonObject story) =>
        (await cms.Reader.GetFromJsonAsync<JsonObject>("/v1/articles/" + Newsroom.Id(story), TestContext.Current.CancellationToken))!;

    private static JsonArray ByAuthor(JsonObject author) => new(new JsonObject { ["role"] = "writer", ["author"] = Newsroom.Id(author) });

    private static JsonArray LinkTo(JsonObject story) => new(new JsonObject { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(story) });

    private static IEnumerable<string> LinksOf(JsonObject story) => story["relatedLinks"]!.AsArray().Select(link => (string)link!["article"]!["id"]!);
}
