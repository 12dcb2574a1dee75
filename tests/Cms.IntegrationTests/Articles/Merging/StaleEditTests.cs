using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Lifecycle;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Merging;

/// <summary>An edit of a story that has changed since it was read: what its editor is told, and what is merged.</summary>
public sealed class StaleEditTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Merge = "merge=disjoint";

    [Fact]
    public async Task Tells_each_member_as_it_was_as_it_is_and_as_it_would_be()
    {
        var tag = (string)(await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")))["slug"]!;
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "Read", ["kicker"] = "Kicker" });
        await PatchAsync(read, new JsonObject { ["headline"] = "Theirs", ["kicker"] = null, ["tags"] = new JsonArray(tag) });

        var stale = await PatchAsync(read, new JsonObject { ["headline"] = " Yours ", ["summary"] = "Summary" }, (string)read["etag"]!);

        var problem = stale.IsProblem(412, "stale");
        Assert.True((bool)problem["baseKept"]!);
        AssertChanges(
            problem,
            """{ "pointer": "/headline", "base": "Read", "theirs": "Theirs", "yours": "Yours", "conflict": true }""",
            """{ "pointer": "/kicker", "base": "Kicker", "theirs": null, "conflict": false }""",
            """{ "pointer": "/summary", "base": null, "theirs": null, "yours": "Summary", "conflict": false }""",
            $$"""{ "pointer": "/tags", "base": [], "theirs": ["{{tag}}"], "conflict": false }""");
        Assert.Equal("Theirs", (string?)(await ReadAsync(read))["headline"]);
    }

    [Fact]
    public async Task Base_is_what_the_named_version_was()
    {
        var first = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "First" });
        var second = (await PatchAsync(first, new JsonObject { ["headline"] = "Second" })).Json;
        var published = await cms.Newsroom.PublishAsync(first);
        await PatchAsync(first, new JsonObject { ["headline"] = "Third" });

        foreach (var (read, headline) in new[] { (first, "First"), (second, "Second"), (published, "Second") })
        {
            var problem = (await PatchAsync(first, new JsonObject { ["kicker"] = "K" }, (string)read["etag"]!)).IsProblem(412, "stale");
            Assert.Equal(headline, (string?)problem["changes"]![0]!["base"]);
        }
    }

    [Fact]
    public async Task Where_only_its_state_has_changed_nothing_is_in_the_way()
    {
        var read = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.PublishAsync(read);
        read["kicker"] = "Kicker";

        // As it was read, when it had not been published yet.
        var answer = await PutAsync(read, read, (string)read["etag"]!, Merge);

        Assert.Equal("Kicker", (string?)answer.Is(200)["kicker"]);
        Assert.NotNull(answer.Json["firstPublishedAt"]);
    }

    [Fact]
    public async Task What_was_done_since_is_told_though_it_changed_no_member()
    {
        var read = await cms.Newsroom.PublishAsync(await cms.Newsroom.DraftAsync());
        (await cms.Newsroom.Editor.DoAsync(read, "holds", """{ "kind": "legal", "reason": "A letter came" }""", ifMatch: null)).Is(201);
        (await cms.Newsroom.Editor.DoAsync(read, "unpublish", """{ "reason": "Too early" }""")).Is(200);

        var problem = (await cms.Newsroom.Editor.DoAsync(read, "publish", "{}", (string)read["etag"]!)).IsProblem(412, "stale");

        Assert.Empty(problem["changes"]!.AsArray());
        Assert.Equal(
            [("unpublishArticle", "Too early"), ("placeHold", "legal: A letter came")],
            problem["since"]!.AsArray().Select(done => ((string)done!["action"]!, (string?)done["note"])));
        Assert.All(problem["since"]!.AsArray(), done => Assert.Equal(((string)problem["since"]![0]!["by"]!, 4), ((string)done!["by"]!, done.AsObject().Count)));
        Assert.Equal("[]", (await PatchAsync(read, new JsonObject { ["kicker"] = "K" }, "\"77\"")).IsProblem(412, "stale")["since"]!.ToJsonString());
        Assert.Null((await PatchAsync(read, new JsonObject { ["kicker"] = "K" }, "\"1\", \"77\"")).IsProblem(412, "stale")["since"]);
    }

    [Theory]
    [InlineData("\"1\", \"77\"")]
    [InlineData("\"77\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"0\"")]
    [InlineData("\"01\"")]
    [InlineData("\"x\"")]
    public async Task Of_a_version_that_is_none_no_base_is_told(string ifMatch)
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "Read" });
        await PatchAsync(read, new JsonObject { ["headline"] = "Theirs" });
        if (ifMatch.Contains(',', StringComparison.Ordinal)) await PatchAsync(read, new JsonObject { ["headline"] = "Theirs" });

        AssertBaseIsUnknown(await PatchAsync(read, new JsonObject { ["headline"] = "Yours", ["language"] = "en-IN" }, ifMatch, Merge));
    }

    [Fact]
    public async Task Base_that_is_no_longer_kept_is_not_guessed()
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "Read" });
        await PatchAsync(read, new JsonObject { ["headline"] = "Between" });
        await PatchAsync(read, new JsonObject { ["headline"] = "Theirs" });
        await ForgetAsync(read, 1);

        AssertBaseIsUnknown(await PatchAsync(read, new JsonObject { ["headline"] = "Yours" }, "\"1\"", Merge));
        Assert.Equal(
            "Between", (string?)(await PatchAsync(read, new JsonObject { ["headline"] = "Yours" }, "\"2\"")).IsProblem(412, "stale")["changes"]![0]!["base"]);
    }

    [Fact]
    public async Task What_another_editor_took_out_and_deleted_is_in_nobodys_way()
    {
        var (tag, author) = (await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")), await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author")));
        var (section, image) = (await cms.Newsroom.SectionAsync(Newsroom.Unique("Section")), Newsroom.Id(await cms.Newsroom.ImageAsync()));
        var read = await cms.Newsroom.DraftAsync(new JsonObject
        {
            ["tags"] = new JsonArray((string)tag["slug"]!),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
            ["otherSections"] = new JsonArray(section),
            ["leadImage"] = new JsonObject { ["image"] = image },
            ["body"] = new JsonArray(new JsonObject { ["_type"] = "image", ["_key"] = "shown", ["image"] = image }),
        });
        var without = new JsonObject { ["tags"] = new JsonArray(), ["bylines"] = new JsonArray(), ["otherSections"] = new JsonArray(), ["leadImage"] = null, ["body"] = new JsonArray() };
        await PatchAsync(read, without);
        foreach (var gone in new[] { $"tags/{tag["id"]}", $"authors/{author["id"]}", $"sections/{section}", $"images/{image}" })
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, gone)).Is(204);

        var merged = (await PatchAsync(read, new JsonObject { ["headline"] = "Yours" }, (string)read["etag"]!, Merge)).Is(200);

        Assert.Equal("Yours", (string?)merged["headline"]);
        foreach (var (name, value) in without) Assert.Equal(value?.ToJsonString(), merged[name]?.ToJsonString());
        // Put back as it was read, by the names of then.
        var whole = read.DeepClone().AsObject();
        whole["kicker"] = "Mine";
        Assert.Equal(("Yours", "Mine"), (await PutAsync(read, whole, (string)read["etag"]!, Merge)).Is(200) is var put ? ((string?)put["headline"], (string?)put["kicker"]) : default);
        // What both have changed is nobody's to settle, and what is gone cannot be named anew.
        var problem = (await PatchAsync(read, new JsonObject { ["tags"] = new JsonArray("no-such-tag") }, (string)read["etag"]!)).IsProblem(412, "stale");
        Assert.Contains(problem["changes"]!.AsArray(), change => (string?)change!["pointer"] == "/tags" && (string?)change["base"]![0] == (string)tag["slug"]!);
        (await PatchAsync(read, new JsonObject { ["leadImage"] = new JsonObject { ["image"] = image, ["alt"] = "Mine" } }, (string)read["etag"]!, Merge)).IsProblem(412, "stale");
        (await PatchAsync(read, new JsonObject { ["leadImage"] = new JsonObject { ["image"] = image } })).IsProblem(422, "invalid", "/leadImage/image not_found");
    }

    [Fact]
    public async Task What_is_wrong_with_a_stale_edit_is_told_when_it_would_be_merged()
    {
        var read = await cms.Newsroom.DraftAsync();
        await PatchAsync(read, new JsonObject { ["kicker"] = "Theirs" });
        var wrong = new JsonObject { ["tags"] = new JsonArray("no-such-tag") };

        var problem = (await PatchAsync(read, wrong, (string)read["etag"]!)).IsProblem(412, "stale");
        AssertChanges(problem, """{ "pointer": "/kicker", "base": null, "theirs": "Theirs", "conflict": false }""");
        (await PatchAsync(read, wrong, (string)read["etag"]!, Merge)).IsProblem(422, "invalid", "/tags/0 not_found");
    }

    [Theory]
    [InlineData("merge=disjoint")]
    [InlineData("respond-async, MERGE=disjoint; note=\"a, b\"")]
    [InlineData("handling=\"merge=none, merge=none\", merge = \"disjoint\"")]
    public async Task Different_members_are_merged(string prefer)
    {
        var read = await cms.Newsroom.DraftAsync();
        await PatchAsync(read, new JsonObject { ["kicker"] = "Theirs" });

        var answer = await PatchAsync(read, new JsonObject { ["summary"] = "Yours" }, (string)read["etag"]!, prefer);

        Assert.Equal(("Theirs", "Yours"), ((string?)answer.Is(200)["kicker"], (string?)answer.Json["summary"]));
        Assert.Equal("merge=disjoint", answer.Header("Preference-Applied"));
        Assert.Equal(answer.ETag, (string?)(await ReadAsync(read))["etag"]);
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("merge=all")]
    [InlineData("merge=none, merge=disjoint")]
    [InlineData("note=\"merge=disjoint\"")]
    [InlineData("=,;\"merge=disjoint")]
    public async Task Preferences_that_are_not_known_are_refused(string prefer)
    {
        var read = await cms.Newsroom.DraftAsync();

        (await PatchAsync(read, new JsonObject { ["kicker"] = "Theirs" }, (string)read["etag"]!, prefer)).IsProblem(400, "malformed");

        Assert.Null((await ReadAsync(read))["kicker"]);
    }

    [Fact]
    public async Task Member_that_both_changed_is_not_merged_unless_to_the_same()
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = "Read" });
        await PatchAsync(read, new JsonObject { ["headline"] = "Theirs", ["kicker"] = "Same" });

        var overlap = await PatchAsync(read, new JsonObject { ["headline"] = "Yours", ["summary"] = "Yours" }, (string)read["etag"]!, Merge);
        var problem = overlap.IsProblem(412, "stale");
        Assert.Null(overlap.Header("Preference-Applied"));
        Assert.Equal(["/headline"], problem["changes"]!.AsArray().Where(change => (bool)change!["conflict"]!).Select(change => (string)change!["pointer"]!));
        Assert.Null((await ReadAsync(read))["summary"]);

        Assert.Equal("Theirs", (string?)(await PatchAsync(read, new JsonObject { ["kicker"] = "Same", ["summary"] = "Yours" }, (string)read["etag"]!, Merge)).Is(200)["headline"]);
    }

    [Fact]
    public async Task Whole_story_put_back_changes_only_what_its_editor_changed()
    {
        var read = await cms.Newsroom.DraftAsync();
        var slug = Newsroom.Unique("theirs").Replace(' ', '-');
        await PatchAsync(read, new JsonObject { ["slug"] = slug, ["ednote"] = "Theirs", ["bylines"] = new JsonArray() });
        var yours = read.DeepClone().AsObject();
        yours["kicker"] = "Yours";

        var merged = (await PutAsync(read, yours, (string)read["etag"]!, Merge)).Is(200);

        Assert.Equal((slug, "Theirs", "Yours"), ((string?)merged["slug"], (string?)merged["ednote"], (string?)merged["kicker"]));
        Assert.Empty(merged["bylines"]!.AsArray());
    }

    [Fact]
    public async Task Origin_is_never_overwritten_unseen()
    {
        var read = await cms.Newsroom.DraftAsync();
        await PatchAsync(read, new JsonObject { ["origin"] = new JsonObject { ["system"] = "wire", ["id"] = Newsroom.Unique("theirs") } });
        var yours = read.DeepClone().AsObject();
        yours["kicker"] = "Yours";

        var problem = (await PutAsync(read, yours, (string)read["etag"]!, Merge)).IsProblem(412, "stale");

        Assert.Equal(["/origin"], problem["changes"]!.AsArray().Where(change => (bool)change!["conflict"]!).Select(change => (string)change!["pointer"]!));
        Assert.Equal("Yours", (string?)(await PatchAsync(read, new JsonObject { ["kicker"] = "Yours" }, (string)read["etag"]!, Merge)).Is(200)["kicker"]);
    }

    [Fact]
    public async Task File_of_the_text_is_merged_paragraph_by_paragraph()
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["bodyMarkdown"] = "The first paragraph.\n\nThe second paragraph.\n\nThe third paragraph." });
        await PatchAsync(read, new JsonObject { ["kicker"] = "Theirs", ["bodyMarkdown"] = "The first paragraph, by them.\n\nThe second paragraph.\n\nThe third paragraph." });

        var file = $"---\nslug: {read["slug"]}\nlanguage: en-IN\nheadline: {read["headline"]}\nsection: {read["section"]}\nbylines:\n  - role: writer\n    author: {read["bylines"]![0]!["author"]}\ntimeZone: {read["timeZone"]}\n---\n\nThe first paragraph.\n\nThe second paragraph.\n\nThe third paragraph, by you.\n\nAnd a fourth.\n";
        var answer = await SendAsync(HttpMethod.Put, $"articles/{read["id"]}", new StringContent(file, Encoding.UTF8, "text/markdown"), (string)read["etag"]!, Merge);

        Assert.Equal("Theirs", (string?)answer.Is(200)["kicker"]);
        Assert.Equal(["The first paragraph, by them.", "The second paragraph.", "The third paragraph, by you.", "And a fourth."], TextOf(answer.Json));
    }

    [Fact]
    public async Task Paragraph_that_both_changed_is_left_to_people()
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["bodyMarkdown"] = "The first paragraph.\n\nThe second paragraph." });
        await PatchAsync(read, new JsonObject { ["bodyMarkdown"] = "The first paragraph, by them.\n\nThe second paragraph." });

        var problem = (await PatchAsync(read, new JsonObject { ["bodyMarkdown"] = "The first paragraph, by you.\n\nThe second paragraph." }, (string)read["etag"]!, Merge)).IsProblem(412, "stale");

        var change = Assert.Single(problem["changes"]!.AsArray())!;
        Assert.Equal(("/body", true), ((string?)change["pointer"], (bool)change["conflict"]!));
    }

    [Theory]
    [InlineData("seo")]
    [InlineData("social")]
    public async Task Members_that_have_nothing_to_do_with_each_other_are_merged_one_by_one(string name)
    {
        var read = await cms.Newsroom.DraftAsync(new JsonObject { [name] = new JsonObject { ["title"] = "Read" } });
        await PatchAsync(read, new JsonObject { [name] = new JsonObject { ["title"] = "Theirs" } });

        var merged = (await PatchAsync(read, new JsonObject { [name] = new JsonObject { ["description"] = "Yours" } }, (string)read["etag"]!, Merge)).Is(200);
        Assert.Equal(("Theirs", "Yours"), ((string?)merged[name]!["title"], (string?)merged[name]!["description"]));

        var problem = (await PatchAsync(read, new JsonObject { [name] = new JsonObject { ["title"] = "Yours" } }, (string)read["etag"]!, Merge)).IsProblem(412, "stale");
        AssertChanges(
            problem,
            $$"""{ "pointer": "/{{name}}/title", "base": "Read", "theirs": "Theirs", "yours": "Yours", "conflict": true }""",
            $$"""{ "pointer": "/{{name}}/description", "base": null, "theirs": "Yours", "conflict": false }""");
        (await PatchAsync(read, new JsonObject { [name] = null }, (string)read["etag"]!, Merge)).IsProblem(412, "stale");
    }

    [Fact]
    public async Task Related_link_that_both_changed_is_merged_but_for_its_target_and_title()
    {
        var link = new JsonObject { ["id"] = "0192f0c4-7d1e-7a33-9c5b-00000000a6e1", ["kind"] = "read", ["title"] = "Read", ["url"] = "https://example.org/read" };
        var read = await cms.Newsroom.DraftAsync(new JsonObject { ["relatedLinks"] = new JsonArray(link) });
        await LinkAsync(new JsonObject { ["kind"] = "alsoRead", ["title"] = "Theirs" });

        var merged = (await LinkAsync(new JsonObject { ["label"] = "Yours" }, (string)read["etag"]!)).Is(200);
        Assert.Equal(("alsoRead", "Theirs", "Yours"), ((string?)merged["kind"], (string?)merged["title"], (string?)merged["label"]));

        var problem = (await LinkAsync(new JsonObject { ["url"] = "https://example.org/yours" }, (string)read["etag"]!)).IsProblem(412, "stale");
        Assert.Equal("/relatedLinks", (string?)Assert.Single(problem["changes"]!.AsArray())!["pointer"]);

        Task<Answer> LinkAsync(JsonObject patch, string ifMatch = "*") =>
            SendAsync(HttpMethod.Patch, $"articles/{read["id"]}/related-links/{link["id"]}", Json(patch), ifMatch, Merge);
    }

    [Fact]
    public async Task Story_that_is_killed_is_not_merged_into()
    {
        var read = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.ActAsync(read, "kill", new JsonObject { ["reason"] = "legal" });

        (await PatchAsync(read, new JsonObject { ["kicker"] = "K" }, (string)read["etag"]!, Merge)).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task Import_by_origin_is_merged_too()
    {
        var path = $"articles-by-origin/wire/{Newsroom.Unique("a").Replace(' ', '-')}";
        var story = new JsonObject { ["language"] = "en", ["headline"] = "Read" };
        var read = (await SendAsync(HttpMethod.Put, path, Json(story), null, null)).Is(201);
        await PatchAsync(read, new JsonObject { ["kicker"] = "Theirs" });
        story["headline"] = "Yours";

        (await SendAsync(HttpMethod.Put, path, Json(story), (string)read["etag"]!, null)).IsProblem(412, "stale");
        var merged = (await SendAsync(HttpMethod.Put, path, Json(story), (string)read["etag"]!, Merge)).Is(200);

        Assert.Equal(("Theirs", "Yours"), ((string?)merged["kicker"], (string?)merged["headline"]));
    }

    private static void AssertBaseIsUnknown(Answer answer)
    {
        var problem = answer.IsProblem(412, "stale");
        Assert.False((bool)problem["baseKept"]!);
        AssertChanges(problem, """{ "pointer": "/headline", "theirs": "Theirs", "yours": "Yours", "conflict": true }""");
    }

    private static void AssertChanges(JsonObject problem, params string[] expected) => Assert.Equal(
        expected.Select(change => JsonNode.Parse(change)!.ToJsonString()), problem["changes"]!.AsArray().Select(change => change!.ToJsonString()));

    private static IEnumerable<string> TextOf(JsonObject story) =>
        story["body"]!.AsArray().Select(block => string.Concat(block!["children"]!.AsArray().Select(span => (string)span!["text"]!)));

    private Task<JsonObject> ReadAsync(JsonObject story) => cms.Newsroom.GetAsync($"articles/{story["id"]}");

    private Task<Answer> PatchAsync(JsonObject story, JsonObject patch, string ifMatch = "*", string? prefer = null) =>
        SendAsync(HttpMethod.Patch, $"articles/{story["id"]}", Json(patch), ifMatch, prefer);

    private Task<Answer> PutAsync(JsonObject story, JsonObject put, string ifMatch, string prefer) =>
        SendAsync(HttpMethod.Put, $"articles/{story["id"]}", Json(put), ifMatch, prefer);

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent content, string? ifMatch, string? prefer)
    {
        using var request = new HttpRequestMessage(method, "/v1/editorial/" + path) { Content = content };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (prefer is not null) request.Headers.TryAddWithoutValidation("Prefer", prefer);
        return await cms.Newsroom.Editor.AnswerAsync(request);
    }

    private async Task ForgetAsync(JsonObject story, long version)
    {
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("delete from editorial.save where article_id = @id and version = @version", connection);
        command.Parameters.AddWithValue("id", new Guid(Newsroom.Id(story)));
        command.Parameters.AddWithValue("version", version);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
