using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>Editors name things as they know them; stories keep what was named, whatever it is called later.</summary>
public sealed class NaturalKeyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Everything_can_be_named_by_its_natural_key_and_by_its_id()
    {
        var parent = await cms.Newsroom.SectionAsync("Named");
        var section = await cms.Newsroom.GetAsync("sections/" + await cms.Newsroom.SectionAsync("Below", parent));
        var (author, tag, agency) = (await cms.Newsroom.AuthorAsync("Named Author"), await cms.Newsroom.TagAsync("Named Tag"), await cms.Newsroom.AgencyAsync("NAMED"));
        var (image, target) = (Newsroom.Id(await cms.Newsroom.ImageAsync()), await cms.Newsroom.DraftAsync());

        foreach (var byId in new[] { false, true })
        {
            string Name(JsonObject resource, string key) => (string)resource[byId ? "id" : key]!;
            var story = await cms.Newsroom.PostAsync("articles", new JsonObject
            {
                ["language"] = "en",
                ["headline"] = "Names",
                ["section"] = Name(section, "path"),
                ["otherSections"] = new JsonArray(Name(section, "path")),
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = Name(author, "slug") }),
                ["tags"] = new JsonArray(Name(tag, "slug")),
                ["sources"] = new JsonArray(new JsonObject { ["agency"] = Name(agency, "code"), ["role"] = "full" }),
                ["leadImage"] = new JsonObject { ["image"] = image },
                ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Name(target, "slug") }),
            });

            Assert.Equal("named/below", (string?)story["section"]);
            Assert.Equal("named/below", (string?)story["otherSections"]![0]);
            Assert.Equal("named-author", (string?)story["bylines"]![0]!["author"]);
            Assert.Equal("named-tag", (string?)story["tags"]![0]);
            Assert.Equal("NAMED", (string?)story["sources"]![0]!["agency"]);
            Assert.Equal("named", (string?)story["sources"]![0]!["display"]);
            Assert.Equal(image, (string?)story["leadImage"]!["image"]);
            Assert.Equal((string?)target["id"], (string?)story["relatedLinks"]![0]!["article"]);
            Assert.Equal("pending", (string?)story["relatedLinks"]![0]!["state"]);
        }
    }

    [Fact]
    public async Task A_former_slug_still_names_its_owner_and_the_story_shows_the_new_one()
    {
        var tag = await cms.Newsroom.TagAsync("Formerly");
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray("formerly") });
        await cms.Newsroom.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["slug"] = "nowadays" });

        var read = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        Assert.Equal("nowadays", (string?)read["tags"]![0]);
        Assert.Equal((string?)story["etag"], (string?)read["etag"]);
        Assert.Equal("nowadays", (string?)(await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray("formerly") }))["tags"]![0]);
    }

    [Fact]
    public async Task All_that_is_unknown_is_told_at_once()
    {
        await cms.Newsroom.TagAsync("Known");
        var id = Guid.CreateVersion7().ToString();

        (await CreateAsync($$"""
            {
              "language": "en", "headline": "x", "section": "no/such", "otherSections": [ "none" ], "tags": [ "known", "unknown", "{{id}}" ],
              "bylines": [ { "role": "writer", "author": "nobody" }, { "role": "editor", "author": "{{id}}" } ], "sources": [ { "agency": "NONE", "role": "full" } ],
              "leadImage": { "image": "{{id}}" }, "social": { "image": "not-an-id" },
              "body": [ { "_type": "image", "image": "{{id}}" } ],
              "relatedLinks": [ { "kind": "read", "article": "no-story" }, { "kind": "read", "article": "{{id}}" } ]
            }
            """)).IsProblem(
            422,
            "invalid",
            "/section not_found",
            "/otherSections/0 not_found",
            "/tags/1 not_found",
            "/tags/2 not_found",
            "/bylines/0/author not_found",
            "/bylines/1/author not_found",
            "/sources/0/agency not_found",
            "/leadImage/image not_found",
            "/social/image not_found",
            "/body/0/image not_found",
            "/relatedLinks/0/article not_found",
            "/relatedLinks/1/article not_found");
    }

    [Fact]
    public async Task An_image_in_markdown_is_looked_up_too() =>
        (await CreateAsync($$"""{ "language": "en", "headline": "x", "bodyMarkdown": "Text\n\n![A harbour](cms:{{Guid.CreateVersion7()}})" }"""))
            .IsProblem(422, "invalid", "/bodyMarkdown not_found");

    [Fact]
    public async Task An_id_of_another_kind_names_nothing()
    {
        var tag = await cms.Newsroom.TagAsync("Of Another Kind");
        await cms.Newsroom.AuthorAsync("An Author");

        (await CreateAsync($$"""{ "language": "en", "headline": "x", "bylines": [ { "role": "writer", "author": "{{tag["id"]}}" } ], "tags": [ "an-author" ] }"""))
            .IsProblem(422, "invalid", "/bylines/0/author not_found", "/tags/0 not_found");
    }

    [Fact]
    public async Task An_author_has_a_role_once_however_named()
    {
        var author = await cms.Newsroom.AuthorAsync("Once");
        await cms.Newsroom.PatchAsync($"authors/{author["id"]}", new JsonObject { ["slug"] = "once-more" });

        var story = (await CreateAsync($$"""
            {
              "language": "en", "headline": "x",
              "bylines": [ { "role": "writer", "author": "once" }, { "role": "editor", "author": "once" }, { "role": "writer", "author": "once-more" }, { "role": "editor", "author": "{{author["id"]}}" } ]
            }
            """)).Is(201);
        Assert.Equal(["writer", "editor"], story["bylines"]!.Strings("role"));

        (await CreateAsync("""{ "language": "en", "headline": "x", "bylines": [ { "role": "writer", "author": "once" }, { "role": "writer", "author": "once" } ] }"""))
            .IsProblem(422, "invalid", "/bylines/1/author duplicate");
    }

    [Fact]
    public async Task Order_is_kept_and_a_tag_by_two_of_its_names_counts_once()
    {
        var zulu = await cms.Newsroom.TagAsync("Zulu");
        foreach (var name in new[] { "Alpha", "Mike" }) await cms.Newsroom.TagAsync(name);

        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray("zulu", "alpha", Newsroom.Id(zulu), "mike") });

        Assert.Equal("""["zulu","alpha","mike"]""", story["tags"]!.ToJsonString());
    }

    private Task<Answer> CreateAsync(string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", json);
}
