using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>A link to a story that readers cannot get is nowhere; it comes and goes with the story, of itself.</summary>
public sealed class HealingTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static int _links;

    [Fact]
    public async Task Link_to_a_draft_is_nowhere_until_the_draft_is_published()
    {
        var target = await cms.Newsroom.DraftAsync();
        var linking = await LinkingAsync(target);
        Assert.Equal(View.Empty, await ViewAsync(linking, target));
        var before = await ETagAsync(linking);

        await cms.Newsroom.PublishAsync(target);

        Assert.Equal(View.Of(target), await ViewAsync(linking, target));
        Assert.NotEqual(before, await ETagAsync(linking));
    }

    [Fact]
    public async Task Link_follows_the_headline_and_the_slug_when_they_are_published_and_not_before()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var linking = await LinkingAsync(target);
        var before = await ETagAsync(linking);

        var edited = await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(target)}", new JsonObject { ["headline"] = Newsroom.Unique("Renamed"), ["slug"] = $"renamed-{Newsroom.Id(target)[^8..]}" });
        Assert.Equal(View.Of(target), await ViewAsync(linking, target));
        Assert.Equal(before, await ETagAsync(linking));

        await cms.Newsroom.PublishAsync(edited);
        Assert.Equal(View.Of(edited), await ViewAsync(linking, edited));
        Assert.NotEqual(before, await ETagAsync(linking));
    }

    [Theory]
    [InlineData("unpublish")]
    [InlineData("takedown")]
    public async Task Link_goes_with_the_story_and_comes_back_with_it(string action)
    {
        var target = await cms.Newsroom.DraftAsync();
        var linking = await LinkingAsync(target);
        var without = await ETagAsync(linking);
        await cms.Newsroom.PublishAsync(target);
        var with = await ETagAsync(linking);

        await cms.Newsroom.ActAsync(target, action, new JsonObject { ["reason"] = "legal" });
        Assert.Equal(View.Empty, await ViewAsync(linking, target));
        Assert.Equal(without, await ETagAsync(linking));

        await cms.Newsroom.PublishAsync(target, new JsonObject { ["note"] = "The court has lifted the order." });
        Assert.Equal(View.Of(target), await ViewAsync(linking, target));
        Assert.Equal(with, await ETagAsync(linking));
    }

    [Fact]
    public async Task Link_to_a_killed_story_is_gone_for_good()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var linking = await LinkingAsync(target);

        await cms.Newsroom.ActAsync(target, "kill", new JsonObject { ["reason"] = "privacy" });
        Assert.Equal(View.Empty, await ViewAsync(linking, target));

        await cms.Newsroom.PublishAsync(linking);
        Assert.Equal(View.Empty, await ViewAsync(linking, target));
    }

    [Fact]
    public async Task Title_of_its_own_goes_with_the_link()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var linking = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["relatedLinks"] = new JsonArray(
                new JsonObject { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(target), ["title"] = "What the minister said" },
                new JsonObject { ["kind"] = "source", ["url"] = "https://ministry.example/speech", ["title"] = "The speech" }),
        });
        await cms.Newsroom.ActAsync(target, "unpublish", []);

        var links = (await cms.Reader.ReadAsync($"/v1/articles/{Newsroom.Id(linking)}"))["relatedLinks"]!;
        Assert.Equal(["The speech"], links.Strings("title"));
    }

    [Fact]
    public async Task Two_stories_that_link_to_each_other_both_heal()
    {
        var one = await cms.Newsroom.DraftAsync();
        var other = await cms.Newsroom.DraftAsync(Links(one));
        await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(one)}", Links(other));

        await cms.Newsroom.PublishAsync(one);
        Assert.Equal(View.Empty, await ViewAsync(one, other));
        await cms.Newsroom.PublishAsync(other);
        Assert.Equal(View.Of(other), await ViewAsync(one, other));
        Assert.Equal(View.Of(one), await ViewAsync(other, one));

        await cms.Newsroom.ActAsync(one, "unpublish", []);
        Assert.Equal(View.Empty, await ViewAsync(other, one));
        await cms.Newsroom.PublishAsync(one);
        Assert.Equal(View.Of(other), await ViewAsync(one, other));
        Assert.Equal(View.Of(one), await ViewAsync(other, one));
    }

    [Theory]
    [InlineData("unpublish")]
    [InlineData("kill")]
    public async Task What_must_vanish_vanishes_from_all_stories_in_its_own_transaction(string action)
    {
        const int Stories = 120;
        var target = await cms.Newsroom.PublishedAsync();
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Wide"));
        var author = (string?)(await cms.Newsroom.AuthorAsync(Newsroom.Unique("Writer")))["slug"];
        await Parallel.ForAsync(0, Stories, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            var story = Links(target);
            story["section"] = section;
            story["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author });
            await cms.Newsroom.PublishedAsync(story);
        });
        Assert.Equal(Stories, await LinkingStoriesAsync(section));

        await cms.Newsroom.ActAsync(target, action, new JsonObject { ["reason"] = "legal" });

        Assert.Equal(0, await LinkingStoriesAsync(section));
        Assert.Equal(0, (int?)(await cms.Reader.ReadAsync($"/v1/articles?linksTo={Newsroom.Id(target)}&count=exact"))["count"]);
        // The queue would have written them in others.
        Assert.Equal(1, await LiveSnapshot.ScalarAsync<long>(
            cms.App.ConnectionString, $"select count(distinct xmin::text) from live.document where kind = 'article' and path like '/{section}/%'"));
    }

    [Fact]
    public async Task Story_that_many_link_to_comes_back_to_all_of_them_in_the_end()
    {
        const int Stories = 60;
        var target = await cms.Newsroom.DraftAsync();
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Wide"));
        for (var number = 0; number < Stories; number++)
        {
            var story = Links(target);
            story["section"] = section;
            await cms.Newsroom.PublishedAsync(story);
        }
        Assert.Equal(0, await LinkingStoriesAsync(section));

        await cms.Newsroom.PublishAsync(target);
        await cms.App.DrainAsync();

        Assert.Equal(Stories, await LinkingStoriesAsync(section));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    private Task<JsonObject> LinkingAsync(JsonObject target) => cms.Newsroom.PublishedAsync(Links(target));

    private Task<string> ETagAsync(JsonObject story) => cms.Reader.ETagAsync($"/v1/articles/{Newsroom.Id(story)}");

    /// <summary>How many stories of a section hold a link.</summary>
    private async Task<int> LinkingStoriesAsync(string section)
    {
        var (linking, path) = (0, $"/v1/articles?section={section}&limit=100");
        string? next;
        do
        {
            var page = await cms.Reader.ReadAsync(path);
            linking += page["items"]!.AsArray().Count(item => item!["relatedLinks"]!.AsArray().Count > 0);
            next = (string?)page["next"];
            path = $"/v1/articles?section={section}&limit=100&cursor={next}";
        }
        while (next is not null);
        return linking;
    }

    /// <summary>A body with one block that holds a link, and a link at the end.</summary>
    private static JsonObject Links(JsonObject target)
    {
        var inline = $"22222222-0000-4000-8000-{Interlocked.Increment(ref _links):D12}";
        return new JsonObject
        {
            ["body"] = new JsonArray(
                new JsonObject { ["_type"] = "block", ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = "Read on." }) },
                new JsonObject { ["_type"] = "relatedLink", ["relatedLinkId"] = inline }),
            ["relatedLinks"] = new JsonArray(
                new JsonObject { ["id"] = inline, ["kind"] = "read", ["position"] = "inline", ["article"] = Newsroom.Id(target) },
                new JsonObject { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(target) }),
        };
    }

    /// <summary>What of a link between two stories shows, in every place that readers can look at.</summary>
    private async Task<View> ViewAsync(JsonObject from, JsonObject to)
    {
        var (id, target) = (Newsroom.Id(from), Newsroom.Id(to));
        var story = await cms.Reader.ReadAsync($"/v1/articles/{id}");
        JsonNode[] places =
        [
            story["relatedLinks"]!,
            (await cms.Reader.ReadAsync($"/v1/articles/{id}/related-links"))["items"]!,
            (await cms.Reader.ReadAsync($"/v1/related-links?article={id}"))["items"]!,
            (await cms.Reader.ReadAsync($"/v1/related-links?target={target}"))["items"]!,
            (await cms.Reader.ReadAsync($"/v1/related-links?article={id}&kind=read,alsoRead"))["items"]!,
        ];
        var shown = places.Select(place => string.Join('\n', place.AsArray().Select(link => $"{link!["kind"]} {link["title"]} {link["article"]!["path"]} {link["article"]!["slug"]}").Order())).Distinct();
        return new View(
            string.Join("\nunlike\n", shown),
            story["body"]!.AsArray().Count(block => (string?)block!["_type"] == "relatedLink"),
            string.Join(' ', (await cms.Reader.ReadAsync($"/v1/articles?linksTo={target}")).Items("id").Where(item => item == id)) == id);
    }

    /// <param name="Links">The links, the same in all places.</param>
    /// <param name="Blocks">Blocks of the body that hold one.</param>
    /// <param name="Listed">Does the story stand in the list of those that link there?</param>
    private sealed record View(string Links, int Blocks, bool Listed)
    {
        public static readonly View Empty = new("", 0, false);

        public static View Of(JsonObject target)
        {
            var shown = $"{target["headline"]} /{target["section"]}/{target["slug"]} {target["slug"]}";
            return new View($"alsoRead {shown}\nread {shown}", 1, true);
        }
    }
}
