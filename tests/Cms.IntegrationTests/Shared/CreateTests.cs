using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class CreateTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Creating_answers_201_with_place_etag_and_what_get_answers(string collection)
    {
        var sent = Collections.Example(collection);

        var created = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, sent, ifMatch: null);
        var body = created.Is(201);
        var path = Collections.PathOf(collection, body);
        Assert.Equal($"/v1/editorial/{path}", created.Header("Location"));
        Assert.Equal("no-store", created.Header("Cache-Control"));
        Assert.Equal((string?)body["etag"], created.ETag);
        Assert.False(string.IsNullOrEmpty((string?)body["createdBy"]));
        foreach (var (name, value) in sent) Assert.True(JsonNode.DeepEquals(value, body[name]), $"{name} is {body[name]}");

        var read = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path);
        body.Remove("key");
        Assert.True(JsonNode.DeepEquals(body, read.Is(200)), $"POST answered {body}, GET {read.Text}");
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal("no-store", read.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("holds", """{ "kind": "legal", "reason": "A letter came." }""")]
    [InlineData("corrections", """{ "kind": "correction", "text": "It was otherwise." }""")]
    [InlineData("preview-links", "{}")]
    [InlineData("related-links", """{ "kind": "read", "title": "Elsewhere", "url": "https://example.com/" }""")]
    public async Task What_is_created_of_a_story_is_at_its_location_and_no_other_storys(string collection, string sent)
    {
        var (story, other) = (await cms.Newsroom.DraftAsync(), await cms.Newsroom.DraftAsync());
        var created = await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/{collection}", sent);
        var body = created.Is(201);
        // A secret is shown once.
        body.Remove("url");
        var location = created.Header("Location")!;
        Assert.Equal($"/v1/editorial/articles/{story["id"]}/{collection}/{body["id"]}", location);

        var read = await cms.Newsroom.Editor.SeeAsync(location);

        var found = read.Is(200);
        if (collection == "related-links") found.Remove("url");
        Assert.True(JsonNode.DeepEquals(body, found), $"POST answered {body}, GET {read.Text}");
        Assert.Equal((string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"], read.ETag);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{other["id"]}/{collection}/{body["id"]}")).IsProblem(404, "not_found");
    }

    [Theory]
    [InlineData("tags", """{ "type": "topic", "name": "Only a name" }""", """{ "slug": "only-a-name", "synonyms": [] }""")]
    [InlineData("authors", """{ "kind": "desk", "name": "Night Desk" }""", """{ "slug": "night-desk", "jobTitle": null, "bio": null, "profiles": [] }""")]
    [InlineData("sections", """{ "name": "Science" }""", """{ "slug": "science", "path": "science", "parent": null, "description": null, "footerLinks": [], "layout": null }""")]
    [InlineData(
        "images",
        """{ "url": "http://images.example/b.jpg", "width": 20, "height": 20000 }""",
        """{ "alt": null, "decorative": false, "caption": null, "credit": { "line": null, "agency": null }, "focalPoint": null }""")]
    [InlineData("keys", """{ "name": "Import", "role": "publisher" }""", """{ "expiresAt": null, "revokedAt": null, "lastUsedAt": null }""")]
    public async Task What_is_left_out_has_its_default_and_is_present(string collection, string sent, string defaults)
    {
        var created = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, collection, sent)).Is(201);

        foreach (var (name, value) in JsonNode.Parse(defaults)!.AsObject())
        {
            Assert.True(created.ContainsKey(name), $"{name} is missing");
            Assert.True(JsonNode.DeepEquals(value, created[name]), $"{name} is {created[name]}");
        }
    }

    [Theory]
    [InlineData("tags", "/type required", "/name required")]
    [InlineData("authors", "/kind required", "/name required")]
    [InlineData("sections", "/name required")]
    [InlineData("agencies", "/code required", "/name required", "/kind required")]
    [InlineData("images", "/url required", "/width required", "/height required")]
    [InlineData("keys", "/name required", "/role required")]
    [InlineData("articles", "/language required", "/headline required")]
    public async Task What_is_required_is_asked_for_all_at_once(string collection, params string[] faults) =>
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, new JsonObject())).IsProblem(422, "invalid", faults);
}
