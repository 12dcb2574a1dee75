using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class ReplaceTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly string[] Moved = ["etag", "modifiedAt"];

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Putting_back_what_get_gave_changes_nothing_but_the_version_of_reference_data(string collection)
    {
        var path = Collections.PathOf(collection, await cms.Newsroom.PostAsync(collection, Collections.Example(collection)));
        await PutsBackAsync(path);
    }

    [Fact]
    public async Task Putting_back_the_site_changes_nothing_but_the_version()
    {
        await cms.Newsroom.PatchAsync("site", JsonNode.Parse(
            """
            {
              "name": "The Harbour Post", "baseUrl": "https://harbour.example", "timeZone": "Asia/Kolkata", "locale": "en-IN", "description": "News",
              "logoUrl": "https://harbour.example/logo.png", "languages": [ "en", "hi" ], "bylinePolicy": "desk",
              "policies": { "ethicsPolicy": "https://harbour.example/ethics" }, "footerLinks": [ { "labelTemplate": "{site.name}", "url": "https://harbour.example" } ],
              "layout": { "slots": [ { "key": "end", "anchor": "pageEnd", "minWordsBefore": 0, "sizes": [] } ] }
            }
            """)!.AsObject());
        await PutsBackAsync("site");
    }

    /// <summary>Every list of a story filled, and the story published: what GET gives of it can still be put back.</summary>
    [Fact]
    public async Task Putting_back_a_full_published_story_changes_nothing_and_leaves_nothing_to_publish()
    {
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var agency = (string)(await cms.Newsroom.AgencyAsync("PUTBACK"))["code"]!;
        var target = Newsroom.Id(await cms.Newsroom.PublishedAsync());
        var link = Guid.CreateVersion7().ToString();
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["tags"] = new JsonArray((string)(await cms.Newsroom.TagAsync("First"))["slug"]!, (string)(await cms.Newsroom.TagAsync("Second"))["slug"]!),
            ["otherSections"] = new JsonArray(await cms.Newsroom.SectionAsync("Elsewhere")),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = agency, ["role"] = "inputs", ["display"] = "generic" }),
            ["leadImage"] = new JsonObject { ["image"] = image, ["caption"] = "Here", ["alt"] = null },
            ["social"] = new JsonObject { ["image"] = image },
            ["body"] = JsonNode.Parse(
                $$"""
                [ { "_type": "block", "style": "normal", "children": [ { "_type": "span", "text": "Text" } ] },
                  { "_type": "relatedLink", "relatedLinkId": "{{link}}" } ]
                """),
            ["relatedLinks"] = new JsonArray(
                new JsonObject { ["id"] = link, ["kind"] = "read", ["position"] = "inline", ["article"] = target },
                new JsonObject { ["kind"] = "source", ["url"] = "https://elsewhere.example/a", ["title"] = "Elsewhere" }),
        });

        var after = await PutsBackAsync($"articles/{story["id"]}");
        Assert.False((bool)after["hasUnpublishedChanges"]!);
        Assert.Equal("published", (string?)after["publication"]);
    }

    [Theory]
    [InlineData("tags", "synonyms", "[]")]
    [InlineData("authors", "bio", "null")]
    [InlineData("authors", "profiles", "[]")]
    [InlineData("sections", "layout", "null")]
    [InlineData("images", "focalPoint", "null")]
    [InlineData("images", "credit", """{ "line": null, "agency": null }""")]
    [InlineData("keys", "expiresAt", "null")]
    [InlineData("articles", "body", "[]")]
    [InlineData("articles", "access", "\"free\"")]
    [InlineData("articles", "dateline", "null")]
    public async Task What_a_put_leaves_out_returns_to_its_default(string collection, string member, string expected)
    {
        var before = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var sent = before.DeepClone().AsObject();
        sent.Remove("key");
        sent.Remove(member);

        var after = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, Collections.PathOf(collection, before), sent)).Is(200);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), after[member]), $"{member} is {after[member]}");
    }

    [Theory]
    [MemberData(nameof(Collections.ReferenceData), MemberType = typeof(Collections))]
    public async Task Putting_to_what_is_not_there_is_404(string collection) =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, $"{collection}/nothing-here", Collections.Example(collection))).IsProblem(404, "not_found");

    private async Task<JsonObject> PutsBackAsync(string path)
    {
        var before = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Is(200);
        var put = await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, before, (string)before["etag"]!);
        var after = put.Is(200);
        Assert.Equal((string?)after["etag"], put.ETag);
        Assert.Equal(path.StartsWith("articles/", StringComparison.Ordinal), (string?)before["etag"] == put.ETag);
        Assert.True(JsonNode.DeepEquals(after, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Is(200)));

        foreach (var name in Moved)
        {
            before.Remove(name);
            after.Remove(name);
        }
        Assert.True(JsonNode.DeepEquals(before, after), $"{before}\nbecame\n{after}");
        return after;
    }
}
