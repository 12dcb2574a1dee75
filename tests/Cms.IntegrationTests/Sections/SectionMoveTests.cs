using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Sections;

/// <summary>A section that moves takes all below it along, and every address it had leads to where it is.</summary>
public sealed class SectionMoveTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task An_edit_of_what_lies_below_is_told_of_the_move_and_may_be_merged()
    {
        var moving = await SectionAsync("Upper");
        var read = await cms.Newsroom.GetAsync("sections/" + await SectionAsync("Lower", moving));
        var moved = await MoveAsync(moving, new JsonObject { ["slug"] = "raised" });
        var (below, yours) = ($"sections/{moved}/lower", new JsonObject { ["name"] = "Yours" });

        var stale = (await cms.Newsroom.Editor.PatchAsync(below, yours, (string)read["etag"]!)).IsProblem(412, "stale");
        Assert.Equal($"Moved with {moving}, which is {moved} now.", (string?)Assert.Single(stale["since"]!.AsArray())!["note"]);
        Assert.DoesNotContain(stale["changes"]!.AsArray(), change => (bool)change!["conflict"]!);

        var merged = (await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, below, yours, (string)read["etag"]!)).Is(200);
        Assert.Equal(("Yours", $"{moved}/lower"), ((string?)merged["name"], (string?)merged["path"]));
    }

    [Fact]
    public async Task Everything_below_follows_and_every_former_address_leads_there_in_one_hop()
    {
        var (root, other) = (await SectionAsync("Root"), await SectionAsync("Other"));
        var moving = await SectionAsync("Moving", root);
        var below = await SectionAsync("Below", moving);
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = below });
        var linking = await cms.Newsroom.PublishedAsync(new JsonObject { ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(story) }) });
        var before = await cms.Newsroom.GetAsync("sections/" + below);

        var moved = await MoveAsync(moving, new JsonObject { ["parent"] = other });
        Assert.Equal($"{other}/moving", moved);
        var again = await MoveAsync(moved, new JsonObject { ["slug"] = "moved", ["parent"] = null });
        Assert.Equal("moved", again);

        var path = $"/moved/below/{story["slug"]}";
        foreach (var former in new[] { moving, moved })
        {
            await MovedAsync($"/v1/sections/{former}", "/v1/sections/moved");
            await MovedAsync($"/v1/sections/{former}/below", "/v1/sections/moved/below");
            await MovedAsync($"/v1/page?path=/{former}", "/v1/page?path=%2Fmoved");
            await MovedAsync($"/v1/page?path=/{former}/below", "/v1/page?path=%2Fmoved%2Fbelow");
            await MovedAsync($"/v1/page?path=/{former}/below/{story["slug"]}", "/v1/page?path=" + Uri.EscapeDataString(path));
            Assert.Single((await cms.Reader.ReadAsync($"/v1/articles?section={former}"))["items"]!.AsArray());
        }
        var page = await cms.Reader.ReadAsync($"/v1/page?path={path}");
        Assert.Equal(["moved", "moved/below"], page["breadcrumb"]!.Strings("path"));
        Assert.Equal(("moved/below", path), ((string?)page["article"]!["section"]!["path"], (string?)page["article"]!["path"]));
        Assert.EndsWith(path, (string?)page["seo"]!["canonicalUrl"], StringComparison.Ordinal);
        Assert.Equal(path, (string?)(await cms.Reader.ReadAsync($"/v1/articles/{Newsroom.Id(linking)}"))["relatedLinks"]![0]!["article"]!["path"]);
        Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?section={root}"))["items"]!.AsArray());
        var tree = (await cms.Reader.ReadAsync("/v1/sections"))["items"]!.AsArray();
        Assert.Equal("moved/below", (string?)tree.Single(node => (string?)node!["path"] == "moved")!["children"]![0]!["path"]);

        // What was read of a section below is stale: its path is another.
        var after = await cms.Newsroom.GetAsync("sections/" + below);
        Assert.Equal(("moved/below", "moved", (string?)before["id"]), ((string?)after["path"], (string?)after["parent"], (string?)after["id"]));
        Assert.NotEqual((string?)before["etag"], (string?)after["etag"]);
        Assert.Equal("moved/below", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["section"]);
        Assert.Equal("moved", (string?)(await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = moving }))["section"]);
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Section_moves_back_and_its_other_address_leads_there()
    {
        var (root, moving) = (await SectionAsync("Home"), await SectionAsync("Wandering"));
        var away = await MoveAsync(moving, new JsonObject { ["parent"] = root });
        Assert.Equal(moving, await MoveAsync(away, new JsonObject { ["parent"] = null }));

        await MovedAsync($"/v1/page?path=/{away}", $"/v1/page?path=%2F{moving}");
        Assert.Equal(moving, (string?)(await cms.Reader.ReadAsync("/v1/sections/" + moving))["path"]);
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Put_without_a_slug_keeps_it_and_what_get_answers_moves_nothing()
    {
        var root = await SectionAsync("Above");
        var section = await SectionAsync("Kept", root);
        var read = await cms.Newsroom.GetAsync("sections/" + section);

        Assert.Equal(section, (string?)(await cms.Newsroom.SendAsync(HttpMethod.Put, "sections/" + section, read, HttpStatusCode.OK))["path"]);
        var put = await cms.Newsroom.SendAsync(HttpMethod.Put, "sections/" + section, new JsonObject { ["name"] = "Renamed", ["parent"] = root }, HttpStatusCode.OK);
        Assert.Equal((section, "Renamed"), ((string?)put["path"], (string?)put["name"]));
    }

    [Fact]
    public async Task Place_that_a_section_cannot_have_is_refused_and_nothing_moves()
    {
        var root = await SectionAsync("Deep");
        var (two, three) = (await SectionAsync("Two", root), await SectionAsync("Three", $"{root}/two"));
        var tower = await SectionAsync("Tower");
        await SectionAsync("B", tower);
        await SectionAsync("C", $"{tower}/b");

        foreach (var below in new[] { root, two, three })
            (await PatchAsync(root, new JsonObject { ["parent"] = below })).IsProblem(422, "invalid", "/parent invalid_value");
        (await PatchAsync(tower, new JsonObject { ["parent"] = three })).IsProblem(422, "invalid", "/parent out_of_range");
        (await PatchAsync(tower, new JsonObject { ["parent"] = "no/such", ["slug"] = "No Slug" })).IsProblem(422, "invalid", "/parent not_found", "/slug invalid_format");
        (await PatchAsync(two, new JsonObject { ["parent"] = null, ["slug"] = "tags" })).IsProblem(422, "invalid", "/slug invalid_value");
        (await PatchAsync(two, new JsonObject { ["parent"] = null, ["slug"] = tower })).IsProblem(409, "slug_taken");
        (await PatchAsync(two, new JsonObject { ["path"] = "elsewhere" })).IsProblem(422, "invalid", "/path read_only");
        await MoveAsync(tower, new JsonObject { ["parent"] = two, ["slug"] = "tower" });
        Assert.Equal($"{two}/tower/b/c", (string?)(await cms.Newsroom.GetAsync($"sections/{two}/tower/b/c"))["path"]);
    }

    [Fact]
    public async Task Former_path_of_a_section_is_given_to_nothing_else()
    {
        var (root, section) = (await SectionAsync("Keeper"), await SectionAsync("Leaving"));
        var former = await SectionAsync("Place", root);
        await MoveAsync(former, new JsonObject { ["parent"] = section });

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "sections", new JsonObject { ["name"] = "x", ["slug"] = "place", ["parent"] = root })).IsProblem(409, "slug_taken");
        (await PatchAsync(await SectionAsync("Another", root), new JsonObject { ["slug"] = "place" })).IsProblem(409, "slug_taken");
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = root, ["slug"] = "place" });
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish")).IsProblem(409, "path_taken");
    }

    [Fact]
    public async Task Section_does_not_move_to_an_address_that_is_or_was_a_storys()
    {
        var (root, section) = (await SectionAsync("Stories"), await SectionAsync("Mover"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = root, ["slug"] = root + "-one" });
        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(story), new JsonObject { ["slug"] = root + "-two" }));

        foreach (var slug in new[] { root + "-one", root + "-two" })
            (await PatchAsync(section, new JsonObject { ["parent"] = root, ["slug"] = slug })).IsProblem(409, "path_taken");
        Assert.Equal(section, (string?)(await cms.Newsroom.GetAsync("sections/" + section))["path"]);
    }

    [Fact]
    public async Task Many_stories_follow_through_the_queue_and_are_found_meanwhile()
    {
        var (root, section) = (await SectionAsync("Wide"), await SectionAsync("Crowd"));
        for (var number = 0; number < 60; number++) await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section });
        var cards = (await cms.Reader.ReadAsync($"/v1/articles?section={section}&limit=100"))["items"]!.AsArray();

        var moved = await MoveAsync(section, new JsonObject { ["parent"] = root });
        foreach (var card in cards)
        {
            using var response = await cms.Reader.AskAsync($"/v1/page?path=/{moved}/{card!["slug"]}");
            Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.MovedPermanently });
        }
        await cms.App.DrainAsync();

        foreach (var card in cards)
            Assert.Equal($"/{moved}/{card!["slug"]}", (string?)(await cms.Reader.ReadAsync($"/v1/articles/{card["id"]}"))["path"]);
        Assert.Equal(60, (await cms.Reader.ReadAsync($"/v1/articles?section={root}&limit=100"))["items"]!.AsArray().Count);
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Sections_that_move_below_each_other_at_once_make_no_circle()
    {
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (await cms.Newsroom.GetAsync("sections/" + await SectionAsync("A")), await cms.Newsroom.GetAsync("sections/" + await SectionAsync("B")));
            var answers = await Task.WhenAll(
                PatchAsync(Newsroom.Id(a), new JsonObject { ["parent"] = Newsroom.Id(b) }),
                PatchAsync(Newsroom.Id(b), new JsonObject { ["parent"] = Newsroom.Id(a) }),
                cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "sections", new JsonObject { ["name"] = "Child", ["parent"] = Newsroom.Id(a) }));

            Assert.Equal([200, 201, 422], answers.Select(answer => answer.Status).Order());
            var child = await cms.Newsroom.GetAsync($"sections/{answers[2].Json["id"]}");
            Assert.Equal($"{(await cms.Newsroom.GetAsync("sections/" + Newsroom.Id(a)))["path"]}/child", (string?)child["path"]);
        }
        Assert.Empty(await cms.App.VerifyAsync());
    }

    private Task<string> SectionAsync(string name, string? parent = null) => cms.Newsroom.SectionAsync(parent is null ? Newsroom.Unique(name) : name, parent);

    private async Task<string> MoveAsync(string path, JsonObject patch) => (string)(await cms.Newsroom.PatchAsync("sections/" + path, patch))["path"]!;

    private Task<Answer> PatchAsync(string path, JsonObject patch) => cms.Newsroom.Editor.PatchAsync("sections/" + path, patch);

    private async Task MovedAsync(string from, string to)
    {
        using var response = await cms.Reader.AskAsync(from);
        Assert.Equal((HttpStatusCode.MovedPermanently, to), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync(to));
    }
}
