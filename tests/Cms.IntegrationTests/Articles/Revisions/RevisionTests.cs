using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Revisions;

public sealed class RevisionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task History_tells_publications_and_saves_with_what_changed()
    {
        var story = await cms.Newsroom.DraftAsync();
        var path = $"articles/{story["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["standfirst"] = "First", ["headline"] = "Second" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["note"] = "Go" });
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["bodyMarkdown"] = "Another text." });
        await cms.Newsroom.CorrectAsync(story);
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "significant" });
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["slug"] = $"renamed-{story["id"]}" });

        var items = await ListAsync(path);

        Assert.Equal(
            [
                "save v7  slug",
                "published 2 significant body",
                "save v6  body",
                "published 1 minor ",
                "save v2  headline,standfirst",
                "save v1  ",
            ],
            items.Select(Tell));
        Assert.Equal("Go", (string?)items[3]["note"]);
        Assert.All(items, item => Assert.Equal("admin", (string?)item["savedBy"]));
    }

    [Fact]
    public async Task Pages_of_history_go_on_where_the_last_ended()
    {
        var story = await cms.Newsroom.DraftAsync();
        var path = $"articles/{story["id"]}";
        for (var count = 0; count < 4; count++)
        {
            await cms.Newsroom.PatchAsync(path, new JsonObject { ["ednote"] = $"Note {count}" });
            await cms.Newsroom.PublishAsync(story);
        }
        var whole = await ListAsync(path);

        var paged = new List<JsonNode>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await cms.Newsroom.GetAsync($"{path}/revisions?limit=2{cursor}");
            paged.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            cursor = (string?)page["next"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(9, whole.Count);
        Assert.Equal(whole.Select(item => item.ToJsonString()), paged.Select(item => item.ToJsonString()));
    }

    [Fact]
    public async Task A_version_is_read_as_it_was_under_the_names_of_today()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Old name"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "As published", ["tags"] = new JsonArray((string)tag["slug"]!) });
        var path = $"articles/{story["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "As edited", ["tags"] = new JsonArray() });
        var slug = $"new-{tag["id"]}";
        await cms.Newsroom.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["slug"] = slug });

        var published = await cms.Newsroom.GetAsync($"{path}/revisions/1");
        var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{path}/revisions/v3");

        Assert.Equal(("published", 1, "As published"), ((string?)published["revision"]!["kind"], (int)published["revision"]!["number"]!, (string?)published["article"]!["headline"]));
        Assert.Equal([slug], published["article"]!["tags"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("As edited", (string?)answer.Is(200)["article"]!["headline"]);
        Assert.Equal("\"3\"", answer.ETag);
        foreach (var missing in new[] { "2", "0", "v99", "v", "x", "99999999999999999999" })
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{path}/revisions/{missing}")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_difference_is_told_by_member_word_and_block()
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "बंदरगाह सोमवार को खुला", ["bodyMarkdown"] = "The first boats left.\n\nNobody waited." });
        var path = $"articles/{story["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "बंदरगाह मंगलवार को खुला", ["access"] = "metered", ["bodyMarkdown"] = "The last boats left.\n\nNobody waited." });

        var diff = await cms.Newsroom.GetAsync($"{path}/revisions/1/diff/current");

        Assert.Equal(["headline", "access"], diff["members"]!.AsArray().Select(member => (string)member!["member"]!));
        Assert.Equal(
            ["equal बंदरगाह ", "delete सोमवार", "insert मंगलवार", "equal  को खुला"],
            diff["members"]![0]!["text"]!.AsArray().Select(segment => $"{segment!["op"]} {segment["text"]}"));
        Assert.Equal(("free", "metered", null), ((string?)diff["members"]![1]!["before"], (string?)diff["members"]![1]!["after"], diff["members"]![1]!["text"]));
        var block = Assert.Single(diff["body"]!.AsArray())!;
        Assert.Equal("changed", (string?)block["change"]);
        Assert.Equal(["equal The ", "delete first", "insert last", "equal  boats left."], block["text"]!.AsArray().Select(segment => $"{segment!["op"]} {segment["text"]}"));
        var none = await cms.Newsroom.GetAsync($"{path}/revisions/v3/diff/current");
        Assert.Equal((0, 0), (none["members"]!.AsArray().Count, none["body"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_terminal_gets_a_text()
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "Port opens" });
        var path = $"articles/{story["id"]}";
        await cms.Newsroom.PatchAsync(path, new JsonObject { ["headline"] = "Port closes", ["sensitivity"] = new JsonArray("death") });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/editorial/{path}/revisions/1/diff/current");
        request.Headers.Add("Accept", "text/plain");

        using var response = await cms.Newsroom.Editor.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("text/plain", "Accept"), (response.Content.Headers.ContentType!.MediaType, response.Headers.Vary.ToString()));
        Assert.Contains("\nheadline\n  Port [-opens-]{+closes+}\n\nsensitivity\n  [-[]-]\n  {+[\"death\"]+}\n", text, StringComparison.Ordinal);
    }

    private async Task<List<JsonNode>> ListAsync(string path) => [.. (await cms.Newsroom.GetAsync($"{path}/revisions?limit=100"))["items"]!.AsArray().OfType<JsonNode>()];

    private static string Tell(JsonNode item) =>
        $"{item["kind"]} {item["number"]}{(item["version"] is { } version ? $"v{version}" : "")} {item["update"]} {string.Join(',', item["changed"]!.AsArray().Select(name => (string)name!))}";
}
