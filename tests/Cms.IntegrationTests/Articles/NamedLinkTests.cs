using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>Related links that a text names: <c>[read](cms:some-story)</c>.</summary>
public sealed class NamedLinkTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Text_that_names_a_story_makes_an_inline_link_to_it_and_readers_get_it()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var story = await cms.Newsroom.PublishedAsync(Text($"One.\n\n[READ](cms:{target["slug"]})\n\nTwo."));

        var link = Assert.Single(story["relatedLinks"]!.AsArray())!;
        Assert.Equal(("read", "inline", Newsroom.Id(target)), ((string?)link["kind"], (string?)link["position"], (string?)link["article"]));
        var page = (await cms.Reader.ReadAsync("/v1/articles/" + Newsroom.Id(story)))!;
        Assert.Equal((string?)link["id"], (string?)page["body"]![1]!["relatedLinkId"]);
        Assert.Equal((string?)target["headline"], (string?)page["relatedLinks"]![0]!["title"]);
    }

    [Fact]
    public async Task Links_are_named_in_html_as_well_and_by_id()
    {
        var target = await cms.Newsroom.DraftAsync();
        var link = Guid.CreateVersion7().ToString();
        var story = await cms.Newsroom.DraftAsync(new JsonObject
        {
            ["bodyHtml"] = $"<p>One.</p><p><a href=\"cms:{Newsroom.Id(target)}\">Also read</a></p><p><a href='cms:{link}'>watch</a></p>",
            ["relatedLinks"] = new JsonArray(new JsonObject { ["id"] = link, ["kind"] = "watch", ["position"] = "inline", ["url"] = "https://a.example/", ["title"] = "Film" }),
        });

        var links = story["relatedLinks"]!.AsArray();
        Assert.Equal(["watch", "alsoRead"], links.Select(listed => (string?)listed!["kind"]));
        Assert.Equal([(string?)links[1]!["id"], link], story["body"]!.AsArray().Skip(1).Select(block => (string?)block!["relatedLinkId"]));
    }

    [Fact]
    public async Task Same_line_twice_makes_two_links()
    {
        var target = await cms.Newsroom.DraftAsync();
        var line = $"[read](cms:{target["slug"]})";
        var story = await cms.Newsroom.DraftAsync(Text($"One.\n\n{line}\n\nTwo.\n\n{line}"));

        Assert.Equal(2, story["relatedLinks"]!.AsArray().Select(link => (string?)link!["id"]).Distinct().Count());
        Assert.Equal(
            story["relatedLinks"]!.AsArray().Select(link => (string?)link!["id"]),
            story["body"]!.AsArray().Select(block => (string?)block!["relatedLinkId"]).OfType<string>());
    }

    [Fact]
    public async Task Patch_of_the_text_keeps_the_link_it_still_names_and_lets_go_of_the_other_with_a_warning()
    {
        var (kept, dropped) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());
        var story = await cms.Newsroom.DraftAsync(Text($"One.\n\n[read](cms:{kept["slug"]})\n\n[watch](cms:{dropped["slug"]})"));
        var before = story["relatedLinks"]!.AsArray();

        var after = await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(story), Text($"One, edited.\n\n[read](cms:{kept["slug"]})"));

        Assert.True(JsonNode.DeepEquals(before[0], Assert.Single(after["relatedLinks"]!.AsArray())));
        var warning = Assert.Single(after["warnings"]!.AsArray())!;
        Assert.Equal(("/bodyMarkdown", "dropped_link"), ((string?)warning["pointer"], (string?)warning["code"]));
        Assert.Contains((string)before[1]!["id"]!, (string)warning["detail"]!, StringComparison.Ordinal);
        Assert.Empty((await cms.Newsroom.GetAsync("articles/" + Newsroom.Id(story)))["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Link_at_the_end_is_not_taken_for_the_one_in_the_text()
    {
        var target = await cms.Newsroom.DraftAsync();
        var with = Text($"One.\n\n[read](cms:{target["slug"]})");
        with["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["position"] = "end", ["article"] = (string)target["slug"]! });

        var story = await cms.Newsroom.DraftAsync(with);

        Assert.Equal(["end", "inline"], story["relatedLinks"]!.AsArray().Select(link => (string?)link!["position"]));
    }

    [Fact]
    public async Task Link_that_is_listed_as_another_kind_now_is_no_longer_what_the_text_names()
    {
        var target = await cms.Newsroom.DraftAsync();
        var story = await cms.Newsroom.DraftAsync(Text($"One.\n\n[read](cms:{target["slug"]})"));
        var links = story["relatedLinks"]!.DeepClone();
        links[0]!["kind"] = "watch";
        var with = Text($"One.\n\n[read](cms:{target["slug"]})");
        with["relatedLinks"] = links;

        var after = await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(story), with);

        var link = Assert.Single(after["relatedLinks"]!.AsArray())!;
        Assert.Equal("read", (string?)link["kind"]);
        Assert.Equal((string?)link["id"], (string?)after["body"]![1]!["relatedLinkId"]);
        Assert.Single(after["warnings"]!.AsArray());
    }

    [Fact]
    public async Task More_links_than_a_story_may_have_are_refused()
    {
        var target = await cms.Newsroom.DraftAsync();
        var text = string.Join("\n\n", Enumerable.Repeat($"[read](cms:{target["slug"]})", 31));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "x", ["bodyMarkdown"] = text }))
            .IsProblem(422, "invalid", "/bodyMarkdown too_many");
    }

    [Fact]
    public async Task Story_that_does_not_exist_is_told_with_its_line()
    {
        var problem = (await cms.Newsroom.Editor.AskAsync(
            HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "x", ["bodyMarkdown"] = "One.\n\n[read](cms:no-such-story)" }))
            .IsProblem(422, "invalid", "/bodyMarkdown not_found");
        Assert.Equal("Line 3: there is no story or related link \"no-such-story\".", (string?)problem["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task Story_cannot_name_itself()
    {
        var story = await cms.Newsroom.DraftAsync();
        (await cms.Newsroom.Editor.PatchAsync("articles/" + Newsroom.Id(story), Text($"One.\n\n[read](cms:{story["slug"]})"))).IsProblem(422, "invalid", "/bodyMarkdown invalid_value");
    }

    [Fact]
    public async Task Body_comes_in_one_form_only()
    {
        foreach (var (forms, faults) in new[]
        {
            ("""{ "body": [], "bodyMarkdown": "x" }""", new[] { "/bodyMarkdown conflict" }),
            ("""{ "body": [], "bodyHtml": "x" }""", ["/bodyHtml conflict"]),
            ("""{ "bodyMarkdown": "x", "bodyHtml": "x" }""", ["/bodyHtml conflict"]),
        })
        {
            var sent = JsonNode.Parse(forms)!.AsObject();
            (sent["language"], sent["headline"]) = ("en", "x");
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", sent)).IsProblem(422, "invalid", faults);
        }
    }

    private static JsonObject Text(string markdown) => new() { ["bodyMarkdown"] = markdown };
}
