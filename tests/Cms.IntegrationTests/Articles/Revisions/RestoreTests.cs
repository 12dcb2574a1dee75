using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Revisions;

public sealed class RestoreTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly string[] NotContent = ["etag", "hasUnpublishedChanges", "modifiedAt", "modifiedBy"];

    [Fact]
    public async Task An_old_version_is_the_working_copy_again_and_readers_see_nothing_of_it()
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "As published", ["origin"] = new JsonObject { ["system"] = "wire", ["id"] = Newsroom.Unique("restore") } });
        var path = $"articles/{story["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Rewritten", ["slug"] = $"rewritten-{story["id"]}", ["bodyMarkdown"] = "All new.", ["ednote"] = "Gone too far" });
        await cms.Newsroom.PublishAsync(story);

        var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/1/restore", ifMatch: "\"4\"");

        var restored = answer.Is(200);
        Assert.Equal("\"5\"", answer.ETag);
        foreach (var (name, value) in story)
        {
            if (!NotContent.Contains(name) && name != "publishedRevision") Assert.True(JsonNode.DeepEquals(value, restored[name]), $"{name} is {restored[name]}");
        }
        Assert.Equal((2, true), ((int)restored["publishedRevision"]!, (bool)restored["hasUnpublishedChanges"]!));
        Assert.Equal("Rewritten", (string?)JsonNode.Parse(await cms.Reader.GetStringAsync($"/v1/articles/{story["id"]}", TestContext.Current.CancellationToken))!["headline"]);
        Assert.Equal("1", (string?)(await cms.Newsroom.GetAsync($"{path}/audit?limit=1"))["items"]![0]!["note"]);
    }

    [Fact]
    public async Task A_saved_working_copy_is_restored_by_its_version()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "First" });
        var path = $"articles/{draft["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Second" });

        var restored = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore")).Is(200);

        Assert.Equal("First", (string?)restored["headline"]);
        Assert.Equal("Second", (string?)(await cms.Newsroom.GetAsync($"{path}/revisions/v2"))["article"]!["headline"]);
    }

    [Fact]
    public async Task Stale_restoring_is_told_what_all_have_changed_and_merged_with_changes_of_other_members()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "First" });
        var path = $"articles/{draft["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Second" });
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["kicker"] = "Theirs" });

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore", ifMatch: "\"2\"")).IsProblem(412, "stale");
        Assert.Equal(
            """[{"pointer":"/headline","base":"Second","theirs":"Second","yours":"First","conflict":false},{"pointer":"/kicker","base":null,"theirs":"Theirs","conflict":false}]""",
            problem["changes"]!.ToJsonString());

        var merged = await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Post, $"{path}/revisions/v1/restore", null, "\"2\"");
        Assert.Equal(("First", "Theirs"), ((string?)merged.Is(200)["headline"], (string?)merged.Json["kicker"]));
        Assert.Equal("merge=disjoint", merged.Header("Preference-Applied"));

        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Third" });
        var overlap = (await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Post, $"{path}/revisions/v2/restore", null, merged.ETag!)).IsProblem(412, "stale");
        Assert.Contains("""{"pointer":"/headline","base":"First","theirs":"Third","yours":"Second","conflict":true}""", overlap["changes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Third", (string?)(await cms.Newsroom.GetAsync(path))["headline"]);
    }

    [Fact]
    public async Task What_refers_to_what_is_gone_is_refused_with_every_fault()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Short-lived"));
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Short-lived"));
        var image = await cms.Newsroom.ImageAsync();
        var draft = await cms.Newsroom.DraftAsync(new JsonObject
        {
            ["tags"] = new JsonArray((string)tag["slug"]!),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
            ["leadImage"] = new JsonObject { ["image"] = (string)image["id"]! },
        });
        var path = $"articles/{draft["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["tags"] = new JsonArray(), ["bylines"] = new JsonArray(), ["leadImage"] = null });
        foreach (var gone in new[] { $"tags/{tag["id"]}", $"authors/{author["id"]}", $"images/{image["id"]}" })
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, gone)).Is(204);
        var before = await cms.Newsroom.GetAsync(path);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore"))
            .IsProblem(422, "invalid", "/tags/0 not_found", "/bylines/0/author not_found", "/leadImage/image not_found");

        Assert.True(JsonNode.DeepEquals(before, await cms.Newsroom.GetAsync(path)));
        Assert.Equal((string)tag["slug"]!, await NamedAsync());
        // That is another's name now, who was not meant.
        await cms.Newsroom.PostAsync("tags", new JsonObject { ["type"] = "topic", ["name"] = "Another", ["slug"] = (string)tag["slug"]! });
        Assert.Equal((string)tag["id"]!, await NamedAsync());

        async Task<string> NamedAsync() => (string)(await cms.Newsroom.GetAsync($"{path}/revisions/v1"))["article"]!["tags"]![0]!;
    }

    [Fact]
    public async Task It_goes_under_the_version_that_was_read_and_not_for_what_is_killed_or_trashed()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var path = $"articles/{draft["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Second" });

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore", ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore", ifMatch: "\"1\"")).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/7/restore")).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore")).IsProblem(409, "not_allowed_now");
        await cms.Newsroom.ActAsync(draft, "restore", []);
        await cms.Newsroom.ActAsync(draft, "kill", new JsonObject { ["reason"] = "legal" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{path}/revisions/v1/restore")).IsProblem(409, "not_allowed_now");
    }
}
