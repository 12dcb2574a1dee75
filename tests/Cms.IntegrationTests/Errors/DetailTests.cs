using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.OddInputs;

namespace Cms.IntegrationTests.Errors;

/// <summary>A detail says what was wrong, what would be right, and what was probably meant.</summary>
public sealed class DetailTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("""{ "nmae": "x" }""", "There is no member /nmae. Did you mean \"name\"?")]
    [InlineData("""{ "Name": "x" }""", "There is no member /Name. Did you mean \"name\"?")]
    [InlineData("""{ "zzz": "x" }""", "There is no member /zzz. There are: type, name, slug, synonyms.")]
    [InlineData("""{ "": "x" }""", "There is a member without a name, /. There are: type, name, slug, synonyms.")]
    [InlineData("""{ "name": 5 }""", "/name must be text.")]
    [InlineData("""{ "synonyms": "one" }""", "/synonyms must be a list.")]
    [InlineData("""{ "synonyms": [ {} ] }""", "/synonyms/0 must be text.")]
    [InlineData("""{ "type": "topik", "name": "x" }""", "\"topik\" is none of: topic, place, organisation, person, event, series, work. Did you mean \"topic\"?")]
    [InlineData("""{ "name": "a", "name": "b" }""", "The member \"name\" is there twice in one object.")]
    [InlineData("{ \"name\": \"\\ud800\" }", "The body has half of a surrogate pair (\\ud800 to \\udfff), which is no character.")]
    [InlineData("{\n  \"name\": x\n}", "The body is not valid JSON at line 2, byte 11.")]
    [InlineData("{", "The body is not valid JSON at line 1, byte 2: it ends before all is closed.")]
    [InlineData("[]", "The body must be a JSON object: { … }.")]
    [InlineData("null", "The body must be a JSON object: { … }.")]
    [InlineData(" ", "The body is empty; send a JSON object.")]
    public async Task Of_a_body(string body, string detail)
    {
        var answer = await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "tags", body);

        Assert.InRange(answer.Status, 400, 422);
        Assert.Equal(detail, (string?)answer.Json["detail"]);
    }

    [Theory]
    [InlineData("""{ "seo": { "titel": "x" } }""", "There is no member /seo/titel. Did you mean \"title\"?")]
    [InlineData("""{ "bylines": [ { "role": "writer" }, { "rolle": "x" } ] }""", "There is no member /bylines/1/rolle. Did you mean \"role\"?")]
    [InlineData("""{ "seo": { "noindex": "yes" } }""", "/seo/noindex must be true or false.")]
    [InlineData("""{ "publishedAt": "2024-11-12" }""", "/publishedAt must be a time with an offset, such as 2024-11-12T18:33:00+05:30.")]
    [InlineData("""{ "publishedAt": "2024-02-30T00:00:00Z" }""", "2024-02-30T00:00:00Z does not exist: no calendar has this day, or no clock this time of day or offset.")]
    [InlineData("""{ "leadImage": "some-id" }""", "/leadImage must be an object.")]
    public async Task Of_a_story(string body, string detail) =>
        Assert.Equal(detail, (string?)(await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", body)).Is(400)["detail"]);

    [Theory]
    [InlineData("epoch")]
    [InlineData("tag")]
    public async Task Of_a_parameter_that_is_too_long(string name)
    {
        var answer = await cms.Reader.SeeAsync($"/v1/{(name == "tag" ? "articles" : "changes")}?{name}={new string('a', 2_049)}");

        Assert.Equal($"{name} may have 2048 characters. {name} too_long", $"{answer.Is(400)["detail"]} {answer.Json["errors"]![0]!["parameter"]} {answer.Json["errors"]![0]!["code"]}");
    }

    [Theory]
    [InlineData("/v1/articles?limt=1", "Did you mean \"limit\"?")]
    [InlineData("/v1/articles?sort=publishdAt", "sort must be one of: -publishedAt, publishedAt, -updatedAt. Did you mean \"publishedAt\"?")]
    [InlineData("/v1/articles?fields=headlin", "Did you mean \"headline\"?")]
    [InlineData("/v1/articles?limit=0", "limit must be a whole number from 1 to 100.")]
    [InlineData("/v1/articles?limit=005", "limit is written without zeros before it: limit=5.")]
    [InlineData("/v1/changes?wait=%00", "wait: Holds the character U+0000, which text may not.")]
    [InlineData("/v1/changes?after=", "after must not be empty.")]
    [InlineData("/v1/page?path=%00", "path: Holds the character U+0000, which text may not.")]
    [InlineData("/v1/articles?publishedFrom=2024-02-30T00:00:00Z", "2024-02-30T00:00:00Z does not exist: no calendar has this day, or no clock this time of day or offset.")]
    [InlineData("/v1/changes?after=0012", "after is written without zeros before it: after=12.")]
    [InlineData("/v1/related-links?=1", "There is no parameter \"\" here; there are: article, target, kind, sort, limit, cursor, count.")]
    public async Task Of_a_query(string path, string detail)
    {
        using var response = await cms.Reader.GetAsync(path, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.EndsWith(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "body": [ { "_type": "blok" } ] }""", "Did you mean \"block\"?")]
    [InlineData("""{ "body": [ { "_type": "block", "styl": "normal", "children": [] } ] }""", "There is no member /body/0/styl. Did you mean \"style\"?")]
    [InlineData("""{ "body": [ { "_type": "block", "style": "nrmal", "children": [] } ] }""", " Did you mean \"normal\"?")]
    [InlineData("""{ "body": [ { "_type": "block", "children": [ { "_type": "span", "text": "x", "marks": [ "strnog" ] } ] } ] }""", "nor the key of a definition in markDefs. Did you mean \"strong\"?")]
    [InlineData("""{ "bodyMarkdown": "::: factbx Tides\n\nText\n\n:::" }""", "must stand. Did you mean \"factBox\"?")]
    [InlineData("""{ "bodyMarkdown": "[alsoRaed](cms:high-tide)" }""", "cms:high-tide. Did you mean \"alsoRead\"?")]
    [InlineData("""{ "bodyHtml": "<p><a href=\"cms:high-tide\">also raed</a></p>" }""", "cms:high-tide. Did you mean \"alsoRead\"?")]
    public async Task Of_a_word_within_a_body(string story, string detail)
    {
        var body = JsonNode.Parse(story)!.AsObject();
        (body["headline"], body["language"], body["section"]) = ("x", "en", await cms.Newsroom.SectionAsync("Tides"));

        var errors = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", body)).Is(422)["errors"]!.AsArray();
        Assert.EndsWith(detail, (string)Assert.Single(errors)!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_readable_as_they_are_sent()
    {
        using var refusal = await cms.Reader.GetAsync("/v1/articles?it's+%3C/script%3E%2B%22=1", TestContext.Current.CancellationToken);
        var refused = await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("""There is no parameter \"it's </script>+\"\" here""", refused, StringComparison.Ordinal);

        var tag = await cms.Newsroom.TagAsync("Sea & 'sky' <b>");
        using var response = await cms.Newsroom.Editor.GetAsync($"/v1/editorial/tags/{tag["id"]}", TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(""" "etag":"\"1\"" """.Trim(), answer, StringComparison.Ordinal);
        Assert.Contains("""Sea & 'sky' <b>""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_names_nothing_is_told_with_the_one_that_was_meant()
    {
        await cms.Newsroom.SectionAsync("Harbours");
        await cms.Newsroom.AuthorAsync("Lena Haddad");
        await cms.Newsroom.TagAsync("Night ferries");
        await cms.Newsroom.AgencyAsync("LODESTAR");

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", JsonNode.Parse("""
            {
              "language": "en", "headline": "x", "section": "harbors", "tags": [ "night-ferrys", "entirely-else" ],
              "bylines": [ { "role": "writer", "author": "lena-hadad" } ], "sources": [ { "agency": "LODSTAR", "role": "full" } ]
            }
            """))).IsProblem(422, "invalid", "/section not_found", "/tags/0 not_found", "/tags/1 not_found", "/bylines/0/author not_found", "/sources/0/agency not_found");

        Assert.Equal(
            [
                "There is no agency \"LODSTAR\". Did you mean \"LODESTAR\"?",
                "There is no author \"lena-hadad\". Did you mean \"lena-haddad\"?",
                "There is no section \"harbors\". Did you mean \"harbours\"?",
                "There is no tag \"entirely-else\".",
                "There is no tag \"night-ferrys\". Did you mean \"night-ferries\"?",
            ],
            problem["errors"]!.AsArray().Select(error => (string)error!["detail"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_in_an_address_that_names_nothing_is_told_with_the_one_that_was_meant()
    {
        var editor = cms.Newsroom.Editor;
        await cms.Newsroom.SectionAsync("Canals", await cms.Newsroom.SectionAsync("Waterways"));
        await cms.Newsroom.AuthorAsync("Mirela Popescu");
        await cms.Newsroom.TagAsync("Drawbridges");
        await cms.Newsroom.AgencyAsync("BEACON");
        await cms.Newsroom.DraftAsync(new JsonObject { ["slug"] = "the-bridge-that-would-not-close" });

        Assert.Equal("There is no section with this id or path. Did you mean \"waterways/canals\"?", await DetailAsync("sections/waterways%2Fcanlas"));
        Assert.Equal("There is no author with this id or slug. Did you mean \"mirela-popescu\"?", await DetailAsync("authors/mirela-popesku"));
        Assert.Equal("There is no tag with this id or slug. Did you mean \"drawbridges\"?", await DetailAsync("tags/drawbriges"));
        Assert.Equal("There is no agency with this id or code. Did you mean \"BEACON\"?", await DetailAsync("agencies/BAECON"));
        Assert.Equal("There is no article with this id or slug. Did you mean \"the-bridge-that-would-not-close\"?", await DetailAsync("articles/the-brigde-that-would-not-close/audit"));
        Assert.Equal(
            "There is no article with this id or slug. Did you mean \"the-bridge-that-would-not-close\"?",
            (string?)(await editor.AskAsync(HttpMethod.Post, "articles/the-brigde-that-would-not-close/publish", new JsonObject())).IsProblem(404, "not_found")["detail"]);

        async Task<string?> DetailAsync(string path) => (string?)(await editor.AskAsync(HttpMethod.Get, path)).IsProblem(404, "not_found")["detail"];
    }

    [Theory]
    [InlineData("POST", "sections", """{ "name": "Locks", "parent": "rivres" }""", "There is no section rivres. Did you mean \"rivers\"?")]
    [InlineData("POST", "tags/weirs/merge", """{ "into": "wiers" }""", "There is no tag \"wiers\". Did you mean \"weirs\"?")]
    [InlineData("POST", "images", """{ "url": "https://example.org/a.jpg", "width": 1, "height": 1, "credit": { "line": "x", "agency": "MIRRROR" } }""", "There is no agency with the code MIRRROR. Did you mean \"MIRROR\"?")]
    [InlineData("POST", "articles", """{ "language": "en", "headline": "x", "bodyMarkdown": "[read](cms:a-wier-too-far)" }""", "Line 1: there is no story or related link \"a-wier-too-far\". Did you mean \"a-weir-too-far\"?")]
    public async Task A_name_in_a_body_that_names_nothing_is_told_with_the_one_that_was_meant(string method, string path, string body, string detail)
    {
        await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "sections", new JsonObject { ["name"] = "Rivers", ["slug"] = "rivers" });
        await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = "Weirs", ["slug"] = "weirs" });
        await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "agencies", new JsonObject { ["code"] = "MIRROR", ["name"] = "Mirror", ["kind"] = "wire" });
        await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "x", ["slug"] = "a-weir-too-far" });

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Parse(method), path, JsonNode.Parse(body), ifMatch: "*")).Is(422);

        Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["detail"] == detail);
    }

    [Fact]
    public async Task What_a_method_and_a_path_are_not_is_told_to_readers_and_editors_and_to_browsers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/articles");
        using var wrongMethod = await cms.Reader.SendAsync(request, TestContext.Current.CancellationToken);
        using var wrongPath = await cms.Reader.GetAsync("/v1/nothing", TestContext.Current.CancellationToken);

        Assert.Contains("PUT is not allowed here; there are GET, HEAD", await wrongMethod.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("No route has this path", await wrongPath.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All([wrongMethod, wrongPath], response =>
        {
            Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.False(response.Headers.Contains("Server"));
        });
    }

    [Theory]
    [InlineData("/v1/artcles", "/v1/articles")]
    [InlineData("/v1/artcles/some-story", "/v1/articles/{ref}")]
    [InlineData("/v1/section/news/world", "/v1/sections/{path}")]
    [InlineData("/v1/editorial/tag", "/v1/editorial/tags")]
    [InlineData("/v1/editroial/articles/some-story/publsh", "/v1/editorial/articles/{ref}/publish")]
    [InlineData("/v2/articles", "/v1/articles")]
    [InlineData("/v1/Tags", "/v1/tags")]
    [InlineData("/v1/tags/", "/v1/tags")]
    [InlineData("/v1/nothing", null)]
    [InlineData("/v1/articles/some-story/comments", null)]
    [InlineData("/v1/sections/news%252Fworld", null)]
    [InlineData("/v1/editorial/articles/some-story/preview-links/none", null)]
    [InlineData("/", null)]
    public async Task Of_a_path_that_no_route_has_names_the_route_that_was_meant(string path, string? meant)
    {
        var answer = await RawHttp.AskAsync(cms.App.Address, $"GET {path} HTTP/1.1");

        Assert.Equal(404, answer.Status);
        var hint = meant is null ? "" : $" Did you mean \"{meant}\"?";
        Assert.Equal("No route has this path; /docs lists those there are." + hint, (string?)JsonNode.Parse(answer.Body)!["detail"]);
    }

    [Fact]
    public async Task Editors_ask_with_HEAD_for_what_they_read_with_GET()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
        var head = await cms.Newsroom.Editor.AskAsync(HttpMethod.Head, $"tags/{tag["id"]}");

        Assert.Equal((200, "", (string?)tag["etag"]), (head.Status, head.Text, head.ETag));
    }

    [Theory]
    [InlineData("POST", "tags", "text/csv", "text/csv is not read here; send application/json.")]
    [InlineData("POST", "articles", "text/csv", "text/csv is not read here; send application/json or text/markdown.")]
    [InlineData("PATCH", "tags/x", "application/json-patch+json", "application/json-patch+json is not read here; send application/merge-patch+json or application/json.")]
    [InlineData("POST", "tags", "application/json; charset=utf-16", "The charset utf-16 is not read; send the body in UTF-8.")]
    [InlineData("POST", "articles", "text/markdown; charset=iso-8859-1", "The charset iso-8859-1 is not read; send the body in UTF-8.")]
    public async Task Of_a_media_type(string method, string path, string mediaType, string detail)
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(mediaType);

        Assert.Equal(detail, (string?)(await cms.Newsroom.Editor.SendAsync(HttpMethod.Parse(method), path, content)).IsProblem(415, "unsupported_media_type")["detail"]);
    }

    [Theory]
    [InlineData("tags/none", "There is no tag with this id or slug.")]
    [InlineData("agencies/none", "There is no agency with this id or code.")]
    [InlineData("sections/none", "There is no section with this id or path.")]
    [InlineData("keys/none", "There is no key with this id.")]
    public async Task Of_an_address(string path, string detail) =>
        Assert.Equal(detail, (string?)(await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).IsProblem(404, "not_found")["detail"]);

    [Fact]
    public async Task Of_an_etag_without_its_quotes()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{tag["id"]}", ifMatch: "1")).IsProblem(400, "malformed");

        Assert.Contains("If-Match: \"1\"", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_packed_is_415()
    {
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        content.Headers.ContentEncoding.Add("gzip");

        (await cms.Newsroom.Editor.SendAsync(HttpMethod.Post, "tags", content)).IsProblem(415, "unsupported_media_type");
    }
}
