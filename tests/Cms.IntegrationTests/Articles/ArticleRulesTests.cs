using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

public sealed class ArticleRulesTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_story_needs_a_language_and_a_headline_and_has_every_other_member_at_its_default()
    {
        var story = (await CreateAsync("""{ "language": "en-in", "headline": "Only this" }""")).Is(201);

        foreach (var (name, value) in JsonNode.Parse(
            """
            {
              "slug": "only-this", "type": "article", "genre": "news", "language": "en-IN", "headline": "Only this", "kicker": null, "standfirst": null, "summary": null,
              "slugline": null, "ednote": null, "section": null, "otherSections": [], "timeZone": "UTC", "publishedAt": null, "bylines": [], "dateline": null, "sources": [],
              "attributionOverride": null, "tags": [], "leadImage": null, "body": [], "relatedLinks": [], "seo": { "title": null, "description": null, "noindex": false },
              "social": { "title": null, "description": null, "image": null }, "access": "free", "sensitivity": [], "ads": { "policy": "allowed" },
              "origin": { "system": null, "id": null }, "workflow": "draft", "publication": "never", "publicationReason": null, "publishedRevision": null,
              "hasUnpublishedChanges": true, "firstPublishedAt": null, "updatedAt": null, "trashedAt": null
            }
            """)!.AsObject())
        {
            Assert.True(story.ContainsKey(name), $"{name} is missing");
            Assert.True(JsonNode.DeepEquals(value, story[name]), $"{name} is {story[name]}");
        }
    }

    [Fact]
    public async Task Every_broken_rule_is_told_at_once_those_of_the_body_among_them()
    {
        (await CreateAsync("""
            {
              "slug": "No Slug", "type": "poem", "genre": "gossip", "language": "english-please", "headline": " ", "timeZone": "IST", "publishedAt": "2999-01-01T00:00:00Z",
              "bylines": [ { "role": "boss", "author": "nobody" }, { "author": null }, null ], "dateline": {}, "sources": [ { "role": "all", "display": "loud" }, null ],
              "tags": [ null ], "otherSections": [ "" ], "leadImage": { "caption": "x" }, "access": "paid", "sensitivity": [ "boredom", null ], "ads": { "policy": "more" },
              "origin": { "system": "wire" }, "relatedLinks": [ null, { "kind": "see", "position": "top" } ],
              "body": [ { "_type": "blok" }, { "_type": "divider", "extra": 1 } ]
            }
            """)).IsProblem(
            422,
            "invalid",
            "/slug invalid_format",
            "/type invalid_value",
            "/genre invalid_value",
            "/language invalid_format",
            "/headline required",
            "/timeZone invalid_value",
            "/publishedAt out_of_range",
            "/bylines/0/role invalid_value",
            "/bylines/0/author not_found",
            "/bylines/1/role required",
            "/bylines/1/author required",
            "/bylines/2 required",
            "/dateline/place required",
            "/sources/0/agency required",
            "/sources/0/role invalid_value",
            "/sources/0/display invalid_value",
            "/sources/1 required",
            "/tags/0 required",
            "/otherSections/0 required",
            "/leadImage/image required",
            "/access invalid_value",
            "/sensitivity/0 invalid_value",
            "/sensitivity/1 required",
            "/ads/policy invalid_value",
            "/origin/id required",
            "/relatedLinks/0 required",
            "/relatedLinks/1/kind invalid_value",
            "/relatedLinks/1/position invalid_value",
            "/relatedLinks/1/title required",
            "/body/0/_type unknown_type",
            "/body/1/extra unknown_member");
    }

    [Theory]
    [InlineData("headline", 200)]
    [InlineData("kicker", 60)]
    [InlineData("standfirst", 500)]
    [InlineData("summary", 300)]
    [InlineData("slugline", 60)]
    [InlineData("ednote", 2_000)]
    [InlineData("attributionOverride", 160)]
    public async Task Text_has_its_limit_in_code_points(string member, int most)
    {
        var story = new JsonObject { ["language"] = "en", ["headline"] = "x", ["slug"] = $"limit-{member.ToLowerInvariant()}" };

        story[member] = string.Concat(Enumerable.Repeat("😀", most + 1));
        (await CreateAsync(story.ToJsonString())).IsProblem(422, "invalid", $"/{member} too_long");

        story[member] = string.Concat(Enumerable.Repeat("😀", most));
        Assert.Equal((string?)story[member], (string?)(await CreateAsync(story.ToJsonString())).Is(201)[member]);
    }

    [Theory]
    [InlineData("tags", 50)]
    [InlineData("otherSections", 10)]
    [InlineData("bylines", 25)]
    [InlineData("sources", 10)]
    [InlineData("relatedLinks", 30)]
    public async Task Lists_have_their_limit(string member, int most)
    {
        var item = member switch
        {
            "tags" or "otherSections" => "\"none\"",
            "bylines" => """{ "role": "writer", "author": "none" }""",
            "sources" => """{ "role": "full", "agency": "NONE" }""",
            _ => """{ "kind": "source", "url": "https://a.example/", "title": "x" }""",
        };
        foreach (var count in new[] { most, most + 1 })
        {
            var answer = await CreateAsync($$"""{ "language": "x", "headline": "x", "{{member}}": [ {{string.Join(',', Enumerable.Repeat(item, count))}} ] }""");
            var told = answer.Is(422)["errors"]!.AsArray().Any(error => (string?)error!["pointer"] == "/" + member && (string?)error["code"] == "too_many");
            Assert.Equal(count > most, told);
        }
    }

    [Theory]
    [InlineData("2024-11-12T18:33:00+05:30", "2024-11-12T13:03:00Z")]
    [InlineData("2024-11-12T13:03:00Z", "2024-11-12T13:03:00Z")]
    [InlineData("2024-11-12T13:03:00.123456Z", "2024-11-12T13:03:00.123456Z")]
    [InlineData("2024-11-12T13:03:00.1234567Z", "2024-11-12T13:03:00.123456Z")]
    [InlineData("2024-02-29T00:00:00-11:00", "2024-02-29T11:00:00Z")]
    public async Task A_time_comes_in_with_any_offset_and_goes_out_in_utc(string sent, string read) =>
        Assert.Equal(read, (string?)(await CreateAsync($$"""{ "language": "en", "headline": "x", "publishedAt": "{{sent}}" }""")).Is(201)["publishedAt"]);

    [Fact]
    public async Task Two_stories_cannot_have_one_origin()
    {
        const string Sent = """{ "language": "en", "headline": "x", "origin": { "system": "wire", "id": "7" } }""";
        (await CreateAsync(Sent)).Is(201);

        (await CreateAsync(Sent)).IsProblem(409, "origin_taken");
        (await CreateAsync(Sent.Replace("wire", "another", StringComparison.Ordinal))).Is(201);
    }

    private Task<Answer> CreateAsync(string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", json);
}
