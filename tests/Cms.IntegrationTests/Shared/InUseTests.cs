using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>What any version of a story uses cannot be deleted, and the refusal names the users.</summary>
public sealed class InUseTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    public static readonly TheoryData<string> Uses =
        ["section", "otherSection", "author", "tag", "agency", "leadImage", "socialImage", "bodyImage", "galleryImage", "factBoxImage"];

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_working_copy_keeps_what_it_uses_until_it_drops_it(string use)
    {
        var (path, member, value) = await UsedAsync(use);
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { [member] = value });

        await IsKeptAsync(path, draft);

        await cms.Newsroom.PatchAsync($"articles/{draft["id"]}", new JsonObject { [member] = null });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_published_revision_keeps_what_it_used_after_the_working_copy_dropped_it(string use)
    {
        var (path, member, value) = await UsedAsync(use);
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { [member] = value });
        var other = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { [member] = other[member]?.DeepClone() });

        await IsKeptAsync(path, story);
        await cms.Newsroom.ActAsync(story, "publish", []);
        await IsKeptAsync(path, story);
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        await IsKeptAsync(path, story);
    }

    [Fact]
    public async Task The_trash_keeps_what_it_holds()
    {
        var (path, member, value) = await UsedAsync("tag");
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { [member] = value });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{draft["id"]}")).Is(204);

        await IsKeptAsync(path, draft);
    }

    [Fact]
    public async Task A_section_keeps_the_one_above_it_and_an_image_its_agency()
    {
        var parent = await cms.Newsroom.SectionAsync("Parent");
        await cms.Newsroom.SectionAsync("Child", parent);
        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, "sections/" + parent)).IsProblem(409, "in_use");
        Assert.Equal("section parent/child", $"{problem["users"]![0]!["kind"]} {problem["users"]![0]!["name"]}");

        await cms.Newsroom.AgencyAsync("KEPT");
        var image = await cms.Newsroom.ImageAsync(agency: "KEPT");
        problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, "agencies/KEPT")).IsProblem(409, "in_use");
        Assert.Equal($"image {image["id"]}", $"{problem["users"]![0]!["kind"]} {problem["users"]![0]!["id"]}");

        await cms.Newsroom.PatchAsync($"images/{image["id"]}", new JsonObject { ["credit"] = null });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, "agencies/KEPT")).Is(204);
    }

    [Fact]
    public async Task Of_many_users_twenty_are_named_each_once()
    {
        var tag = await cms.Newsroom.TagAsync("Popular");
        for (var number = 0; number < 21; number++)
            await cms.Newsroom.PostAsync("articles", new JsonObject { ["language"] = "en", ["headline"] = "Popular", ["tags"] = new JsonArray("popular") });

        var users = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{tag["id"]}")).IsProblem(409, "in_use")["users"]!.AsArray();

        Assert.Equal(20, users.Select(user => (string?)user!["id"]).Distinct().Count());
        Assert.Equal(20, users.Count);
    }

    [Fact]
    public async Task A_story_that_takes_up_a_tag_while_it_is_deleted_is_written_or_told()
    {
        for (var round = 0; round < 20; round++)
        {
            var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Contested"));
            var sent = new JsonObject { ["language"] = "en", ["headline"] = "Contest", ["tags"] = new JsonArray((string)tag["slug"]!) };

            var answers = await Task.WhenAll(
                cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{tag["id"]}"),
                cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", sent));

            var statuses = (answers[0].Status, answers[1].Status);
            Assert.Contains(statuses, new[] { (204, 409), (204, 422), (409, 201) });
        }
    }

    private async Task IsKeptAsync(string path, JsonObject user)
    {
        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).IsProblem(409, "in_use");
        var named = Assert.Single(problem["users"]!.AsArray())!;
        Assert.Equal($"article {user["id"]} {user["slug"]}", $"{named["kind"]} {named["id"]} {named["name"]}");
        Assert.Equal(200, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Status);
    }

    /// <summary>Something new, where it is, and the member of a story that uses it.</summary>
    private async Task<(string Path, string Member, JsonNode Value)> UsedAsync(string use)
    {
        switch (use)
        {
            case "section" or "otherSection":
                var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Used"));
                return ("sections/" + section, use == "section" ? "section" : "otherSections", use == "section" ? section : new JsonArray(section));
            case "author":
                var author = (string)(await cms.Newsroom.AuthorAsync(Newsroom.Unique("Used")))["slug"]!;
                return ("authors/" + author, "bylines", new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }));
            case "tag":
                var tag = (string)(await cms.Newsroom.TagAsync(Newsroom.Unique("Used")))["slug"]!;
                return ("tags/" + tag, "tags", new JsonArray(tag));
            case "agency":
                var code = (string)(await cms.Newsroom.AgencyAsync(Newsroom.Unique("USED").Replace(" ", "", StringComparison.Ordinal)))["code"]!;
                return ("agencies/" + code, "sources", new JsonArray(new JsonObject { ["agency"] = code, ["role"] = "inputs" }));
            default:
                var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
                return ("images/" + image, Member(use), await ValueAsync(use, image));
        }
    }

    private static string Member(string use) => use switch { "leadImage" => "leadImage", "socialImage" => "social", _ => "body" };

    private async Task<JsonNode> ValueAsync(string use, string image) => JsonNode.Parse(use switch
    {
        "leadImage" => $$"""{ "image": "{{image}}" }""",
        "socialImage" => $$"""{ "image": "{{image}}" }""",
        "bodyImage" => $$"""[ { "_type": "image", "image": "{{image}}" } ]""",
        "galleryImage" => $$"""[ { "_type": "gallery", "items": [ { "image": "{{image}}" }, { "image": "{{Newsroom.Id(await cms.Newsroom.ImageAsync())}}" } ] } ]""",
        _ => $$"""[ { "_type": "factBox", "title": "Box", "content": [ { "_type": "image", "image": "{{image}}" } ] } ]""",
    })!;
}
