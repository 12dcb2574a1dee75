using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Sections;

public sealed class SectionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_section_is_found_by_path_encoded_or_not_and_by_id()
    {
        var news = await cms.Newsroom.SectionAsync("News");
        var world = await cms.Newsroom.PostAsync("sections", new JsonObject { ["name"] = "विश्व", ["parent"] = news });
        Assert.Equal("news/विश्व", (string?)world["path"]);
        Assert.Equal("news", (string?)world["parent"]);
        Assert.Equal("विश्व", (string?)world["slug"]);

        var slug = Uri.EscapeDataString("विश्व");
        foreach (var path in new[] { $"news/{slug}", $"news%2F{slug}", $"news%2f{slug}", (string)world["id"]! })
            Assert.Equal((string?)world["id"], (string?)(await cms.Newsroom.GetAsync("sections/" + path))["id"]);

        var renamed = (await cms.Newsroom.Editor.PatchAsync($"sections/news%2F{slug}", new JsonObject { ["name"] = "World" })).Is(200);
        Assert.Equal("news/विश्व", (string?)renamed["path"]);
        Assert.Equal("World", (string?)renamed["name"]);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "sections/" + slug)).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task Slugs_compete_among_siblings_only()
    {
        var (one, other) = (await cms.Newsroom.SectionAsync("One"), await cms.Newsroom.SectionAsync("Other"));
        await cms.Newsroom.SectionAsync("Sport", one);

        Assert.Equal("other/sport", await cms.Newsroom.SectionAsync("Sport", other));
        Assert.Equal("sport", await cms.Newsroom.SectionAsync("Sport"));
        Assert.Equal("one/sport-2", await cms.Newsroom.SectionAsync("Sport", one));
        (await CreateAsync("""{ "name": "Games", "slug": "sport", "parent": "one" }""")).IsProblem(409, "slug_taken");
    }

    [Fact]
    public async Task Sections_go_five_deep()
    {
        string? path = null;
        for (var depth = 1; depth <= 5; depth++) path = await cms.Newsroom.SectionAsync("Deep", path);

        Assert.Equal("deep/deep/deep/deep/deep", path);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "sections", new JsonObject { ["name"] = "Deeper", ["parent"] = path }))
            .IsProblem(422, "invalid", "/parent out_of_range");
    }

    [Theory]
    [InlineData("""{ "name": "Authors" }""", "/slug invalid_value")]
    [InlineData("""{ "name": "People", "slug": "authors" }""", "/slug invalid_value")]
    [InlineData("""{ "name": "Tags" }""", "/slug invalid_value")]
    [InlineData("""{ "name": "Lost", "parent": "no/such" }""", "/parent not_found")]
    [InlineData("""{ "name": "x", "footerLinks": [ { "labelTemplate": "{author.name}", "url": "/x" } ] }""", "/footerLinks/0/labelTemplate invalid_value")]
    [InlineData("""{ "name": "x", "footerLinks": [ { "labelTemplate": "x", "url": "//elsewhere.example" } ] }""", "/footerLinks/0/url invalid_format")]
    [InlineData("""{ "name": "x", "footerLinks": [ { "labelTemplate": "x", "url": "javascript:alert(1)" }, null, {} ] }""", "/footerLinks/0/url invalid_format", "/footerLinks/1 required", "/footerLinks/2/labelTemplate required", "/footerLinks/2/url required")]
    [InlineData("""{ "name": "x", "layout": { "slots": [ { "key": "a", "anchor": "pageEnd" }, { "key": "a", "anchor": "pageEnd" } ] } }""", "/layout/slots/1/key duplicate")]
    [InlineData("""{ "name": "x", "layout": { "slots": [ { "key": "A b", "anchor": "top", "minWordsBefore": -1, "sizes": [ "big" ] }, null ] } }""", "/layout/slots/0/key invalid_format", "/layout/slots/0/anchor invalid_value", "/layout/slots/0/minWordsBefore out_of_range", "/layout/slots/0/sizes/0 invalid_format", "/layout/slots/1 required")]
    public async Task Broken_rules_are_told_with_their_places(string sent, params string[] faults) => (await CreateAsync(sent)).IsProblem(422, "invalid", faults);

    [Fact]
    public async Task Reserved_slugs_are_free_below_the_root()
    {
        var root = await cms.Newsroom.SectionAsync("Books");

        Assert.Equal("books/authors", await cms.Newsroom.SectionAsync("Authors", root));
    }

    [Fact]
    public async Task A_section_and_a_public_story_cannot_have_one_path()
    {
        var section = await cms.Newsroom.SectionAsync("Paths");
        await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section, ["slug"] = "taken-by-a-story" });
        (await CreateAsync("""{ "name": "x", "slug": "taken-by-a-story", "parent": "paths" }""")).IsProblem(409, "path_taken");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "sections/paths/taken-by-a-story")).IsProblem(404, "not_found");

        (await CreateAsync("""{ "name": "x", "slug": "taken-by-a-section", "parent": "paths" }""")).Is(201);
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = section, ["slug"] = "taken-by-a-section" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish")).IsProblem(409, "path_taken");
        Assert.Equal("never", (string?)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["publication"]);
    }

    private Task<Answer> CreateAsync(string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "sections", json);
}
