using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>These change the site's rules, so each sets what it needs of them.</summary>
public sealed class PublishChecklistTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Everything_that_is_missing_is_told_at_once()
    {
        await SiteAsync("""{ "languages": [ "en", "hi" ], "bylinePolicy": "required" }""");
        var draft = await CreateAsync("""{ "language": "ur", "headline": "Nothing yet" }""");

        (await PublishAsync(draft)).IsProblem(
            422, "not_ready_to_publish", "/section required", "/bylines required", "/body required", "/language invalid_value");
        Assert.Equal("never", (string?)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["publication"]);
        Assert.Equal((string?)draft["etag"], (string?)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["etag"]);
    }

    [Fact]
    public async Task A_single_thing_that_is_missing_is_told_in_its_own_words()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = null });

        var problem = (await PublishAsync(draft)).IsProblem(422, "not_ready_to_publish", "/section required");

        Assert.Equal((string?)problem["errors"]![0]!["detail"], (string?)problem["detail"]);
    }

    [Fact]
    public async Task Every_image_needs_an_alt_text_or_to_be_decorative_and_a_credit()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var section = await cms.Newsroom.SectionAsync("Pictures");
        var bare = await ImageAsync("""{ "alt": null }""");
        var (silent, uncredited, decorative) = (await ImageAsync("""{ "alt": null, "credit": { "line": "x" } }"""), await ImageAsync("""{ "alt": "x" }"""), await ImageAsync("""{ "decorative": true, "credit": { "line": "x" } }"""));
        await cms.Newsroom.AgencyAsync("CREDIT");
        var byAgency = await ImageAsync("""{ "alt": "x", "credit": { "agency": "CREDIT" } }""");
        var draft = await CreateAsync($$"""
            {
              "language": "en", "headline": "Pictures", "section": "{{section}}", "leadImage": { "image": "{{bare}}" },
              "body": [
                { "_type": "image", "image": "{{silent}}" },
                { "_type": "image", "image": "{{uncredited}}" },
                { "_type": "image", "image": "{{decorative}}" },
                { "_type": "image", "image": "{{byAgency}}" },
                { "_type": "gallery", "items": [ { "image": "{{byAgency}}" }, { "image": "{{silent}}" } ] },
                { "_type": "factBox", "title": "Box", "content": [ { "_type": "image", "image": "{{uncredited}}" } ] },
                { "_type": "image", "image": "{{silent}}", "alt": "Described here" }
              ]
            }
            """);

        (await PublishAsync(draft)).IsProblem(
            422,
            "not_ready_to_publish",
            "/leadImage required",
            "/leadImage required",
            "/body/0 required",
            "/body/1 required",
            "/body/4/items/1 required",
            "/body/5/content/0 required");

        await cms.Newsroom.PatchAsync($"articles/{draft["id"]}", JsonNode.Parse($$"""{ "leadImage": { "image": "{{silent}}", "alt": "Described here" }, "bodyMarkdown": "Text" }""")!.AsObject());
        (await PublishAsync(draft)).Is(200);
    }

    [Fact]
    public async Task An_inline_link_and_its_block_need_each_other()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var (section, target) = (await cms.Newsroom.SectionAsync("Links"), await cms.Newsroom.DraftAsync());
        string Id() => Guid.CreateVersion7().ToString();
        var (held, unheld, atTheEnd, unknown) = (Id(), Id(), Id(), Id());
        var draft = await CreateAsync($$"""
            {
              "language": "en", "headline": "Links", "section": "{{section}}",
              "body": [
                { "_type": "relatedLink", "relatedLinkId": "{{held}}" },
                { "_type": "relatedLink", "relatedLinkId": "{{unknown}}" },
                { "_type": "relatedLink", "relatedLinkId": "{{atTheEnd}}" }
              ],
              "relatedLinks": [
                { "id": "{{held}}", "kind": "read", "position": "inline", "article": "{{target["id"]}}" },
                { "id": "{{unheld}}", "kind": "read", "position": "inline", "article": "{{target["id"]}}" },
                { "id": "{{atTheEnd}}", "kind": "read", "position": "end", "article": "{{target["id"]}}" }
              ]
            }
            """);

        (await PublishAsync(draft)).IsProblem(
            422, "not_ready_to_publish", "/body required", "/body/1/relatedLinkId not_found", "/body/2/relatedLinkId not_found", "/relatedLinks/1 invalid_value");
    }

    [Fact]
    public async Task A_body_of_dividers_is_empty_and_a_link_has_one_block()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var section = await cms.Newsroom.SectionAsync("Hollow");
        var hollow = await CreateAsync($$"""{ "language": "en", "headline": "x", "section": "{{section}}", "body": [ { "_type": "divider" } ] }""");
        var link = Guid.CreateVersion7();
        var twice = await CreateAsync($$"""
            { "language": "en", "headline": "y", "section": "{{section}}",
              "relatedLinks": [ { "id": "{{link}}", "kind": "read", "position": "inline", "url": "https://tides.example/", "title": "Tides" } ],
              "body": [ { "_type": "block", "children": [ { "_type": "span", "text": "z" } ] }, { "_type": "relatedLink", "_key": "a", "relatedLinkId": "{{link}}" }, { "_type": "relatedLink", "_key": "b", "relatedLinkId": "{{link}}" } ] }
            """);

        (await PublishAsync(hollow)).IsProblem(422, "not_ready_to_publish", "/body required");
        (await PublishAsync(twice)).IsProblem(422, "not_ready_to_publish", "/body/2/relatedLinkId duplicate");
    }

    [Fact]
    public async Task A_correction_block_needs_a_correction()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var draft = await CreateAsync($$"""
            { "language": "en", "headline": "x", "section": "{{await cms.Newsroom.SectionAsync("Corrected")}}", "body": [ { "_type": "correction", "correctionId": "{{Guid.CreateVersion7()}}" } ] }
            """);

        (await PublishAsync(draft)).IsProblem(422, "not_ready_to_publish", "/body required", "/body/0/correctionId not_found");
    }

    [Theory]
    [InlineData("required", false)]
    [InlineData("desk", true)]
    [InlineData("none", true)]
    public async Task A_byline_is_needed_where_the_site_asks_for_one(string policy, bool without)
    {
        await SiteAsync($$"""{ "languages": null, "bylinePolicy": "{{policy}}" }""");
        (await PublishAsync(await cms.Newsroom.DraftAsync())).Is(200);

        var answer = await PublishAsync(await cms.Newsroom.DraftAsync(new JsonObject { ["bylines"] = new JsonArray() }));

        if (without) answer.Is(200);
        else answer.IsProblem(422, "not_ready_to_publish", "/bylines required");
    }

    [Theory]
    [InlineData("""[]""", "ta-LK", true)]
    [InlineData("""[ "en" ]""", "en-IN", true)]
    [InlineData("""[ "en" ]""", "en", true)]
    [InlineData("""[ "hi", "en-IN" ]""", "en-IN", true)]
    [InlineData("""[ "en-IN" ]""", "en", false)]
    [InlineData("""[ "en-IN" ]""", "en-GB", false)]
    [InlineData("""[ "zh-Hans" ]""", "zh-Hans-CN", true)]
    public async Task A_language_of_the_site_admits_what_narrows_it(string languages, string language, bool admitted)
    {
        var patch = JsonNode.Parse($$"""{ "languages": {{languages}}, "bylinePolicy": "none" }""")!;
        await cms.Newsroom.PatchAsync("site", patch.AsObject());

        var answer = await PublishAsync(await cms.Newsroom.DraftAsync(new JsonObject { ["language"] = language }));

        if (admitted) answer.Is(200);
        else answer.IsProblem(422, "not_ready_to_publish", "/language invalid_value");
    }

    [Fact]
    public async Task A_story_that_fails_the_list_later_stays_public_as_it_was()
    {
        await SiteAsync("""{ "languages": null, "bylinePolicy": "none" }""");
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["section"] = null });

        (await PublishAsync(story)).IsProblem(422, "not_ready_to_publish", "/section required");

        var after = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.Equal(1, (int)after["publishedRevision"]!);
        Assert.Equal("published", (string?)after["publication"]);
    }

    private Task SiteAsync(string patch) => cms.Newsroom.PatchAsync("site", JsonNode.Parse(patch)!.AsObject());

    private Task<JsonObject> CreateAsync(string json) => cms.Newsroom.PostAsync("articles", JsonNode.Parse(json)!.AsObject());

    private Task<Answer> PublishAsync(JsonObject article) => cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{article["id"]}/publish");

    private async Task<string> ImageAsync(string with)
    {
        var image = new JsonObject { ["url"] = "https://images.example/a.jpg", ["width"] = 20, ["height"] = 20 };
        foreach (var (name, value) in JsonNode.Parse(with)!.AsObject()) image[name] = value?.DeepClone();
        return Newsroom.Id(await cms.Newsroom.PostAsync("images", image));
    }
}
