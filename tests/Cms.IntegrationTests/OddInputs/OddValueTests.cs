using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.OddInputs;

/// <summary>Values that no editor means: each is refused in words, at its place, or comes back as what it stands for.</summary>
public sealed class OddValueTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Key = "Authorization: Bearer " + CmsApp.AdminKey;

    /// <summary>More than this is no answer that a person reads.</summary>
    private const int LongestAnswer = 10_000;

    private static readonly string Long = new('x', 100_000);

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\u202e")]
    [InlineData("\\ud800")]
    public async Task Text_that_cannot_be_is_refused_wherever_it_stands_in_a_body(string escape)
    {
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var answer = await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", $$"""
            { "language": "en", "headline": "x", "body": [
              { "_type": "block", "children": [ { "_type": "span", "text": "a{{escape}}b" } ] },
              { "_type": "table", "caption": "a{{escape}}b", "header": [ "a{{escape}}b" ], "rows": [ [ "a{{escape}}b" ] ] },
              { "_type": "gallery", "items": [ { "image": "{{image}}", "caption": "a{{escape}}b" }, { "image": "{{image}}" } ] },
              { "_type": "factBox", "title": "a{{escape}}b", "content": [ { "_type": "block", "children": [ { "_type": "span", "text": "a{{escape}}b" } ] } ] },
              { "_type": "image", "image": "{{image}}", "caption": "a{{escape}}b", "alt": "a{{escape}}b" },
              { "_type": "pullQuote", "text": "a{{escape}}b", "attribution": "a{{escape}}b" }
            ] }
            """);

        if (escape == "\\ud800") answer.IsProblem(400, "malformed");
        else
            answer.IsProblem(
                422,
                "invalid",
                "/body/0/children/0/text invalid_text",
                "/body/1/caption invalid_text",
                "/body/1/header/0 invalid_text",
                "/body/1/rows/0/0 invalid_text",
                "/body/2/items/0/caption invalid_text",
                "/body/3/title invalid_text",
                "/body/3/content/0/children/0/text invalid_text",
                "/body/4/caption invalid_text",
                "/body/4/alt invalid_text",
                "/body/5/text invalid_text",
                "/body/5/attribution invalid_text");
    }

    [Theory]
    [InlineData(" \u2003{0}\u3000")]
    [InlineData("\u00A0{0}\u00A0")]
    [InlineData("\t\n\u2009{0}\u205F ")]
    public async Task White_space_of_any_script_around_a_text_is_not_kept(string around)
    {
        var (name, headline) = (Newsroom.Unique("Padded").Trim(), "A\u00A0headline");
        var (tag, story) = (new JsonObject { ["type"] = "topic", ["name"] = around.Replace("{0}", name, StringComparison.Ordinal) }, new JsonObject { ["language"] = "en", ["headline"] = around.Replace("{0}", headline, StringComparison.Ordinal) });

        Assert.Equal(name, (string?)(await cms.Newsroom.PostAsync("tags", tag))["name"]);
        Assert.Equal(headline, (string?)(await cms.Newsroom.PostAsync("articles", story))["headline"]);
    }

    [Theory]
    [InlineData("tags", """{ "": 1 }""", "/")]
    [InlineData("articles", """{ "seo": { "": 1 } }""", "/seo/")]
    [InlineData("articles", """{ "bylines": [ {}, { "": 1 } ] }""", "/bylines/1/")]
    [InlineData("tags", """{ "']": 1 }""", "/']")]
    [InlineData("tags", """{ "a.b": 1 }""", "/a.b")]
    [InlineData("tags", """{ "[0]": 1 }""", "/[0]")]
    [InlineData("tags", """{ "a/b~c": 1 }""", "/a~1b~0c")]
    [InlineData("articles", """{ "seo": { "x']['y": 1 } }""", "/seo/x']['y")]
    public async Task A_member_that_there_is_not_is_told_at_its_place_whatever_it_is_called(string collection, string body, string place)
    {
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, collection, body)).IsProblem(400, "malformed", $"{place} unknown_member");
        var there = Newsroom.Id(collection == "tags" ? await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")) : await cms.Newsroom.DraftAsync());
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Patch, $"{collection}/{there}", body)).IsProblem(400, "malformed", $"{place} unknown_member");
    }

    /// <summary>The link stands inside of its article, where it is two deeper.</summary>
    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    public async Task A_related_link_may_nest_as_deep_as_any_body(int depth)
    {
        var links = $"articles/{Newsroom.Id(await cms.Newsroom.DraftAsync())}/related-links";
        var link = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, links, """{ "kind": "read", "title": "x" }""")).Is(201);
        var deep = $$"""{ "kind": "read", "title": {{new string('[', depth - 1)}}{{new string(']', depth - 1)}} }""";

        foreach (var (method, path) in new[] { (HttpMethod.Post, links), (HttpMethod.Put, $"{links}/{link["id"]}"), (HttpMethod.Patch, $"{links}/{link["id"]}") })
            (await cms.Newsroom.Editor.SendTextAsync(method, path, deep)).IsProblem(400, "malformed", "/title invalid_type");
    }

    /// <summary>What is refused for its number is not looked at one by one.</summary>
    [Theory]
    [InlineData("sensitivity", "\"x\"")]
    [InlineData("tags", "\"none\"")]
    [InlineData("otherSections", "null")]
    [InlineData("bylines", """{ "role": "x", "author": "none" }""")]
    [InlineData("sources", "{}")]
    [InlineData("relatedLinks", """{ "kind": "x" }""")]
    public async Task A_list_of_far_too_many_is_one_fault(string member, string item)
    {
        var many = string.Join(',', Enumerable.Repeat(item, 20_000));

        var answer = await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", $$"""{ "language": "en", "headline": "x", "{{member}}": [ {{many}} ] }""");

        answer.IsProblem(422, "invalid", $"/{member} too_many");
    }

    [Fact]
    public async Task Of_very_many_faults_the_first_hundred_are_told_and_how_many_there_are_beside()
    {
        var byline = """{ "role": "x", "label": "\u0000", "creditedAs": "\u0000", "location": "\u0000" }""";
        var many = string.Join(',', Enumerable.Repeat(byline, 25));

        var problem = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", $$"""{ "language": "en", "headline": "x", "bylines": [ {{many}} ] }""")).Is(422);

        Assert.Equal(100, problem["errors"]!.AsArray().Count);
        Assert.Equal("125 rules are broken; the first 100 are listed in errors, and there are 25 more.", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("articles", "tags", """[ "a", "b", "a" ]""", "/tags/2 duplicate")]
    [InlineData("articles", "otherSections", """[ "a", "a" ]""", "/otherSections/1 duplicate")]
    [InlineData("articles", "sensitivity", """[ "death", "death" ]""", "/sensitivity/1 duplicate")]
    [InlineData("tags", "synonyms", """[ "Ferries", "ferries" ]""", "/synonyms/1 duplicate")]
    [InlineData("site", "languages", """[ "en-IN", "hi", "en-in" ]""", "/languages/2 duplicate")]
    public async Task What_is_in_a_list_twice_is_told_and_does_not_vanish(string collection, string member, string list, string fault)
    {
        var path = collection == "site" ? collection : $"{collection}/{Newsroom.Id(collection == "tags" ? await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")) : await cms.Newsroom.DraftAsync())}";

        var problem = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Patch, path, $$"""{ "{{member}}": {{list}} }""")).Is(422);

        Assert.Contains(fault, problem["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}"));
    }

    [Fact]
    public async Task Letters_in_parts_come_back_in_one_everywhere_in_a_body()
    {
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var story = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", $$"""
            { "language": "en", "headline": "Ame\u0301lie", "body": [
              { "_type": "block", "children": [ { "_type": "span", "text": "Ame" }, { "_type": "span", "text": "\u0301lie" } ] },
              { "_type": "table", "caption": "Ame\u0301lie", "rows": [ [ "Ame\u0301lie" ] ] },
              { "_type": "gallery", "items": [ { "image": "{{image}}", "caption": "Ame\u0301lie" }, { "image": "{{image}}" } ] },
              { "_type": "factBox", "title": "Ame\u0301lie", "content": [ { "_type": "block", "children": [ { "_type": "span", "text": "Ame\u0301lie" } ] } ] }
            ] }
            """)).Is(201);

        var text = story["body"]!.ToJsonString(Cms.Api.Shared.Http.Json.Options) + story["headline"];
        Assert.Equal(7, text.Split("Am\u00e9lie").Length - 1);
        Assert.DoesNotContain('\u0301', text);
    }

    /// <summary>Over 8 KB the server itself refuses an address; below it, the service does so in words.</summary>
    [Theory]
    [InlineData("/v1/tags/{0}", 404)]
    [InlineData("/v1/sections/{0}", 404)]
    [InlineData("/v1/page?path=/{0}", 400)]
    [InlineData("/v1/articles?tag={0}", 400)]
    [InlineData("/v1/articles?language={0}", 400)]
    [InlineData("/v1/articles?limit={0}", 400)]
    [InlineData("/v1/articles?cursor={0}", 400)]
    [InlineData("/v1/articles?publishedFrom={0}", 400)]
    [InlineData("/v1/articles?fields={0}", 400)]
    [InlineData("/v1/articles?genre={0}", 400)]
    [InlineData("/v1/articles?{0}=1", 400)]
    [InlineData("/v1/editorial/tags/{0}", 404)]
    [InlineData("/v1/editorial/articles?state={0}", 400)]
    [InlineData("/v1/editorial/articles?sort={0}", 400)]
    [InlineData("/v1/editorial/articles?q={0}", 400)]
    [InlineData("/v1/editorial/articles?{0}=1", 400)]
    public async Task A_value_without_end_in_an_address_is_refused_plainly(string target, int status)
    {
        foreach (var (length, expected) in new[] { (5_000, status), (100_000, 414) })
        {
            var answer = await RawHttp.AskAsync(cms.App.Address, $"GET {target.Replace("{0}", Long[..length], StringComparison.Ordinal)} HTTP/1.1\r\n{Key}");
            Assert.Equal(expected, answer.Status);
            Assert.InRange(answer.Body.Length, expected == 414 ? 0 : 50, LongestAnswer);
        }
    }

    [Theory]
    [InlineData("tags", """{ "type": "{0}", "name": "{0}", "slug": "{0}" }""")]
    [InlineData("tags", """{ "type": "topic", "name": "x", "{0}": 1 }""")]
    [InlineData("sections", """{ "name": "x", "parent": "{0}" }""")]
    [InlineData("images", """{ "url": "https://a.example/{0}", "width": 20, "height": 20, "credit": { "agency": "{0}" } }""")]
    [InlineData("agencies", """{ "code": "{0}", "name": "x", "kind": "{0}" }""")]
    [InlineData("keys", """{ "name": "{0}", "role": "{0}" }""")]
    [InlineData("articles", """{ "language": "{0}", "headline": "{0}", "timeZone": "{0}", "section": "{0}", "genre": "{0}", "type": "{0}", "publishedAt": "{0}" }""")]
    [InlineData("articles", """{ "language": "en", "headline": "x", "tags": [ "{0}" ], "bylines": [ { "role": "{0}", "author": "{0}" } ], "sources": [ { "agency": "{0}", "role": "{0}" } ] }""")]
    [InlineData("articles", """{ "language": "en", "headline": "x", "leadImage": { "image": "{0}" }, "relatedLinks": [ { "kind": "{0}", "article": "{0}" }, { "kind": "read", "url": "{0}" } ] }""")]
    [InlineData("articles", """{ "language": "en", "headline": "x", "body": [ { "_type": "{0}" }, { "_type": "block", "_key": "{0}", "style": "{0}", "children": [ { "_type": "{0}", "text": "x", "marks": [ "{0}" ] } ] }, { "_type": "embed", "provider": "{0}", "url": "{0}", "text": "x" }, { "_type": "image", "image": "{0}", "layout": "{0}", "{0}": 1 } ] }""")]
    public async Task A_value_without_end_in_a_body_is_refused_plainly(string collection, string body)
    {
        var answer = await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, collection, body.Replace("{0}", Long, StringComparison.Ordinal));

        Assert.InRange(answer.Status, 400, 422);
        Assert.InRange(answer.Text.Length, 50, LongestAnswer);
    }

    /// <summary>Digits of other scripts, and numbers as programs write them, are digits to some libraries.</summary>
    [Theory]
    [InlineData("/v1/articles?limit=\uff11\uff10", 400)]
    [InlineData("/v1/articles?limit=\u0967\u0966", 400)]
    [InlineData("/v1/articles?limit=0x10", 400)]
    [InlineData("/v1/articles?limit=%2B5", 400)]
    [InlineData("/v1/articles?limit=1e1", 400)]
    [InlineData("/v1/articles?limit=%2010", 400)]
    [InlineData("/v1/editorial/tags?limit=\uff11\uff10", 400)]
    [InlineData("/v1/editorial/tags?limit=0x10", 400)]
    [InlineData("/v1/articles/\uff10\uff11\uff199a9a2d-bf00-7911-8718-5a598ac943f9", 404)]
    [InlineData("/v1/articles/0x019a9a2dbf00791187185a598ac943f9", 404)]
    [InlineData("/v1/editorial/articles/0x019a9a2dbf00791187185a598ac943f9", 404)]
    [InlineData("/v1/editorial/articles/{{0x019a9a2d,0xbf00,0x7911,{{0x87,0x18,0x5a,0x59,0x8a,0xc9,0x43,0xf9}}}}", 404)]
    [InlineData("/v1/editorial/keys/\uff10", 404)]
    public async Task A_number_or_id_in_another_writing_is_refused(string target, int status)
    {
        var answer = await RawHttp.AskAsync(cms.App.Address, $"GET {Uri.EscapeDataString(target).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3F", "?", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)} HTTP/1.1\r\n{Key}");

        Assert.Equal(status, answer.Status);
        Assert.StartsWith("application/problem+json", answer.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_elsewhere_may_read_what_readers_may_and_nothing_of_the_editors()
    {
        const string evil = "Origin: https://evil.example";
        foreach (var path in new[] { "/v1/articles", "/v1/page?path=/", "/v1/nothing" })
        {
            var read = await RawHttp.AskAsync(cms.App.Address, $"GET {path} HTTP/1.1\r\n{evil}");
            Assert.Equal(("*", null), (read.Header("Access-Control-Allow-Origin"), read.Header("Access-Control-Allow-Credentials")));
        }
        foreach (var head in new[]
        {
            $"GET /v1/editorial/articles HTTP/1.1\r\n{Key}", "GET /v1/editorial/articles HTTP/1.1", $"GET /v1/editorial/nothing HTTP/1.1\r\n{Key}",
            "OPTIONS /v1/editorial/articles HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization, content-type",
            "OPTIONS /v1/editorial/articles HTTP/1.1\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization",
        })
        {
            var answer = await RawHttp.AskAsync(cms.App.Address, $"{head}\r\n{evil}");
            foreach (var name in new[] { "Origin", "Credentials", "Methods", "Headers" }) Assert.Null(answer.Header($"Access-Control-Allow-{name}"));
        }

        var preflight = await RawHttp.AskAsync(cms.App.Address, $"OPTIONS /v1/articles HTTP/1.1\r\n{evil}\r\nAccess-Control-Request-Method: DELETE");
        Assert.Equal(("GET, HEAD", null), (preflight.Header("Access-Control-Allow-Methods"), preflight.Header("Access-Control-Allow-Credentials")));
    }

    [Theory]
    [InlineData("state=publshed", "published")]
    [InlineData("state=inreview", "inReview")]
    [InlineData("genre=analisys", "analysis")]
    [InlineData("type=liveblg", "liveblog")]
    public async Task What_was_meant_in_an_editor_s_list_is_named(string query, string meant)
    {
        var name = query.Split('=')[0];
        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles?" + query)).IsProblem(400, "invalid_parameter", name + " invalid_value");

        Assert.EndsWith($"Did you mean \"{meant}\"?", (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zone_that_was_meant_is_named_wherever_one_is_given()
    {
        const string wrong = """{ "timeZone": "Asia/Kolkatta" }""";
        var draft = await cms.Newsroom.DraftAsync();
        Answer[] answers =
        [
            await cms.Newsroom.Editor.PatchAsync("site", JsonNode.Parse(wrong)!),
            await cms.Newsroom.Editor.PatchAsync($"articles/{draft["id"]}", JsonNode.Parse(wrong)!),
            await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, $"articles/{draft["id"]}/schedule", JsonNode.Parse("""{ "publishAt": "2099-01-01T09:00", "timeZone": "Asia/Kolkatta" }""")),
        ];

        Assert.All(answers, answer => Assert.Contains(answer.Is(422)["errors"]!.AsArray(), fault =>
            (string?)fault!["pointer"] == "/timeZone" && ((string)fault["detail"]!).EndsWith("Did you mean \"Asia/Kolkata\"?", StringComparison.Ordinal)));
    }
}
