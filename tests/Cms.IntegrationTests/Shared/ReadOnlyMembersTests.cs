using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class ReadOnlyMembersTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task What_the_service_set_may_be_sent_unchanged_but_not_changed(string collection)
    {
        var before = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var path = Collections.PathOf(collection, before);

        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject
        {
            ["id"] = before["id"]!.DeepClone(),
            ["createdAt"] = before["createdAt"]!.DeepClone(),
            ["createdBy"] = before["createdBy"]!.DeepClone(),
        })).Is(200);
        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["createdAt"] = "2020-01-01T00:00:00Z",
            ["createdBy"] = "somebody else",
        })).IsProblem(422, "invalid", "/id read_only", "/createdAt read_only", "/createdBy read_only");
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task An_id_cannot_be_chosen(string collection)
    {
        var sent = Collections.Example(collection);
        sent["id"] = Guid.CreateVersion7().ToString();

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, sent)).IsProblem(422, "invalid", "/id read_only");
    }

    [Theory]
    [InlineData("sections", "path")]
    [InlineData("agencies", "code")]
    [InlineData("keys", "revokedAt")]
    [InlineData("articles", "firstPublishedAt")]
    public async Task What_is_fixed_at_creation_stays(string collection, string member)
    {
        var path = Collections.PathOf(collection, await cms.Newsroom.PostAsync(collection, Collections.Example(collection)));

        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { [member] = "2020-01-01T00:00:00Z" })).IsProblem(422, "invalid", $"/{member} read_only");
    }

    [Theory]
    [InlineData("etag")]
    [InlineData("workflow")]
    [InlineData("publication")]
    [InlineData("publicationReason")]
    [InlineData("publishedRevision")]
    [InlineData("hasUnpublishedChanges")]
    [InlineData("updatedAt")]
    [InlineData("trashedAt")]
    [InlineData("modifiedAt")]
    [InlineData("modifiedBy")]
    public async Task What_is_computed_from_elsewhere_is_ignored(string member)
    {
        var before = await cms.Newsroom.PostAsync("articles", Collections.Example("articles"));

        var after = (await cms.Newsroom.Editor.PatchAsync($"articles/{before["id"]}", new JsonObject { [member] = "x" })).Is(200);

        if (member is not ("etag" or "modifiedAt")) Assert.True(JsonNode.DeepEquals(before[member], after[member]));
        Assert.NotEqual("x", (string?)after[member]?.ToString());
    }
}
