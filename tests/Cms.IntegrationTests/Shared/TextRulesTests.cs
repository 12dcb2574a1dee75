using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class TextRulesTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>NUL, a control, a C1 control, a bidi override and isolate, what lost text looks like, two noncharacters, line breaks.</summary>
    public static readonly TheoryData<string> Refused =
        ["\\u0000", "\\u0007", "\\u009b", "\\u202e", "\\u2066", "\\ufffd", "\\ufffe", "\\ud83f\\udfff", "\\n", "\\u2028", "\\u0085"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_line_of_text_refuses_what_could_mislead_or_break_a_reader(string escape)
    {
        (await PostAsync("tags", $$"""{ "type": "topic", "name": "a{{escape}}b", "synonyms": [ "x{{escape}}y" ] }"""))
            .IsProblem(422, "invalid", "/name invalid_text", "/synonyms/0 invalid_text");
        (await PostAsync("articles", $$"""{ "language": "en", "headline": "a{{escape}}b", "seo": { "title": "a{{escape}}b" } }"""))
            .IsProblem(422, "invalid", "/headline invalid_text", "/seo/title invalid_text");
    }

    /// <summary>What shows nothing is no text; what may not stand in a text is no text either, but a mistake to be told.</summary>
    [Theory]
    [InlineData("\\u202e")]
    [InlineData("\\u2066\\u2069")]
    [InlineData(" \\u202e ")]
    [InlineData("\\u000b")]
    [InlineData("\\u000bx")]
    public async Task Such_text_is_refused_alone_too(string escape)
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["kicker"] = "Kept" });
        var path = $"articles/{draft["id"]}";

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Patch, path, $$"""{ "kicker": "{{escape}}", "ednote": "{{escape}}" }""")).IsProblem(422, "invalid", "/kicker invalid_text", "/ednote invalid_text");
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"{path}/publish", $$"""{ "update": "{{escape}}", "note": "{{escape}}" }""")).IsProblem(422, "invalid", "/update invalid_value", "/note invalid_text");
        (await PostAsync("tags", $$"""{ "type": "topic", "name": "{{escape}}", "slug": "{{escape}}", "synonyms": [ "{{escape}}" ] }"""))
            .IsProblem(422, "invalid", "/name invalid_text", "/slug invalid_format", "/synonyms/0 invalid_text");
    }

    /// <summary>Members whose form is no plain text refuse it too, each in its own words, and none lets it reach the database.</summary>
    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\u202e")]
    [InlineData("\\ufffe")]
    public async Task No_member_lets_such_text_through(string escape)
    {
        (await PostAsync("tags", $$"""{ "type": "a{{escape}}b", "name": "x", "slug": "a{{escape}}b" }""")).IsProblem(422, "invalid", "/type invalid_value", "/slug invalid_format");
        (await PostAsync("sections", $$"""{ "name": "x", "parent": "a{{escape}}b" }""")).IsProblem(422, "invalid", "/parent not_found");
        (await PostAsync("images", $$"""{ "url": "https://a.example/{{escape}}", "width": 20, "height": 20 }""")).IsProblem(422, "invalid", "/url invalid_format");
        (await PostAsync("images", $$"""{ "url": "https://a.example/", "width": 20, "height": 20, "credit": { "agency": "a{{escape}}b" } }"""))
            .IsProblem(422, "invalid", "/credit/agency not_found");
        (await PostAsync("agencies", $$"""{ "code": "A{{escape}}B", "name": "x", "kind": "wire" }""")).IsProblem(422, "invalid", "/code invalid_format");
        (await PostAsync("articles", $$"""
            {
              "language": "e{{escape}}n", "headline": "x", "timeZone": "Asia{{escape}}/Kolkata", "section": "a{{escape}}b", "otherSections": [ "a{{escape}}b" ],
              "tags": [ "a{{escape}}b" ], "bylines": [ { "role": "writer", "author": "a{{escape}}b" } ], "sources": [ { "agency": "a{{escape}}b", "role": "full" } ],
              "leadImage": { "image": "a{{escape}}b" }, "social": { "image": "a{{escape}}b" }, "sensitivity": [ "a{{escape}}b" ],
              "relatedLinks": [ { "kind": "read", "article": "a{{escape}}b" }, { "kind": "read", "title": "x", "url": "https://a.example/{{escape}}" } ]
            }
            """)).IsProblem(
            422,
            "invalid",
            "/language invalid_format",
            "/timeZone invalid_value",
            "/section not_found",
            "/otherSections/0 not_found",
            "/tags/0 not_found",
            "/bylines/0/author not_found",
            "/sources/0/agency not_found",
            "/leadImage/image not_found",
            "/social/image not_found",
            "/sensitivity/0 invalid_value",
            "/relatedLinks/0/article not_found",
            "/relatedLinks/1/url invalid_format");
    }

    [Fact]
    public async Task A_slug_in_a_path_or_a_filter_may_be_anything_and_names_nothing()
    {
        foreach (var slug in new[] { "%EF%BF%BE", "%E2%80%AE", "%01", new string('x', 4_000) })
        {
            foreach (var collection in new[] { "tags", "authors", "agencies", "images", "sections", "articles", "keys" })
                (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"{collection}/{slug}")).IsProblem(404, "not_found");
        }
        foreach (var name in new[] { "section", "tag", "author", "agency", "language", "linksTo" })
        {
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles?{name}=a%EF%BF%BEb")).IsProblem(400, "invalid_parameter", $"{name} invalid_text");
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles?{name}=a%00b")).IsProblem(400, "invalid_parameter", $"{name} invalid_text");
        }
    }

    [Fact]
    public async Task Lengths_count_code_points()
    {
        foreach (var letter in new[] { "x", "न", "😀" })
        {
            var tag = (await PostAsync("tags", Named(letter, 100))).Is(201);
            Assert.Equal(string.Concat(Enumerable.Repeat(letter, 100)), (string?)tag["name"]);
            (await PostAsync("tags", Named(letter, 101))).IsProblem(422, "invalid", "/name too_long");
        }

        static string Named(string letter, int times) =>
            $$"""{ "type": "topic", "name": "{{string.Concat(Enumerable.Repeat(letter, times))}}", "slug": "t-{{Guid.CreateVersion7():N}}" }""";
    }

    [Theory]
    [InlineData("Ame\\u0301lie", "Am\u00e9lie")]
    [InlineData("  outer space \\t", "outer space")]
    [InlineData("\\u00a0outer space of any script\\u3000", "outer space of any script")]
    public async Task Text_is_composed_and_loses_outer_space(string sent, string stored) =>
        Assert.Equal(stored, (string?)(await PostAsync("tags", $$"""{ "type": "topic", "name": "{{sent}}" }""")).Is(201)["name"]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\\n")]
    [InlineData("\\u00a0")]
    [InlineData("\\u200b\\u200d")]
    [InlineData("\\ufeff")]
    [InlineData("\\u2060")]
    [InlineData("\\u00ad")]
    public async Task Text_that_shows_nothing_is_no_text(string blank)
    {
        (await PostAsync("tags", $$"""{ "type": "topic", "name": "{{blank}}" }""")).IsProblem(422, "invalid", "/name required");
        Assert.Null((await PostAsync("authors", $$"""{ "kind": "desk", "name": "Desk", "bio": "{{blank}}" }""")).Is(201)["bio"]);
    }

    [Theory]
    [InlineData("\\u00ad")]
    [InlineData("\\u200b")]
    [InlineData("\\u2060")]
    [InlineData("\\ufeff")]
    public async Task Name_holds_nothing_unseen_that_would_make_two_look_alike(string unseen)
    {
        (await PostAsync("tags", $$"""{ "type": "topic", "name": "a{{unseen}}b", "synonyms": [ "x{{unseen}}y" ] }"""))
            .IsProblem(422, "invalid", "/name invalid_text", "/synonyms/0 invalid_text");
        (await PostAsync("authors", $$"""{ "kind": "desk", "name": "a{{unseen}}b" }""")).IsProblem(422, "invalid", "/name invalid_text");
        (await PostAsync("sections", $$"""{ "name": "a{{unseen}}b" }""")).IsProblem(422, "invalid", "/name invalid_text");
        (await PostAsync("agencies", $$"""{ "code": "AB", "name": "a{{unseen}}b", "kind": "wire" }""")).IsProblem(422, "invalid", "/name invalid_text");
        (await PostAsync("articles", $$"""{ "language": "en", "headline": "a{{unseen}}b" }""")).Is(201);
    }

    [Theory]
    [InlineData("\\u200c")]
    [InlineData("\\u200d")]
    public async Task Name_keeps_the_joiners_that_its_script_needs(string joiner) =>
        Assert.Equal(4, ((string?)(await PostAsync("tags", $$"""{ "type": "topic", "name": "\u0915\u094d{{joiner}}\u0937" }""")).Is(201)["name"])!.Length);

    [Fact]
    public async Task Line_breaks_of_any_kind_become_one_kind_where_they_may_stand()
    {
        const string Sent = "a\\r\\nb\\rc\\u0085d\\u2028e\\u2029f";
        const string Stored = "a\nb\nc\nd\ne\nf";

        Assert.Equal(Stored, (string?)(await PostAsync("authors", $$"""{ "kind": "desk", "name": "Desk", "bio": "{{Sent}}" }""")).Is(201)["bio"]);
        Assert.Equal(Stored, (string?)(await PostAsync("sections", $$"""{ "name": "Section", "description": "{{Sent}}" }""")).Is(201)["description"]);
        Assert.Equal(Stored, (string?)(await PostAsync("articles", $$"""{ "language": "en", "headline": "x", "ednote": "{{Sent}}" }""")).Is(201)["ednote"]);
    }

    private Task<Answer> PostAsync(string collection, string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, collection, json);
}
