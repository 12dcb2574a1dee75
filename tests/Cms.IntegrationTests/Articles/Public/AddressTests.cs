using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>An address that was public leads to its story for good, in one hop, and is never given away.</summary>
public sealed class AddressTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Every_former_slug_leads_straight_to_the_present_one()
    {
        var slugs = Slugs("first", "second", "third", "fourth");
        var story = await PublishedUnderAsync(slugs);

        foreach (var former in slugs[..3])
        {
            await AssertMovedAsync($"/v1/articles/{former}", $"/v1/articles/{slugs[3]}");
            await AssertMovedAsync($"/v1/articles/{former}?fields=headline,slug&body=blocks", $"/v1/articles/{slugs[3]}?fields=headline,slug&body=blocks");
            await AssertMovedAsync($"/v1/articles/{former}/related-links", $"/v1/articles/{slugs[3]}/related-links");
            await AssertMovedAsync($"/v1/page?path=/{story["section"]}/{former}", $"/v1/page?path=%2F{story["section"]}%2F{slugs[3]}");
        }
        Assert.Equal(Newsroom.Id(story), (string?)(await cms.Reader.ReadAsync($"/v1/articles/{slugs[3]}"))["id"]);
    }

    [Fact]
    public async Task Location_of_another_script_is_ascii()
    {
        var slugs = new[] { Newsroom.Unique("पुराना-पुल").Replace(' ', '-'), Newsroom.Unique("नया-पुल").Replace(' ', '-') };
        var story = await PublishedUnderAsync(slugs);

        var (former, present) = (Uri.EscapeDataString(slugs[0]), Uri.EscapeDataString(slugs[1]));
        await AssertMovedAsync($"/v1/articles/{former}", $"/v1/articles/{present}");
        await AssertMovedAsync($"/v1/page?path=%2F{story["section"]}%2F{former}", $"/v1/page?path=%2F{story["section"]}%2F{present}");
        Assert.Equal(Newsroom.Id(story), (string?)(await cms.Reader.ReadAsync($"/v1/articles/{present}"))["id"]);
    }

    [Fact]
    public async Task Slug_that_is_not_published_yet_is_not_an_address()
    {
        var slugs = Slugs("public", "not-yet");
        var story = await PublishedUnderAsync(slugs[..1]);
        await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["slug"] = slugs[1] });

        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/articles/{slugs[1]}"));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/page?path=/{story["section"]}/{slugs[1]}"));
        Assert.Equal(slugs[0], (string?)(await cms.Reader.ReadAsync($"/v1/articles/{slugs[0]}"))["slug"]);
    }

    [Fact]
    public async Task Slug_can_be_changed_back()
    {
        var slugs = Slugs("one", "two");
        await PublishedUnderAsync([slugs[0], slugs[1], slugs[0]]);

        Assert.Equal(slugs[0], (string?)(await cms.Reader.ReadAsync($"/v1/articles/{slugs[0]}"))["slug"]);
        await AssertMovedAsync($"/v1/articles/{slugs[1]}", $"/v1/articles/{slugs[0]}");
    }

    [Fact]
    public async Task Story_that_moves_to_another_section_is_found_by_its_former_path()
    {
        var slug = Slugs("moving")[0];
        var story = await PublishedUnderAsync([slug]);
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Elsewhere"));
        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["section"] = section }));

        await AssertMovedAsync($"/v1/page?path=/{story["section"]}/{slug}", $"/v1/page?path=%2F{section}%2F{slug}");
    }

    [Fact]
    public async Task Former_slug_is_never_given_to_another_story()
    {
        var slugs = Slugs("kept", "moved-on");
        await PublishedUnderAsync(slugs);

        using var asked = await cms.Newsroom.TrySendAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "Another", ["slug"] = slugs[0] });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Equal("slug_taken", await CodeAsync(asked));
        Assert.Equal($"{slugs[0]}-2", (string?)(await cms.Newsroom.DraftAsync(new JsonObject { ["headline"] = slugs[0] }))["slug"]);
    }

    [Theory]
    [InlineData("takedown", "court")]
    [InlineData("kill", "rights")]
    public async Task Withdrawn_story_is_410_by_every_slug_and_path_it_was_public_at(string action, string reason)
    {
        var slugs = Slugs("before", "after", "never-public");
        var story = await PublishedUnderAsync(slugs[..2]);
        await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["slug"] = slugs[2] });
        await cms.Newsroom.ActAsync(story, action, new JsonObject { ["reason"] = reason });

        foreach (var path in slugs[..2].SelectMany(slug => new[] { $"articles/{slug}", $"articles/{slug}/related-links", $"page?path=/{story["section"]}/{slug}" }).Append($"articles/{Newsroom.Id(story)}"))
        {
            using var response = await cms.Reader.AskAsync($"/v1/{path}");
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            var problem = JsonNode.Parse(await response.TextAsync())!;
            Assert.Equal((Newsroom.Id(story), reason), ((string?)problem["id"], (string?)problem["reason"]));
        }
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/articles/{slugs[2]}"));
    }

    [Fact]
    public async Task Story_that_is_published_again_takes_its_addresses_back()
    {
        var slugs = Slugs("early", "late");
        var story = await PublishedUnderAsync(slugs);
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["note"] = "Settled." });

        await AssertMovedAsync($"/v1/articles/{slugs[0]}", $"/v1/articles/{slugs[1]}");
    }

    [Fact]
    public async Task Section_is_not_given_an_address_that_leads_or_led_to_a_story()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Kept"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section, ["slug"] = section + "-first" });
        await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(story), new JsonObject { ["slug"] = section + "-second" });
        await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.ActAsync(story, "unpublish", []);

        foreach (var slug in new[] { section + "-first", section + "-second" })
        {
            var refused = await cms.Newsroom.SendAsync(
                HttpMethod.Post, "sections", new JsonObject { ["name"] = "New", ["slug"] = slug, ["parent"] = section }, HttpStatusCode.Conflict);
            Assert.Equal("path_taken", (string?)refused["code"]);
        }
        await cms.Newsroom.PublishAsync(story);
        Assert.Equal(HttpStatusCode.MovedPermanently, await cms.Reader.StatusAsync($"/v1/page?path=/{section}/{section}-first"));
    }

    [Theory]
    [InlineData("authors")]
    [InlineData("tags")]
    public async Task Slug_that_an_author_or_tag_had_before_it_was_ever_public_leads_nowhere(string kind)
    {
        var resource = kind == "authors" ? await cms.Newsroom.AuthorAsync(Newsroom.Unique("Secret source")) : await cms.Newsroom.TagAsync(Newsroom.Unique("Secret plan"));
        var secret = (string)resource["slug"]!;
        await cms.Newsroom.PatchAsync($"{kind}/{secret}", new JsonObject { ["slug"] = "open-" + secret });
        await cms.Newsroom.PublishedAsync(kind == "authors"
            ? new JsonObject { ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = "open-" + secret }) }
            : new JsonObject { ["tags"] = new JsonArray("open-" + secret) });

        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/{kind}/open-{secret}"));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/{kind}/{secret}"));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/page?path=/{kind}/{secret}"));
        Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?{(kind == "authors" ? "author" : "tag")}={secret}"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("authors", "writer")]
    [InlineData("tags", "topic")]
    public async Task Former_slugs_of_authors_and_tags_lead_to_the_present_ones(string kind, string name)
    {
        var resource = kind == "authors" ? await cms.Newsroom.AuthorAsync(Newsroom.Unique(name)) : await cms.Newsroom.TagAsync(Newsroom.Unique(name));
        var former = (string)resource["slug"]!;
        await cms.Newsroom.PublishedAsync(kind == "authors"
            ? new JsonObject { ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = former }) }
            : new JsonObject { ["tags"] = new JsonArray(former) });
        foreach (var slug in new[] { former + "-b", former + "-c" }) await cms.Newsroom.PatchAsync($"{kind}/{Newsroom.Id(resource)}", new JsonObject { ["slug"] = slug });

        foreach (var old in new[] { former, former + "-b" })
        {
            await AssertMovedAsync($"/v1/{kind}/{old}", $"/v1/{kind}/{former}-c");
            await AssertMovedAsync($"/v1/page?path=/{kind}/{old}", $"/v1/page?path=%2F{kind}%2F{former}-c");
            var filter = kind == "authors" ? "author" : "tag";
            Assert.Single((await cms.Reader.ReadAsync($"/v1/articles?{filter}={old}")).Items("id"));
        }
    }

    [Fact]
    public async Task Story_and_section_never_have_the_same_path()
    {
        var slugs = Slugs("harbour", "market");
        var story = await PublishedUnderAsync(slugs[..1]);
        var section = (string)story["section"]!;

        using var newSection = await cms.Newsroom.TrySendAsync(HttpMethod.Post, "sections", new JsonObject { ["name"] = "Harbour", ["slug"] = slugs[0], ["parent"] = section });
        Assert.Equal((HttpStatusCode.Conflict, "path_taken"), (newSection.StatusCode, await CodeAsync(newSection)));

        await cms.Newsroom.PostAsync("sections", new JsonObject { ["name"] = "Market", ["slug"] = slugs[1], ["parent"] = section });
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["slug"] = slugs[1], ["section"] = section });
        using var publication = await cms.Newsroom.TrySendAsync(HttpMethod.Post, $"articles/{Newsroom.Id(draft)}/publish", []);
        Assert.Equal((HttpStatusCode.Conflict, "path_taken"), (publication.StatusCode, await CodeAsync(publication)));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/articles/{slugs[1]}"));
    }

    [Theory]
    [InlineData("ज़मीन", "\u095Bमीन")]
    [InlineData("café", "cafe\u0301")]
    [InlineData("이재명", "\u110B\u1175\u110C\u1162\u1106\u1167\u11BC")]
    [InlineData("کشمیر", "کشمیر")]
    public async Task Story_is_found_by_every_way_to_write_its_slug(string word, string otherForm)
    {
        var number = Newsroom.Unique("").Trim();
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = $"{word} {number}" });
        Assert.Equal($"{word}-{number}".Normalize(), (string?)story["slug"]);

        foreach (var form in new[] { word, otherForm, word.Normalize(NormalizationForm.FormD) })
        {
            var encoded = Uri.EscapeDataString($"{form}-{number}");
            Assert.Equal(Newsroom.Id(story), (string?)(await cms.Reader.ReadAsync($"/v1/articles/{encoded}"))["id"]);
            Assert.Equal(Newsroom.Id(story), (string?)(await cms.Reader.ReadAsync($"/v1/page?path=/{story["section"]}/{encoded}"))["article"]!["id"]);
        }
    }

    [Fact]
    public async Task Only_the_canonical_form_of_an_id_is_one()
    {
        var id = Newsroom.Id(await cms.Newsroom.PublishedAsync());
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{id}"));
        foreach (var other in new[] { id.ToUpperInvariant(), id.Replace("-", "", StringComparison.Ordinal), $"%7B{id}%7D" })
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/articles/{other}"));
    }

    private static string[] Slugs(params string[] names) => [.. names.Select(name => Newsroom.Unique(name).Replace(' ', '-'))];

    /// <summary>A story published once under each of these slugs, in this order.</summary>
    private async Task<JsonObject> PublishedUnderAsync(string[] slugs)
    {
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["slug"] = slugs[0] });
        foreach (var slug in slugs[1..])
            story = await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["slug"] = slug }));
        return story;
    }

    private async Task AssertMovedAsync(string from, string to)
    {
        using var response = await cms.Reader.AskAsync(from);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(to, Assert.Single(response.Headers.GetValues("Location")));
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync(to));
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (string?)JsonNode.Parse(await response.TextAsync())!["code"];
}
