using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

public sealed class ArticleBodyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_fault_in_one_block_does_not_hide_the_unknown_image_of_another()
    {
        var image = Guid.CreateVersion7();
        var answer = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", JsonNode.Parse($$"""
            { "language": "en", "headline": "x", "tags": [ "no-such-tag" ], "body": [ { "_type": "image", "image": "{{image}}" }, { "_type": "divider", "x": 1 } ] }
            """));

        answer.IsProblem(422, "invalid", "/body/0/image not_found", "/body/1/x unknown_member", "/tags/0 not_found");
    }

    [Fact]
    public async Task Markdown_becomes_blocks()
    {
        var story = (await CreateAsync(new JsonObject { ["bodyMarkdown"] = "First **bold** words.\n\n## A sub-head\n\n- one\n- two\n" })).Is(201);

        Assert.False(story.ContainsKey("bodyMarkdown"));
        var blocks = story["body"]!.AsArray();
        Assert.Equal(["normal", "h2", "normal", "normal"], blocks.Select(block => (string?)block!["style"]));
        Assert.Equal(["bullet", "bullet"], blocks.Skip(2).Select(block => (string?)block!["listItem"]));
        Assert.Equal("bold", (string?)blocks[0]!["children"]![1]!["text"]);
        Assert.Equal("strong", (string?)blocks[0]!["children"]![1]!["marks"]![0]);
        Assert.Equal(4, blocks.Select(block => (string?)block!["_key"]).Distinct().Count());
    }

    [Fact]
    public async Task Every_block_type_is_kept_as_it_was_sent_in_canonical_form()
    {
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var link = Guid.CreateVersion7();
        var body = JsonNode.Parse($$"""
            [
              { "_type": "block", "_key": "b1", "style": "normal", "children": [ { "_type": "span", "text": "Two " }, { "_type": "span", "text": "spans" } ] },
              { "_type": "image", "_key": "b2", "image": "{{image}}", "layout": "wide" },
              { "_type": "gallery", "_key": "b3", "items": [ { "image": "{{image}}" }, { "image": "{{image}}", "caption": "Again" } ] },
              { "_type": "embed", "_key": "b4", "url": "https://www.youtube.com/watch?v=abcdefghijk", "text": "A film" },
              { "_type": "pullQuote", "_key": "b5", "text": "Quoted", "attribution": "Somebody" },
              { "_type": "factBox", "_key": "b6", "title": "Box", "content": [ { "_type": "block", "_key": "b7", "style": "normal", "children": [ { "_type": "span", "text": "Fact" } ] } ] },
              { "_type": "table", "_key": "b8", "header": [ "A", "B" ], "rows": [ [ "1", "2" ] ] },
              { "_type": "relatedLink", "_key": "b9", "relatedLinkId": "{{link}}" },
              { "_type": "divider", "_key": "b10" }
            ]
            """)!.AsArray();

        var story = (await CreateAsync(new JsonObject
        {
            ["body"] = body,
            ["relatedLinks"] = new JsonArray(new JsonObject { ["id"] = link.ToString(), ["kind"] = "source", ["position"] = "inline", ["url"] = "https://a.example/", ["title"] = "x" }),
        })).Is(201);

        var blocks = story["body"]!.AsArray();
        Assert.Equal(body.Select(block => $"{block!["_type"]} {block["_key"]}"), blocks.Select(block => $"{block!["_type"]} {block["_key"]}"));
        Assert.Equal("Two spans", (string?)Assert.Single(blocks[0]!["children"]!.AsArray())!["text"]);
        var again = await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["body"] = story["body"]!.DeepClone() });
        Assert.True(JsonNode.DeepEquals(story["body"], again["body"]));
    }

    [Fact]
    public async Task The_body_comes_in_one_form_only()
    {
        (await CreateAsync(new JsonObject { ["body"] = new JsonArray(), ["bodyMarkdown"] = "x" })).IsProblem(422, "invalid", "/bodyMarkdown conflict");

        var story = (await CreateAsync(new JsonObject { ["bodyMarkdown"] = "x" })).Is(201);
        (await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}", new JsonObject { ["body"] = new JsonArray(), ["bodyMarkdown"] = "x" }))
            .IsProblem(422, "invalid", "/bodyMarkdown conflict");
    }

    [Fact]
    public async Task A_patch_of_either_form_takes_the_place_of_the_body()
    {
        var story = (await CreateAsync(new JsonObject { ["bodyMarkdown"] = "Before" })).Is(201);
        var path = $"articles/{story["id"]}";

        Assert.Equal("After", TextOf(await cms.Newsroom.PatchAsync(path, new JsonObject { ["bodyMarkdown"] = "After" })));
        Assert.Equal("After", TextOf(await cms.Newsroom.PatchAsync(path, new JsonObject { ["bodyMarkdown"] = null })));
        Assert.Empty((await cms.Newsroom.PatchAsync(path, new JsonObject { ["body"] = new JsonArray() }))["body"]!.AsArray());
        Assert.Equal("Last", TextOf(await cms.Newsroom.PatchAsync(path, new JsonObject { ["body"] = null, ["bodyMarkdown"] = "Last" })));
        Assert.Empty((await cms.Newsroom.PatchAsync(path, new JsonObject { ["bodyMarkdown"] = "" }))["body"]!.AsArray());
    }

    [Fact]
    public async Task A_put_takes_markdown_for_the_body()
    {
        var story = (await CreateAsync(new JsonObject { ["bodyMarkdown"] = "Before" })).Is(201);
        story.Remove("body");
        story["bodyMarkdown"] = "After";

        Assert.Equal("After", TextOf((await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, $"articles/{story["id"]}", story)).Is(200)));
    }

    [Theory]
    [InlineData("""{}""", "/body invalid_type")]
    [InlineData(""" "text" """, "/body invalid_type")]
    [InlineData("""[ 5, null ]""", "/body/0 invalid_type", "/body/1 invalid_type")]
    [InlineData("""[ {} ]""", "/body/0/_type required")]
    [InlineData("""[ { "_type": "divider", "_key": "a" }, { "_type": "divider", "_key": "a" } ]""", "/body/1/_key duplicate")]
    [InlineData("""[ { "_type": "block", "style": "h1", "children": [ { "_type": "span", "text": "x", "marks": [ "underline" ] } ] } ]""", "/body/0/style invalid_value", "/body/0/children/0/marks/0 invalid_value")]
    [InlineData("""[ { "_type": "block", "style": "normal", "children": [ { "_type": "span", "text": "a\u0000b" } ] } ]""", "/body/0/children/0/text invalid_text")]
    [InlineData("""[ { "_type": "pullQuote", "text": "x", "by": "y" } ]""", "/body/0/by unknown_member")]
    [InlineData("""[ { "_type": "relatedLink", "relatedLinkId": "here" } ]""", "/body/0/relatedLinkId invalid_format")]
    public async Task What_is_wrong_inside_the_body_is_always_422(string body, params string[] faults) =>
        (await CreateAsync(new JsonObject { ["body"] = JsonNode.Parse(body) })).IsProblem(422, "invalid", faults);

    [Theory]
    [InlineData("bodyMarkdown", "One.\n\n<script>alert(1)</script>", "One.", "Line 3: <script> was left out.")]
    [InlineData("bodyMarkdown", "A [link](javascript:alert(1))", "A link", "Line 1")]
    [InlineData("bodyHtml", "<p>One.\n<p onclick=x>Two <img src=https://t.example/p.gif width=1 height=1>", "One. Two", "Line 2")]
    public async Task What_a_text_cannot_hold_is_left_out_and_told_with_its_line(string member, string sent, string text, string place)
    {
        var story = (await CreateAsync(new JsonObject { [member] = sent })).Is(201);

        Assert.Equal(text, string.Join(' ', story["body"]!.AsArray().SelectMany(block => block!["children"]!.AsArray()).Select(span => (string?)span!["text"])));
        var warning = Assert.Single(story["warnings"]!.AsArray())!;
        Assert.Equal("/" + member, (string?)warning["pointer"]);
        Assert.StartsWith("dropped_", (string?)warning["code"], StringComparison.Ordinal);
        Assert.StartsWith(place, (string?)warning["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_reference_in_a_text_is_422() =>
        (await CreateAsync(new JsonObject { ["bodyMarkdown"] = "See [this](cms:some-story) too.\n\n![](cms:nothing)" }))
            .IsProblem(422, "invalid", "/bodyMarkdown invalid_value", "/bodyMarkdown invalid_value");

    private static string? TextOf(JsonObject story) => (string?)Assert.Single(story["body"]!.AsArray())!["children"]![0]!["text"];

    private Task<Answer> CreateAsync(JsonObject with)
    {
        with["language"] = "en";
        with["headline"] = Newsroom.Unique("Body");
        return cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", with);
    }
}
