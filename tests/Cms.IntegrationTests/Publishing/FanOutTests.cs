using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Publishing;

/// <summary>What stories show of something else follows it: fifty of them at once, the rest through the queue.</summary>
public sealed class FanOutTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>Where a card shows it.</summary>
    private static readonly Dictionary<string, Func<JsonNode, string?>> Shown = new()
    {
        ["author"] = card => $"{card["bylines"]![0]!["name"]}{card["bylines"]![0]!["author"]!["name"]}",
        ["tag"] = card => (string?)card["tags"]![0]!["name"],
        ["agency"] = card => $"{card["attribution"]}{card["leadImage"]!["credit"]!["agency"]!["name"]}",
        ["image"] = card => (string?)card["leadImage"]!["caption"],
        ["section"] = card => $"{card["section"]!["name"]}{card["breadcrumb"]![0]!["name"]}",
        ["site"] = card => (string?)card["relatedLinks"]![0]!["url"],
    };

    [Theory]
    [InlineData("author")]
    [InlineData("tag")]
    [InlineData("agency")]
    [InlineData("image")]
    [InlineData("section")]
    public async Task Renamed_thing_is_shown_by_its_name_at_once(string what)
    {
        var stories = await StoriesAsync(3);

        await stories.RenameAsync(what, "Renamed");

        Assert.All(await stories.CardsAsync(), card => Assert.Contains("Renamed", Shown[what](card), StringComparison.Ordinal));
        Assert.All(await stories.PagesAsync(), page => Assert.Contains("Renamed", what == "section" ? page["breadcrumb"]!.ToJsonString() : page["jsonLd"]!.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_and_address_of_the_site_reach_every_page()
    {
        var stories = await StoriesAsync(3);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["name"] = "The New Name", ["baseUrl"] = "https://new.example" });
        await cms.App.DrainAsync();

        foreach (var page in await stories.PagesAsync())
        {
            Assert.Equal("The New Name", (string?)page["seo"]!["openGraph"]!["og:site_name"]);
            Assert.Equal($"https://new.example{page["path"]}", (string?)page["seo"]!["canonicalUrl"]);
            Assert.Equal("The New Name", (string?)page["jsonLd"]![0]!["publisher"]!["name"]);
            Assert.StartsWith("https://new.example/", (string?)page["article"]!["relatedLinks"]![0]!["url"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fifty_stories_follow_in_the_transaction_and_the_rest_through_the_queue()
    {
        var stories = await StoriesAsync(60);
        foreach (var what in new[] { "author", "tag", "image", "section" })
        {
            await stories.RenameAsync(what, "Renamed");
            await cms.App.DrainAsync();

            Assert.All(await stories.CardsAsync(), card => Assert.Contains("Renamed", Shown[what](card), StringComparison.Ordinal));
            Assert.Equal([10, 50], await stories.WrittenTogetherAsync());
        }

        // An agency is shown by its pictures as well, and a site by everything: the fifty are not of stories alone.
        await stories.RenameAsync("agency", "Renamed");
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["baseUrl"] = "https://renamed.example" });
        await cms.App.DrainAsync();
        Assert.All(await stories.CardsAsync(), card => Assert.Contains("Renamed", Shown["agency"](card), StringComparison.Ordinal));
        Assert.All(await stories.CardsAsync(), card => Assert.StartsWith("https://renamed.example/", Shown["site"](card), StringComparison.Ordinal));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Name_that_is_changed_back_before_the_queue_is_empty_is_shown_by_all()
    {
        var stories = await StoriesAsync(60);
        await stories.RenameAsync("author", "Name B");
        await stories.RenameAsync("author", "Name A");
        await stories.RenameAsync("author", "Name B");
        await stories.RenameAsync("author", "Name A");
        await cms.App.DrainAsync();

        Assert.All(await stories.CardsAsync(), card => Assert.Equal("Name AName A", Shown["author"](card)));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Renamed_section_is_shown_above_the_stories_of_the_sections_below()
    {
        var above = await cms.Newsroom.SectionAsync(Newsroom.Unique("Above"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = await cms.Newsroom.SectionAsync("Middle", above) });

        await cms.Newsroom.PatchAsync($"sections/{above}", new JsonObject { ["name"] = "Renamed" });

        var page = await cms.Reader.ReadAsync($"/v1/page?path=/{story["section"]}/{story["slug"]}");
        Assert.Equal(["Renamed", "Middle"], page["breadcrumb"]!.Strings("name"));
        Assert.Equal(["Renamed", "Middle"], page["article"]!["breadcrumb"]!.Strings("name"));
        Assert.Equal("Renamed", (string?)page["jsonLd"]![1]!["itemListElement"]![0]!["name"]);
    }

    [Fact]
    public async Task Name_of_an_agency_that_is_not_named_shows_nowhere_not_even_in_how_many_there_are()
    {
        string[] codes = [.. Enumerable.Range(0, 2).Select(_ => Newsroom.Unique("UNNAMED").Replace(" ", "", StringComparison.Ordinal))];
        foreach (var code in codes) await cms.Newsroom.AgencyAsync(code);
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["sources"] = new JsonArray([.. codes.Select(code => (JsonNode)new JsonObject { ["agency"] = code, ["role"] = "inputs", ["display"] = "generic" })]),
        });

        await cms.Newsroom.PatchAsync($"agencies/{codes[1]}", new JsonObject { ["name"] = codes[0] });

        Assert.Equal("With inputs from agencies", (string?)(await cms.Reader.ReadAsync($"/v1/articles/{Newsroom.Id(story)}"))["attribution"]);
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Renaming_changes_no_time_and_no_revision_of_a_story()
    {
        var stories = await StoriesAsync(1);
        static string Of(JsonNode card) => $"{card["publishedAt"]} {card["updatedAt"]} {card["revision"]}";
        var before = Of((await stories.CardsAsync())[0]);

        await stories.RenameAsync("author", "Renamed");

        Assert.Equal(before, Of((await stories.CardsAsync())[0]));
    }

    /// <summary>Stories of one section that all show the same author, tag, agency and image.</summary>
    private async Task<Family> StoriesAsync(int count)
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Section"));
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
        var code = Newsroom.Unique("WIRE").Replace(" ", "", StringComparison.Ordinal);
        await cms.Newsroom.AgencyAsync(code, "Wire");
        var image = await cms.Newsroom.ImageAsync(credit: null, agency: code);
        var target = await cms.Newsroom.PublishedAsync();
        for (var number = 0; number < count; number++)
        {
            await cms.Newsroom.PublishedAsync(new JsonObject
            {
                ["section"] = section,
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Newsroom.Id(author) }),
                ["tags"] = new JsonArray(Newsroom.Id(tag)),
                ["sources"] = new JsonArray(new JsonObject { ["agency"] = code, ["role"] = "inputs" }),
                ["leadImage"] = new JsonObject { ["image"] = Newsroom.Id(image) },
                ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(target) }),
            });
        }
        return new Family(cms, section, new Dictionary<string, (string, string)>
        {
            ["author"] = ($"authors/{Newsroom.Id(author)}", "name"),
            ["tag"] = ($"tags/{Newsroom.Id(tag)}", "name"),
            ["agency"] = ($"agencies/{code}", "name"),
            ["image"] = ($"images/{Newsroom.Id(image)}", "caption"),
            ["section"] = ($"sections/{section}", "name"),
        });
    }

    private sealed class Family(CmsFixture cms, string section, Dictionary<string, (string Path, string Member)> shown)
    {
        public Task<JsonObject> RenameAsync(string what, string name) =>
            cms.Newsroom.PatchAsync(shown[what].Path, new JsonObject { [shown[what].Member] = name });

        public async Task<IReadOnlyList<JsonNode>> CardsAsync() =>
            [.. (await cms.Reader.ReadAsync($"/v1/articles?section={section}&limit=100"))["items"]!.AsArray().Select(card => card!)];

        public async Task<IReadOnlyList<JsonObject>> PagesAsync()
        {
            var pages = new List<JsonObject>();
            foreach (var card in await CardsAsync()) pages.Add(await cms.Reader.ReadAsync($"/v1/page?path={card["path"]}"));
            return pages;
        }

        /// <summary>How many of the stories each transaction wrote that was the last to write any.</summary>
        public async Task<IReadOnlyList<long>> WrittenTogetherAsync() => await LiveSnapshot.ScalarAsync<long[]>(
            cms.App.ConnectionString,
            $"""
            select array_agg(together.count order by together.count)
            from (
                select count(*)
                from live.document
                where kind = 'article' and path like '/{section}/%'
                group by xmin::text
            ) together
            """);
    }
}
