using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Corrections;

/// <summary>Corrections as readers get them.</summary>
public sealed class PublicCorrectionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_correction_is_public_with_the_next_publication_and_not_before()
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["language"] = "hi" });
        var first = await cms.Newsroom.CorrectAsync(story, "clarification", "Pehla", "top");
        Assert.Empty((await StoryAsync(story))["corrections"]!.AsArray());
        Assert.Empty(await TextsAsync(story));

        var updated = await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.CorrectAsync(story, text: "Doosra");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""[ { "id": "{{first["id"]}}", "kind": "clarification", "label": "स्पष्टीकरण", "text": "Pehla", "placement": "top", "publishedAt": "{{updated["modifiedAt"]}}" } ]"""),
            (await StoryAsync(story))["corrections"]));
        Assert.Equal(["Pehla"], await TextsAsync(story));

        await cms.Newsroom.PublishAsync(story);
        Assert.Equal(["Pehla", "Doosra"], (await StoryAsync(story))["corrections"]!.Strings("text"));
    }

    [Fact]
    public async Task An_inline_correction_stands_in_every_form_of_the_body()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var correction = await cms.Newsroom.CorrectAsync(story, "correction", "It is <four>,\nnot three.", "inline");
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["bodyMarkdown"] = $"Above.\n\n[correction](cms:{correction["id"]})\n\nBelow." });
        await cms.Newsroom.PublishAsync(story);

        Assert.Equal((string?)correction["id"], (string?)(await BodyAsync(story, "blocks"))[1]!["correctionId"]);
        Assert.Equal(
            "<p>Above.</p>\n<aside class=\"cms-correction cms-correction-correction\">\n<p><span class=\"cms-label\">Correction</span>: It is &lt;four&gt;,<br />\nnot three.</p>\n</aside>\n<p>Below.</p>",
            (string?)await BodyAsync(story, "html"));
        Assert.Equal("Above.\n\n**Correction**: It is \\<four>,\\\nnot three.\n\nBelow.\n", (string?)await BodyAsync(story, "markdown"));
        Assert.Equal("Above.\n\nCorrection: It is <four>,\nnot three.\n\nBelow.", (string?)await BodyAsync(story, "text"));
    }

    [Fact]
    public async Task Search_engines_are_told()
    {
        var story = await cms.Newsroom.PublishedAsync();
        Assert.False((await JsonLdAsync(story)).ContainsKey("correction"));
        await cms.Newsroom.CorrectAsync(story, text: "It was four.");

        var updated = await cms.Newsroom.PublishAsync(story);

        var article = await JsonLdAsync(story);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""[ { "@type": "CorrectionComment", "text": "It was four.", "datePublished": "{{updated["modifiedAt"]}}" } ]"""), article["correction"]));
        Assert.Equal((string?)updated["modifiedAt"], (string?)article["dateModified"]);
    }

    [Theory]
    [InlineData("unpublish", "{}", HttpStatusCode.NotFound)]
    [InlineData("takedown", """{ "reason": "legal" }""", HttpStatusCode.Gone)]
    public async Task A_withdrawn_story_takes_its_corrections_along_and_brings_them_back(string action, string request, HttpStatusCode status)
    {
        var story = await CorrectedAsync("Kept");
        var before = (await StoryAsync(story))["corrections"]!;
        await cms.Newsroom.ActAsync(story, action, JsonNode.Parse(request)!.AsObject());

        Assert.Equal(status, await cms.Reader.StatusAsync($"/v1/articles/{story["id"]}"));
        Assert.Empty(await TextsAsync(story));
        Assert.DoesNotContain((string)before[0]!["id"]!, (await cms.Reader.ReadAsync("/v1/corrections?limit=100")).ToJsonString(), StringComparison.Ordinal);

        await cms.Newsroom.PublishAsync(story, new JsonObject { ["note"] = "Settled" });
        Assert.True(JsonNode.DeepEquals(before, (await StoryAsync(story))["corrections"]));
        Assert.Equal(["Kept"], await TextsAsync(story));
    }

    [Fact]
    public async Task The_log_runs_from_the_newest_through_pages_and_follows_a_story_that_moves()
    {
        var story = await CorrectedAsync("One", "Two", "Three");
        await CorrectedAsync("Of another story");
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Another headline", ["slug"] = $"moved-{story["slug"]}" });
        await cms.Newsroom.PublishAsync(story);
        var address = $"/v1/corrections?article=moved-{story["slug"]}&limit=2";

        var page = await cms.Reader.ReadAsync(address);
        Assert.Equal(["Three", "Two"], page.Items("text"));
        var next = await cms.Reader.ReadAsync($"{address}&cursor={page["next"]}");
        Assert.Equal(["One"], next.Items("text"));
        Assert.Null(next["next"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{ "id": "{{story["id"]}}", "slug": "moved-{{story["slug"]}}", "path": "/{{story["section"]}}/moved-{{story["slug"]}}", "headline": "Another headline" }"""),
            page["items"]![0]!["article"]));
        Assert.Equal("Of another story", (await cms.Reader.ReadAsync("/v1/corrections?limit=100")).Items("text").First(text => text.StartsWith("Of", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_range_begins_with_its_beginning_and_ends_before_its_end()
    {
        var story = await CorrectedAsync("One", "Two", "Three");
        var moments = (await StoryAsync(story))["corrections"]!.Strings("publishedAt");

        Assert.Equal(["Two"], await TextsAsync(story, $"&from={moments[1]}&to={moments[2]}"));
        Assert.Equal(["Three", "Two"], await TextsAsync(story, $"&from={moments[1]}"));
        Assert.Equal(["One"], await TextsAsync(story, $"&to={moments[1]}"));
        Assert.Equal(HttpStatusCode.BadRequest, await cms.Reader.StatusAsync("/v1/corrections?from=yesterday"));
        Assert.Equal(HttpStatusCode.BadRequest, await cms.Reader.StatusAsync("/v1/corrections?publishedFrom=2024-11-12T00:00:00Z"));
    }

    /// <summary>Published anew with each.</summary>
    private async Task<JsonObject> CorrectedAsync(params string[] texts)
    {
        var story = await cms.Newsroom.PublishedAsync();
        foreach (var text in texts)
        {
            await cms.Newsroom.CorrectAsync(story, text: text);
            await cms.Newsroom.PublishAsync(story);
        }
        return story;
    }

    private async Task<IReadOnlyList<string>> TextsAsync(JsonObject story, string and = "") => (await cms.Reader.ReadAsync($"/v1/corrections?article={story["id"]}{and}")).Items("text");

    private Task<JsonObject> StoryAsync(JsonObject story) => cms.Reader.ReadAsync($"/v1/articles/{story["id"]}");

    private async Task<JsonNode> BodyAsync(JsonObject story, string form) => (await cms.Reader.ReadAsync($"/v1/articles/{story["id"]}?body={form}"))["body"]!;

    private async Task<JsonObject> JsonLdAsync(JsonObject story) =>
        (await cms.Reader.ReadAsync($"/v1/page?path=/{story["section"]}/{story["slug"]}"))["jsonLd"]![0]!.AsObject();
}
