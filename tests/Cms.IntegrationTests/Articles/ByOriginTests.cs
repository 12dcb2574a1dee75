using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Articles;

/// <summary>A story is created or replaced by the key of where it came from.</summary>
public sealed class ByOriginTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task First_put_creates_and_the_next_one_replaces()
    {
        var created = await PutAsync("wire/n1", Story("As it came", ("kicker", "Flash")));
        var story = created.Is(201);
        Assert.Equal($"/v1/editorial/articles/{story["id"]}", created.Header("Location"));
        Assert.Equal((string?)story["etag"], created.ETag);
        Assert.True(JsonNode.DeepEquals(new JsonObject { ["system"] = "wire", ["id"] = "n1" }, story["origin"]));

        var replaced = await PutAsync("wire/n1", Story("As it came again"));
        Assert.Null(replaced.Header("Location"));
        Assert.Equal((string?)story["id"], (string?)replaced.Is(200)["id"]);
        Assert.Equal((string?)replaced.Json["etag"], replaced.ETag);
        Assert.NotEqual(created.ETag, replaced.ETag);
        Assert.Equal(("As it came again", null), ((string?)replaced.Json["headline"], (string?)replaced.Json["kicker"]));
        Assert.True(JsonNode.DeepEquals(replaced.Json, await cms.Newsroom.GetAsync($"articles/{story["id"]}")));
        Assert.Equal((string?)story["slug"], (string?)replaced.Json["slug"]);
    }

    [Fact]
    public async Task What_get_answers_can_be_put_back()
    {
        var story = (await PutAsync("wire/back", Story("There and back"))).Is(201);

        var again = (await PutAsync("wire/back", story)).Is(200);

        foreach (var (name, value) in story.Where(member => member.Key is not ("etag" or "modifiedAt"))) Assert.True(JsonNode.DeepEquals(value, again[name]), name);
    }

    [Theory]
    [InlineData("wire/a%2Fb", "wire", "a/b")]
    [InlineData("wire/c/d", "wire", "c/d")]
    [InlineData("wire/a%252Fb", "wire", "a%2Fb")]
    [InlineData("wire/https%3A%2F%2Fnews.example%2F%3Fp%3D1%26q%3D%25", "wire", "https://news.example/?p=1&q=%")]
    [InlineData("wire%2Fin/e", "wire/in", "e")]
    [InlineData("%E0%A4%A1%E0%A5%87%E0%A4%B8%E0%A5%8D%E0%A4%95/%E0%A4%95%20+1", "डेस्क", "क +1")]
    [InlineData("wire/cafe%CC%81", "wire", "café")]
    public async Task Key_is_what_the_path_says_decoded_once(string path, string system, string id)
    {
        var story = (await PutAsync(path, Story("Keyed"))).Is(201);

        Assert.Equal((system, id), ((string?)story["origin"]!["system"], (string?)story["origin"]!["id"]));
        Assert.Equal((string?)story["id"], (string?)(await PutAsync(path, Story("Keyed", ("origin", story["origin"])))).Is(200)["id"]);
    }

    [Fact]
    public async Task Story_that_was_posted_with_the_origin_is_replaced()
    {
        var posted = await cms.Newsroom.DraftAsync(new JsonObject { ["origin"] = new JsonObject { ["system"] = "wire", ["id"] = "posted" } });

        Assert.Equal(Newsroom.Id(posted), (string?)(await PutAsync("wire/posted", Story("Replaced"))).Is(200)["id"]);
    }

    [Fact]
    public async Task Another_origin_in_the_body_and_all_else_that_is_wrong_is_told_at_once()
    {
        foreach (var other in new[] { new JsonObject { ["system"] = "wire", ["id"] = "other" }, new JsonObject { ["system"] = "wire" } })
            (await PutAsync("wire/this", Story("x", ("origin", other), ("type", "poem")))).IsProblem(422, "invalid", "/origin read_only", "/type invalid_value");
        (await PutAsync("wire/this", new JsonObject())).IsProblem(422, "invalid", "/language required", "/headline required");
        (await PutAsync("%20/%20", Story("x"))).IsProblem(422, "invalid", "/origin required");
        (await PutAsync("wire/%0A", Story("x"))).IsProblem(422, "invalid", "/origin required");
        // Without that space it would replace another story.
        foreach (var form in new[] { "wire/this%20", "%20wire/this" }) (await PutAsync(form, Story("x"))).IsProblem(422, "invalid", "/origin invalid_format");
        (await PutAsync("wire/a%07", Story("x"))).IsProblem(422, "invalid", "/origin/id invalid_text");
        (await PutAsync("wire/" + new string('x', 201), Story("x"))).IsProblem(422, "invalid", "/origin/id too_long");
        (await PutAsync("wire/", Story("x"))).Is(404);
        Assert.Equal(0L, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, "select count(*) from editorial.article where origin_id = 'this' or origin_id ~ '^x'"));
        (await PutAsync("wire/this", Story("x", ("origin", new JsonObject { ["system"] = null, ["id"] = null })))).Is(201);
    }

    [Fact]
    public async Task If_match_is_optional_and_heeded()
    {
        (await PutAsync("wire/matched", Story("x"), "\"1\"")).IsProblem(412, "stale");
        var story = await PutAsync("wire/matched", Story("x"), "*");
        story.Is(201);

        (await PutAsync("wire/matched", Story("y"), story.ETag)).Is(200);
        Assert.NotNull((await PutAsync("wire/matched", Story("z"), story.ETag)).IsProblem(412, "stale")["etag"]);
        (await PutAsync("wire/matched", Story("z"), "*")).Is(200);
        (await PutAsync("wire/matched", Story("z"))).Is(200);
    }

    [Fact]
    public async Task What_may_not_be_edited_is_not_replaced()
    {
        var trashed = (await PutAsync("wire/trashed", Story("x"))).Is(201);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"articles/{trashed["id"]}")).Is(204);
        var killed = (await PutAsync("wire/killed", Story("x"))).Is(201);
        await cms.Newsroom.ActAsync(killed, "kill", new JsonObject { ["reason"] = "legal" });

        foreach (var id in new[] { "trashed", "killed" }) (await PutAsync("wire/" + id, Story("y"))).IsProblem(409, "not_allowed_now");
    }

    [Fact]
    public async Task Replacing_a_public_story_changes_nothing_that_readers_see()
    {
        var published = await cms.Newsroom.PublishedAsync(new JsonObject { ["origin"] = new JsonObject { ["system"] = "wire", ["id"] = "public" } });

        Assert.True((bool)(await PutAsync("wire/public", Story("Another"))).Is(200)["hasUnpublishedChanges"]!);
        using var read = await cms.Reader.GetAsync($"/v1/articles/{published["id"]}", TestContext.Current.CancellationToken);
        Assert.Contains((string)published["headline"]!, await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("chosen")]
    public async Task Many_at_once_make_one_story(string? slug)
    {
        var id = "race-" + slug;
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => PutAsync("wire/" + id, Story($"Race {number}", ("slug", slug)))));

        Assert.Equal([.. Enumerable.Repeat(200, 11), 201], answers.Select(answer => answer.Status).Order());
        Assert.Single(answers.Select(answer => (string)answer.Json["id"]!).Distinct());
        Assert.Equal(1L, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, $"select count(*) from editorial.article where origin_id = '{id}'"));
    }

    private Task<Answer> PutAsync(string key, JsonObject body, string? ifMatch = null) =>
        cms.Newsroom.Editor.AskAsync(HttpMethod.Put, "articles-by-origin/" + key, body, ifMatch);

    private static JsonObject Story(string headline, params (string Name, JsonNode? Value)[] members)
    {
        var story = new JsonObject { ["language"] = "en", ["headline"] = headline };
        foreach (var (name, value) in members) story[name] = value?.DeepClone();
        return story;
    }
}
