using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class MergePatchTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task A_patch_changes_what_it_names_and_nothing_else(string collection)
    {
        var before = await CreateAsync(collection);
        var change = Collections.Change(collection);

        var patched = await cms.Newsroom.Editor.PatchAsync(Collections.PathOf(collection, before), change, (string)before["etag"]!);
        var after = patched.Is(200);

        Assert.Equal((string?)after["etag"], patched.ETag);
        Assert.True(JsonNode.DeepEquals(after, await cms.Newsroom.GetAsync(Collections.PathOf(collection, before))));
        foreach (var (name, value) in before)
        {
            if (name is "etag" or "modifiedAt") Assert.NotEqual((string?)value, (string?)after[name]);
            else Assert.True(JsonNode.DeepEquals(change[name] ?? value, after[name]), $"{name} is {after[name]}");
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Both_media_types_are_a_merge_patch(string mediaType)
    {
        var tag = await CreateAsync("tags");
        using var content = new StringContent("""{ "name": "Patched" }""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        var after = (await cms.Newsroom.Editor.SendAsync(HttpMethod.Patch, $"tags/{tag["id"]}", content)).Is(200);

        Assert.Equal("Patched", (string?)after["name"]);
        Assert.Equal("place", (string?)after["type"]);
    }

    [Theory]
    [InlineData("tags", "synonyms", "[]")]
    [InlineData("authors", "jobTitle", "null")]
    [InlineData("authors", "profiles", "[]")]
    [InlineData("sections", "description", "null")]
    [InlineData("sections", "footerLinks", "[]")]
    [InlineData("sections", "layout", "null")]
    [InlineData("images", "alt", "null")]
    [InlineData("images", "decorative", "false")]
    [InlineData("images", "credit", """{ "line": null, "agency": null }""")]
    [InlineData("keys", "expiresAt", "null")]
    [InlineData("articles", "kicker", "null")]
    [InlineData("articles", "genre", "\"news\"")]
    [InlineData("articles", "timeZone", "\"UTC\"")]
    [InlineData("articles", "body", "[]")]
    [InlineData("articles", "sensitivity", "[]")]
    [InlineData("articles", "ads", """{ "policy": "allowed" }""")]
    [InlineData("articles", "seo", """{ "title": null, "description": null, "noindex": false }""")]
    [InlineData("articles", "origin", """{ "system": null, "id": null }""")]
    public async Task Null_returns_a_member_to_its_default(string collection, string member, string expected)
    {
        var path = Collections.PathOf(collection, await CreateAsync(collection));

        var after = (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { [member] = null })).Is(200);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), after[member]), $"{member} is {after[member]}");
    }

    [Theory]
    [InlineData("languages", "[]")]
    [InlineData("bylinePolicy", "\"required\"")]
    [InlineData("policies", """{ "publishingPrinciples": null, "correctionsPolicy": null, "ethicsPolicy": null, "unnamedSourcesPolicy": null }""")]
    [InlineData("layout", """{ "slots": [] }""")]
    public async Task Null_returns_a_setting_of_the_site_to_its_default(string member, string expected)
    {
        var after = (await cms.Newsroom.Editor.PatchAsync("site", new JsonObject { [member] = null })).Is(200);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), after[member]), $"{member} is {after[member]}");
    }

    [Theory]
    [InlineData("tags", "name")]
    [InlineData("images", "width")]
    [InlineData("articles", "headline")]
    public async Task Null_for_what_is_required_is_422(string collection, string member)
    {
        var path = Collections.PathOf(collection, await CreateAsync(collection));

        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { [member] = null })).IsProblem(422, "invalid", $"/{member} required");
    }

    [Fact]
    public async Task Objects_are_merged_and_arrays_replaced()
    {
        var image = await CreateAsync("images");
        var patched = (await cms.Newsroom.Editor.PatchAsync($"images/{image["id"]}", JsonNode.Parse("""{ "focalPoint": { "y": 0.75 } }""")!)).Is(200);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "x": 0.25, "y": 0.75 }"""), patched["focalPoint"]));

        var tag = await CreateAsync("tags");
        patched = (await cms.Newsroom.Editor.PatchAsync($"tags/{tag["id"]}", JsonNode.Parse("""{ "synonyms": [ "One" ] }""")!)).Is(200);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[ "One" ]"""), patched["synonyms"]));
    }

    [Theory]
    [InlineData("""{ "nmae": "x" }""", "/nmae")]
    [InlineData("""{ "nmae": null }""", "/nmae")]
    [InlineData("""{ "a/b~c": 1 }""", "/a~1b~0c")]
    [InlineData("""{ "focalPoint": { "z": 1 } }""", "/focalPoint/z")]
    [InlineData("""{ "focalPoint": { "z": null } }""", "/focalPoint/z")]
    [InlineData("""{ "credit": { "it's": null } }""", "/credit/it's")]
    public async Task An_unknown_member_is_400_with_its_place_even_as_null(string patch, string place)
    {
        var image = await CreateAsync("images");

        (await cms.Newsroom.Editor.PatchAsync($"images/{image["id"]}", JsonNode.Parse(patch)!)).IsProblem(400, "malformed", $"{place} unknown_member");
    }

    [Theory]
    [MemberData(nameof(Collections.ReferenceData), MemberType = typeof(Collections))]
    public async Task Patching_what_is_not_there_is_404(string collection) =>
        (await cms.Newsroom.Editor.PatchAsync($"{collection}/nothing-here", Collections.Change(collection))).IsProblem(404, "not_found");

    private async Task<JsonObject> CreateAsync(string collection)
    {
        var created = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        created.Remove("key");
        return created;
    }
}
