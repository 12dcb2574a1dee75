using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>The editing loop: a working copy as a Markdown file, to the editor's own editor and back.</summary>
public sealed class MarkdownFileTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task File_has_what_can_be_edited_in_its_head_and_the_body_below()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Coast"));
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Oona"));
        var target = await cms.Newsroom.DraftAsync();
        var story = await DraftAsync(new JsonObject
        {
            ["slug"] = "keepers-" + Guid.CreateVersion7().ToString("N")[..12],
            ["section"] = section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
            ["bodyMarkdown"] = $"First words.\n\n[read](cms:{target["slug"]})\n\n## ‘Who minds the lamp?’\n\nA timer does, **they say**.\n",
        });

        var answer = await ReadAsync(story);

        Assert.Equal(("text/markdown; charset=utf-8", (string?)story["etag"]), (answer.Header("Content-Type"), answer.ETag));
        Assert.Equal(
            $"""
            ---
            slug: {story["slug"]}
            type: article
            genre: news
            language: en
            headline: The keepers
            kicker: null
            standfirst: null
            summary: null
            slugline: null
            ednote: null
            section: {section}
            otherSections: []
            timeZone: {story["timeZone"]}
            publishedAt: null
            bylines:
              - role: writer
                author: {author["slug"]}
                label: null
                creditedAs: null
                location: null
            dateline: null
            sources: []
            attributionOverride: null
            tags: []
            leadImage: null
            relatedLinks: []
            seo:
              title: null
              description: null
              noindex: false
            social:
              title: null
              description: null
              image: null
            access: free
            sensitivity: []
            ads:
              policy: allowed
            origin:
              system: null
              id: null
            ---

            First words.

            [read](cms:{target["slug"]})

            ## ‘Who minds the lamp?’

            A timer does, **they say**.

            """,
            answer.Text);
    }

    [Fact]
    public async Task File_put_back_as_it_is_changes_nothing()
    {
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var target = await cms.Newsroom.DraftAsync();
        var story = await DraftAsync(new JsonObject
        {
            ["ednote"] = "Call back.\n\nBefore noon: 0123",
            ["body"] = JsonNode.Parse($$"""
                [
                  { "_type": "block", "_key": "k1", "children": [ { "_type": "span", "text": "Two *stars*, one " }, { "_type": "span", "text": "گوادر", "marks": ["x", "em"] } ], "markDefs": [ { "_key": "x", "_type": "lang", "lang": "ur" } ] },
                  { "_type": "image", "_key": "k2", "image": "{{image}}", "layout": "wide", "caption": "A \"quay\"" },
                  { "_type": "factBox", "_key": "k3", "title": "Box", "children": [ { "_type": "block", "_key": "k4", "listItem": "number", "children": [ { "_type": "span", "text": "Fact" } ] } ] },
                  { "_type": "pullQuote", "_key": "k5", "text": "Quoted", "attribution": "Somebody" },
                  { "_type": "embed", "_key": "k6", "url": "https://www.youtube.com/watch?v=abcdefghijk", "text": "A film" },
                  { "_type": "table", "_key": "k7", "caption": "Ships", "header": [ "A", "B" ], "rows": [ [ "1", "2|3" ] ] },
                  { "_type": "relatedLink", "_key": "k8", "relatedLinkId": "0192f0c4-7d1e-7a33-9c5b-00000000000a" },
                  { "_type": "relatedLink", "_key": "k9", "relatedLinkId": "0192f0c4-7d1e-7a33-9c5b-00000000000b" },
                  { "_type": "gallery", "_key": "k10", "items": [ { "image": "{{image}}" }, { "image": "{{image}}", "caption": "Again" } ] },
                  { "_type": "divider", "_key": "k11" }
                ]
                """),
            ["relatedLinks"] = JsonNode.Parse($$"""
                [
                  { "id": "0192f0c4-7d1e-7a33-9c5b-00000000000a", "kind": "read", "position": "inline", "article": "{{target["slug"]}}" },
                  { "id": "0192f0c4-7d1e-7a33-9c5b-00000000000b", "kind": "watch", "position": "inline", "url": "https://a.example/film", "title": "The film" },
                  { "id": "0192f0c4-7d1e-7a33-9c5b-00000000000c", "kind": "alsoRead", "position": "end", "article": "{{target["slug"]}}", "label": "MORE" }
                ]
                """),
        });

        var back = (await PutAsync(story, (await ReadAsync(story)).Text)).Is(200);

        Assert.Equal("[]", back["warnings"]!.ToJsonString());
        Assert.Equal(Editable(story)["body"]!.ToJsonString(), Editable(back)["body"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(Editable(story), Editable(back)));
    }

    [Fact]
    public async Task File_of_a_published_story_put_back_leaves_nothing_to_publish_and_readers_the_order_of_its_links()
    {
        var target = (string)(await cms.Newsroom.PublishedAsync())["slug"]!;
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["bodyMarkdown"] = $"One.\n\n[watch](cms:{target})\n\nTwo.\n\n[read](cms:{target})\n",
            ["relatedLinks"] = new JsonArray(
                Link("read", "inline", target), Link("listen", "end", target), Link("watch", "inline", target), Link("background", "end", target)),
        });

        var back = (await PutAsync(story, (await ReadAsync(story)).Text)).Is(200);

        Assert.Equal(["read", "listen", "watch", "background"], back["relatedLinks"]!.Strings("kind"));
        Assert.Equal("false", back["hasUnpublishedChanges"]!.ToJsonString());
        var before = await cms.Reader.ReadAsync("/v1/articles/" + Newsroom.Id(story));
        await cms.Newsroom.PublishAsync(back);
        var after = await cms.Reader.ReadAsync("/v1/articles/" + Newsroom.Id(story));
        Assert.True(JsonNode.DeepEquals(before["relatedLinks"], after["relatedLinks"]));
    }

    [Fact]
    public async Task Link_new_in_the_text_comes_last_and_the_head_says_in_which_order_the_others_are()
    {
        var target = (string)(await cms.Newsroom.DraftAsync())["slug"]!;
        var story = await DraftAsync(new JsonObject
        {
            ["bodyMarkdown"] = $"One.\n\n[read](cms:{target})\n",
            ["relatedLinks"] = new JsonArray(Link("listen", "end", target), Link("read", "inline", target), Link("background", "end", target)),
        });
        var file = (await ReadAsync(story)).Text;
        var (from, between, to) = (file.IndexOf("  - id:", StringComparison.Ordinal), file.LastIndexOf("  - id:", StringComparison.Ordinal), file.IndexOf("seo:", StringComparison.Ordinal));

        var turned = file[..from] + file[between..to] + file[from..between] + file[to..];
        var back = (await PutAsync(story, turned.Replace("One.\n", $"[watch](cms:{target})\n", StringComparison.Ordinal))).Is(200);

        Assert.Equal(["background", "listen", "read", "watch"], back["relatedLinks"]!.Strings("kind"));
    }

    [Fact]
    public async Task Edit_of_one_word_changes_one_block()
    {
        var story = await DraftAsync(new JsonObject { ["bodyMarkdown"] = "One stays.\n\nTwo is the paragraph that is edited.\n\n- three\n- four\n" });

        var back = (await PutAsync(story, (await ReadAsync(story)).Text.Replace("is edited", "was edited", StringComparison.Ordinal))).Is(200);

        var (before, after) = (story["body"]!.AsArray(), back["body"]!.AsArray());
        Assert.Equal(before.Select(block => (string?)block!["_key"]), after.Select(block => (string?)block!["_key"]));
        var changed = Enumerable.Range(0, before.Count).Where(place => !JsonNode.DeepEquals(before[place], after[place])).ToList();
        Assert.Equal([1], changed);
    }

    [Fact]
    public async Task Line_taken_out_of_the_text_takes_its_related_link_out()
    {
        var target = await cms.Newsroom.DraftAsync();
        var story = await DraftAsync(new JsonObject { ["bodyMarkdown"] = $"One.\n\n[also read](cms:{target["slug"]})\n" });
        Assert.Equal(("alsoRead", "inline", Newsroom.Id(target)), LinkOf(Assert.Single(story["relatedLinks"]!.AsArray())!));

        var back = (await PutAsync(story, (await ReadAsync(story)).Text.Replace($"[also read](cms:{target["slug"]})\n", "", StringComparison.Ordinal))).Is(200);

        Assert.Empty(back["relatedLinks"]!.AsArray());
        Assert.Single(back["body"]!.AsArray());
    }

    [Fact]
    public async Task File_makes_a_new_story_too()
    {
        var story = (await cms.Newsroom.Editor.SendTextAsync(
            HttpMethod.Post, "articles", "---\nlanguage: en\nheadline: From a file\n---\n\n    code stays code\n", "text/markdown")).Is(201);
        Assert.Equal("code", (string?)story["body"]![0]!["children"]![0]!["marks"]![0]);
    }

    [Fact]
    public async Task File_needs_the_etag_it_was_read_with()
    {
        var story = await DraftAsync(new JsonObject { ["bodyMarkdown"] = "One." });
        var file = (await ReadAsync(story)).Text.Replace("One.", "Two.", StringComparison.Ordinal);
        (await PutAsync(story, file, ifMatch: null)).IsProblem(428, "precondition_required");
        (await PutAsync(story, file)).Is(200);
        (await PutAsync(story, file)).IsProblem(412, "stale");
    }

    [Theory]
    [InlineData("Just text", 400, "malformed")]
    [InlineData("---\nheadline: [\n---\n", 400, "malformed")]
    [InlineData("---\nlanguage: en\nheadline: x\nbody: y\n---\n", 400, "malformed")]
    [InlineData("---\nlanguage: en\nheadlin: x\n---\n", 400, "malformed", "/headlin unknown_member")]
    [InlineData("---\nlanguage: en\nheadline: true\n---\n", 400, "malformed", "/headline invalid_type")]
    [InlineData("---\nheadline: x\ntags: [no-such-tag]\n---\n\n[read](cms:no-such-story)\n\n![](cms:0192f0c4-7d1e-7a33-9c5b-00000000000a)\n", 422, "invalid", "/language required", "/tags/0 not_found", "/bodyMarkdown not_found", "/bodyMarkdown not_found")]
    [InlineData("---\nlanguage: en\nheadline: x\nid: 0192f0c4-7d1e-7a33-9c5b-00000000000a\n---\n", 422, "invalid", "/id read_only")]
    public async Task What_is_wrong_with_a_file_is_told(string file, int status, string code, params string[] faults)
    {
        var story = await DraftAsync(new JsonObject { ["bodyMarkdown"] = "One." });
        (await PutAsync(story, file)).IsProblem(status, code, faults);
        Assert.True(JsonNode.DeepEquals(story, await cms.Newsroom.GetAsync("articles/" + Newsroom.Id(story))));
    }

    [Theory]
    [InlineData("text/markdown", true)]
    [InlineData("text/markdown;q=0.5, text/plain", true)]
    [InlineData("application/json, text/markdown", false)]
    [InlineData("application/json;q=0.8, text/markdown", true)]
    [InlineData("Text/Markdown", true)]
    [InlineData("text/markdown;q=0, */*", false)]
    [InlineData("text/*", false)]
    [InlineData("*/*", false)]
    [InlineData("nonsense", false)]
    public async Task File_is_given_only_where_it_is_asked_for_by_name(string accept, bool isFile)
    {
        var story = await DraftAsync(new JsonObject { ["bodyMarkdown"] = "One." });
        var answer = await ReadAsync(story, accept);
        Assert.Equal(200, answer.Status);
        Assert.StartsWith(isFile ? "text/markdown" : "application/json", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("Accept", answer.Header("Vary"));
        Assert.Equal((string?)story["etag"], answer.ETag);
    }

    private static (string?, string?, string?) LinkOf(JsonNode link) => ((string?)link["kind"], (string?)link["position"], (string?)link["article"]);

    private static JsonObject Editable(JsonObject story)
    {
        var copy = story.DeepClone().AsObject();
        foreach (var name in new[] { "etag", "modifiedAt", "modifiedBy" }) copy.Remove(name);
        return copy;
    }

    /// <summary>A draft may name a link that is not there yet, and its file says so; publishing asks for it.</summary>
    [Fact]
    public async Task A_line_for_a_link_that_is_not_there_goes_back_as_it_came()
    {
        const string missing = "0192f0c4-7d1e-7a33-9c5b-00000000abcd";
        var story = (await cms.Newsroom.Editor.SendTextAsync(
            HttpMethod.Post, "articles", $$"""{ "language": "en", "headline": "x", "body": [ { "_type": "relatedLink", "relatedLinkId": "{{missing}}" } ] }""")).Is(201);
        var file = (await ReadAsync(story)).Text;
        Assert.Contains($"[read](cms:{missing})", file, StringComparison.Ordinal);

        var back = (await PutAsync(story, file)).Is(200);

        Assert.Equal(missing, (string?)back["body"]![0]!["relatedLinkId"]);
        (await PutAsync(back, file.Replace("abcd)", "abce)", StringComparison.Ordinal))).IsProblem(422, "invalid", "/bodyMarkdown not_found");
    }

    private static JsonObject Link(string kind, string position, string target) => new() { ["kind"] = kind, ["position"] = position, ["article"] = target };

    private async Task<JsonObject> DraftAsync(JsonObject with)
    {
        with["language"] = "en";
        with["headline"] = "The keepers";
        return (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", with)).Is(201);
    }

    private async Task<Answer> ReadAsync(JsonObject story, string accept = "text/markdown")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/editorial/articles/" + Newsroom.Id(story));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await cms.Newsroom.Editor.AnswerAsync(request);
    }

    private Task<Answer> PutAsync(JsonObject story, string file) => PutAsync(story, file, (string)story["etag"]!);

    private Task<Answer> PutAsync(JsonObject story, string file, string? ifMatch) =>
        cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, "articles/" + Newsroom.Id(story), file, "text/markdown", ifMatch);
}
