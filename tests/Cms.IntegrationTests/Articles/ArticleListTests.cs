using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

public sealed class ArticleListTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("-modifiedAt")]
    [InlineData("modifiedAt")]
    public async Task A_walk_meets_every_story_once_also_when_others_are_written_meanwhile(string sort)
    {
        var tag = (string)(await cms.Newsroom.TagAsync(Newsroom.Unique("Walked")))["slug"]!;
        var expected = new List<string>();
        for (var number = 0; number < 7; number++) expected.Add(await DraftAsync(tag));
        if (sort[0] == '-') expected.Reverse();

        var met = new List<string>();
        var next = $"articles?tag={tag}&limit=3&sort={sort}";
        while (next is not null)
        {
            var page = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, next);
            met.AddRange(page.Is(200)["items"]!.AsArray().Select(item => (string)item!["id"]!));
            if (met.Count == 3) await DraftAsync(tag);
            next = page.Header("Link")?.Split('<', '>')[1]["/v1/editorial/".Length..];
        }

        Assert.Equal(expected, met.Where(expected.Contains));
        Assert.Equal(met.Distinct(), met);
    }

    [Fact]
    public async Task The_last_edited_comes_first_and_the_trash_only_when_asked_for()
    {
        var tag = (string)(await cms.Newsroom.TagAsync(Newsroom.Unique("Sorted")))["slug"]!;
        var (first, second, third) = (await DraftAsync(tag), await DraftAsync(tag), await DraftAsync(tag));
        await cms.Newsroom.PatchAsync($"articles/{first}", new JsonObject { ["kicker"] = "Edited" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{second}")).Is(204);

        Assert.Equal([first, third], await IdsAsync($"tag={tag}"));
        Assert.Equal([second], await IdsAsync($"tag={tag}&state=trashed"));
        Assert.Equal([second, first, third], await IdsAsync($"tag={tag}&state=trashed,never"));
    }

    [Fact]
    public async Task An_item_says_what_its_story_says()
    {
        var story = await cms.Newsroom.PublishedAsync();

        var item = (await cms.Newsroom.GetAsync("articles?limit=1"))["items"]![0]!.AsObject();

        Assert.Equal((string?)story["id"], (string?)item["id"]);
        Assert.False(item.ContainsKey("body"));
        foreach (var (name, value) in item) Assert.True(JsonNode.DeepEquals(story[name], value), $"{name} is {value}, and in the story {story[name]}");
    }

    [Fact]
    public async Task State_is_what_became_of_the_story()
    {
        var tag = (string)(await cms.Newsroom.TagAsync(Newsroom.Unique("State")))["slug"]!;
        var states = new Dictionary<string, string> { ["never"] = await DraftAsync(tag) };
        foreach (var (state, action) in new[] { ("published", null), ("unpublished", "unpublish"), ("takenDown", "takedown"), ("killed", "kill") })
        {
            var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray(tag) });
            if (action is not null) await cms.Newsroom.ActAsync(story, action, action == "unpublish" ? [] : new JsonObject { ["reason"] = "legal" });
            states[state] = Newsroom.Id(story);
        }

        foreach (var (state, id) in states) Assert.Equal([id], await IdsAsync($"tag={tag}&state={state}"));
        Assert.Equal(5, (await IdsAsync($"tag={tag}")).Count);
    }

    [Fact]
    public async Task Filters_name_things_as_editors_do()
    {
        var parent = await cms.Newsroom.SectionAsync("Filtered");
        var section = await cms.Newsroom.SectionAsync("Below", parent);
        var (a, b) = (await cms.Newsroom.TagAsync("Filter A"), await cms.Newsroom.TagAsync("Filter B"));
        var (author, other) = (await cms.Newsroom.AuthorAsync("Filter Author"), await cms.Newsroom.AuthorAsync("Other Author"));
        await cms.Newsroom.AgencyAsync("FILTER");
        var target = await cms.Newsroom.DraftAsync(new JsonObject { ["slug"] = "filter-target" });

        var both = Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["section"] = section,
            ["tags"] = new JsonArray("filter-a", "filter-b"),
            ["bylines"] = new JsonArray(Byline("filter-author"), Byline("other-author")),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = "FILTER", ["role"] = "full" }),
            ["genre"] = "factCheck",
            ["type"] = "video",
            ["language"] = "hi-IN",
            ["publishedAt"] = "2001-05-05T12:00:00Z",
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = "filter-target" }),
        }));
        var one = Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["section"] = parent,
            ["tags"] = new JsonArray("filter-a"),
            ["bylines"] = new JsonArray(Byline("filter-author")),
            ["language"] = "hi",
            ["genre"] = "review",
            ["type"] = "audio",
            ["publishedAt"] = "2001-05-06T12:00:00Z",
        }));
        await cms.Newsroom.PatchAsync($"tags/{a["id"]}", new JsonObject { ["slug"] = "filter-a-renamed" });

        foreach (var (query, expected) in new (string, string[])[]
        {
            ("section=filtered", [one, both]),
            ("section=filtered/below", [both]),
            ("section=filtered%2Fbelow", [both]),
            ("section=/filtered/below/", [both]),
            ("section=filter", []),
            ("section=filtered/below,none", [both]),
            ("tag=filter-a", [one, both]),
            ("tag=filter-a-renamed", [one, both]),
            ($"tag={a["id"]}", [one, both]),
            ("tag=filter-a,filter-b", [one, both]),
            ("tag=filter-a&tag=filter-b", [both]),
            ($"tag=filter-a&tag=none,{b["id"]}", [both]),
            ("tag=none", []),
            ("tag=filter-a&tag=none", []),
            ("author=filter-author", [one, both]),
            ("author=filter-author&author=other-author", [both]),
            ($"author={other["id"]}", [both]),
            ($"author={author["id"]},{other["id"]}", [one, both]),
            ("agency=FILTER", [both]),
            ("agency=filter", []),
            ("genre=factCheck", [both]),
            ("genre=factCheck,review", [one, both]),
            ("type=video", [both]),
            ("type=video,audio", [one, both]),
            ("language=hi", [one, both]),
            ("language=hi-IN", [both]),
            ("language=HI-in", [both]),
            ("language=h", []),
            ("publishedFrom=2001-05-05T12:00:00Z&publishedTo=2001-05-06T12:00:00Z", [both]),
            ("publishedFrom=2001-05-05T17:30:00%2B05:30&publishedTo=2001-05-06T12:00:01Z", [one, both]),
            ("linksTo=filter-target", [both]),
            ($"linksTo={target["id"]}", [both]),
            ("section=filtered&genre=review&language=hi", [one]),
        })
            Assert.True(expected.SequenceEqual(await IdsAsync(query)), query);
    }

    [Fact]
    public async Task The_list_knows_the_working_copy_not_the_published_one()
    {
        await cms.Newsroom.TagAsync("Worked On");
        var story = await cms.Newsroom.PublishedAsync();

        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["tags"] = new JsonArray("worked-on") });

        Assert.Equal([Newsroom.Id(story)], await IdsAsync("tag=worked-on"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_query_is_told_at_once()
    {
        (await ListAsync("limit=0&sort=headline&state=lost&genre=gossip&type=poem&publishedFrom=yesterday&publishedTo=2024-01-01T00:00:00&q=%25&before=x&tag=&section=a&section=b&linksTo=a,,b"))
            .IsProblem(
                400,
                "invalid_parameter",
                "limit out_of_range",
                "sort invalid_value",
                "state invalid_value",
                "genre invalid_value",
                "type invalid_value",
                "publishedFrom invalid_format",
                "publishedTo invalid_format",
                "q invalid_value",
                "before unknown_member",
                "tag required",
                "section duplicate",
                "linksTo required");
        (await ListAsync("limit=101")).IsProblem(400, "invalid_parameter", "limit out_of_range");
        (await ListAsync("limit=-1")).IsProblem(400, "invalid_parameter", "limit out_of_range");
        (await ListAsync("limit=100")).Is(200);
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("12")]
    [InlineData("12_")]
    [InlineData("-1_0193f0c4-7d1e-7a33-9c5b-0123456789ab")]
    [InlineData("9223372036854775807_0193f0c4-7d1e-7a33-9c5b-0123456789ab")]
    [InlineData("1_2_0193f0c4-7d1e-7a33-9c5b-0123456789ab")]
    public async Task A_cursor_this_list_did_not_give_is_400(string cursor) => (await ListAsync("cursor=" + cursor)).IsProblem(400, "invalid_cursor");

    private Task<Answer> ListAsync(string query) => cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles?" + query);

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await ListAsync(query)).Is(200)["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    private async Task<string> DraftAsync(string tag) => Newsroom.Id(await cms.Newsroom.PostAsync(
        "articles", new JsonObject { ["language"] = "en", ["headline"] = "Listed", ["tags"] = new JsonArray(tag) }));

    private static JsonObject Byline(string author) => new() { ["role"] = "writer", ["author"] = author };
}
