using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Authors;

/// <summary>Authors that turned out to be one, and names that change while credits stay.</summary>
public sealed class AuthorMergeTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Bylines_name_the_one_that_goes_on_once_a_role_where_the_first_stood()
    {
        var (old, target) = (await AuthorAsync(), await AuthorAsync());
        var story = await PublishedAsync(Byline(old, creditedAs: "By hand"), Byline(target), Byline(old, "editor"));

        await MergeAsync(old, target);

        var shown = (await cms.Reader.ReadAsync($"/v1/articles/{story["id"]}"))["bylines"]!;
        Assert.Equal(["writer", "editor"], shown.Strings("role"));
        Assert.Equal(["By hand", (string)target["name"]!], shown.Strings("name"));
        Assert.All(shown.AsArray(), byline => Assert.Equal(Newsroom.Id(target), (string?)byline!["author"]!["id"]));
        Assert.Equal([Slug(target), Slug(target)], (await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["bylines"]!.Strings("author"));
        using var answer = await cms.Reader.AskAsync($"/v1/authors/{Slug(old)}");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/v1/authors/{Slug(target)}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Single((await cms.Reader.ReadAsync($"/v1/articles?author={Slug(old)}"))["items"]!.AsArray());
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task A_story_that_was_open_while_two_of_its_authors_were_merged_is_saved_as_it_was_read()
    {
        var (old, target) = (await AuthorAsync(), await AuthorAsync());
        var story = await PublishedAsync(Byline(old), Byline(target));
        var read = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        await MergeAsync(old, target);

        var saved = await cms.Newsroom.SendAsync(HttpMethod.Put, $"articles/{story["id"]}", read, HttpStatusCode.OK);

        Assert.Equal([Slug(target)], saved["bylines"]!.Strings("author"));
    }

    [Fact]
    public async Task An_edit_from_before_a_merge_that_touches_no_byline_is_merged()
    {
        var (old, target) = (await AuthorAsync(), await AuthorAsync());
        var story = await PublishedAsync(Byline(old), Byline(target));
        var read = (string)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"]!;
        await MergeAsync(old, target);
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "One" });

        using var edit = new HttpRequestMessage(HttpMethod.Patch, $"/v1/editorial/articles/{story["id"]}") { Content = JsonContent.Create(new { summary = "Two" }) };
        edit.Headers.TryAddWithoutValidation("If-Match", read);
        edit.Headers.TryAddWithoutValidation("Prefer", "merge=disjoint");
        var merged = (await cms.Newsroom.Editor.AnswerAsync(edit)).Is(200);

        Assert.Equal(("One", "Two"), ((string?)merged["kicker"], (string?)merged["summary"]));
        Assert.Equal([Slug(target)], merged["bylines"]!.Strings("author"));
    }

    [Fact]
    public async Task What_readers_never_had_leads_nowhere()
    {
        var (old, target) = (await AuthorAsync(), await AuthorAsync());
        await DraftAsync(old);
        await PublishedAsync(Byline(target));

        await MergeAsync(old, target);

        foreach (var address in new[] { Slug(old), Newsroom.Id(old) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/authors/{address}"));
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/page?path=/authors/{address}"));
            Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?author={address}"))["items"]!.AsArray());
        }
    }

    /// <summary>What readers had under another name they never had under the one between.</summary>
    [Fact]
    public async Task A_name_that_was_never_public_leads_nowhere_when_what_was_merged_into_it_was()
    {
        var (first, between, last) = (await AuthorAsync(), await AuthorAsync(), await AuthorAsync());
        await cms.Newsroom.ActAsync(await PublishedAsync(Byline(first)), "unpublish", []);
        await PublishedAsync(Byline(last));

        await MergeAsync(first, between);
        await MergeAsync(between, last);

        foreach (var address in new[] { Slug(between), Newsroom.Id(between) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/authors/{address}"));
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/page?path=/authors/{address}"));
            Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?author={address}"))["items"]!.AsArray());
        }
        Assert.Equal(HttpStatusCode.MovedPermanently, await cms.Reader.StatusAsync($"/v1/authors/{Slug(first)}"));
    }

    [Fact]
    public async Task Editors_find_it_by_the_name_of_the_merged_and_readers_do_not()
    {
        var (old, target) = (await cms.Newsroom.AuthorAsync("Quixana Tolbart"), await cms.Newsroom.AuthorAsync("Someone Else"));
        await PublishedAsync(Byline(target));

        var answer = await MergeAsync(old, target);

        Assert.Equal(["Quixana Tolbart"], answer["formerNames"]!.AsArray().Select(name => (string)name!));
        Assert.Equal([Slug(target)], (await cms.Newsroom.GetAsync("authors?q=quixana"))["items"]!.Strings("slug"));
        Assert.Empty((await cms.Reader.ReadAsync("/v1/authors?q=quixana"))["items"]!.AsArray());
    }

    [Fact]
    public async Task An_author_is_merged_into_one_of_its_kind()
    {
        var desk = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Desk"), "desk");

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"authors/{(await AuthorAsync())["id"]}/merge", new JsonObject { ["into"] = Slug(desk) }))
            .IsProblem(422, "invalid", "/into invalid_value");
    }

    [Fact]
    public async Task Kept_credits_stay_in_old_stories_when_they_are_published_again_too_and_new_ones_have_the_new_name()
    {
        var author = await AuthorAsync();
        var name = (string)author["name"]!;
        var story = await PublishedAsync(Byline(author), Byline(author, "editor", "Given"));
        var draft = await DraftAsync(author);

        await RenameAsync(author, "Second Name", keepCredits: true);
        Assert.Equal([name, "Given"], await NamesAsync(story));
        Assert.Equal(["Second Name", "Second Name"], (await cms.Reader.ReadAsync($"/v1/articles/{story["id"]}"))["bylines"]!.AsArray().Select(byline => (string)byline!["author"]!["name"]!));
        var page = await cms.Reader.ReadAsync($"/v1/page?path=/{story["section"]}/{story["slug"]}");
        Assert.Equal(name, (string?)page["jsonLd"]![0]!["author"]![0]!["name"]);
        Assert.Equal(name, (string?)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["bylines"]![0]!["creditedAs"]);

        await cms.Newsroom.PublishAsync(story);
        await cms.Newsroom.PublishAsync(draft);
        Assert.Equal([name, "Given"], await NamesAsync(story));
        Assert.Equal([name], await NamesAsync(draft));

        await RenameAsync(author, "Third Name", keepCredits: true);
        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "Saved" }));
        Assert.Equal([name, "Given"], await NamesAsync(story));
        Assert.Equal(["Third Name"], await NamesAsync(await PublishedAsync(Byline(author))));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task What_editors_read_after_a_merge_or_with_kept_credits_and_save_as_it_is_leaves_nothing_to_publish()
    {
        var (author, old, target) = (await AuthorAsync(), await AuthorAsync(), await AuthorAsync());
        var path = $"articles/{(await PublishedAsync(Byline(author), Byline(old)))["id"]}";
        await RenameAsync(author, "Second Name", keepCredits: true);
        await MergeAsync(old, target);
        var read = await cms.Newsroom.GetAsync(path);

        var saved = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, read, (string)read["etag"]!)).Is(200);

        Assert.Equal((string?)author["name"], (string?)saved["bylines"]![0]!["creditedAs"]);
        Assert.Equal(Slug(target), (string?)saved["bylines"]![1]!["author"]);
        Assert.Equal("false", saved["hasUnpublishedChanges"]!.ToJsonString());
        Assert.Equal("[]", (await cms.Newsroom.GetAsync($"{path}/revisions/1/diff/current"))["members"]!.ToJsonString());
    }

    /// <summary>Also where the working copy is stored as what was published is, byte for byte.</summary>
    [Fact]
    public async Task A_kept_credit_let_go_is_a_change_to_publish()
    {
        var author = await AuthorAsync();
        var path = $"articles/{(await PublishedAsync(Byline(author)))["id"]}";
        await RenameAsync(author, "Second Name", keepCredits: true);

        var saved = await cms.Newsroom.PatchAsync(path, new JsonObject { ["bylines"] = new JsonArray(Byline(author)) });

        Assert.Equal("true", saved["hasUnpublishedChanges"]!.ToJsonString());
        Assert.Equal(["bylines"], (await cms.Newsroom.GetAsync($"{path}/revisions/1/diff/current"))["members"]!.Strings("member"));
    }

    [Fact]
    public async Task An_editor_may_let_a_kept_credit_go()
    {
        var author = await AuthorAsync();
        var story = await PublishedAsync(Byline(author));
        await RenameAsync(author, "Second Name", keepCredits: true);

        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["bylines"] = new JsonArray(Byline(author)) }));

        Assert.Equal(["Second Name"], await NamesAsync(story));
    }

    [Fact]
    public async Task Without_keepCredits_a_new_name_reaches_old_stories()
    {
        var author = await AuthorAsync();
        var story = await PublishedAsync(Byline(author));

        await RenameAsync(author, "Second Name", keepCredits: false);

        Assert.Equal(["Second Name"], await NamesAsync(story));
    }

    [Fact]
    public async Task Keeping_credits_is_no_save_but_whoever_read_the_story_before_has_to_read_it_again()
    {
        var author = await AuthorAsync();
        var before = await cms.Newsroom.GetAsync($"articles/{(await PublishedAsync(Byline(author)))["id"]}");

        await RenameAsync(author, "Second Name", keepCredits: true);

        var after = await cms.Newsroom.GetAsync($"articles/{before["id"]}");
        Assert.Equal($"{before["modifiedAt"]} {before["modifiedBy"]} false", $"{after["modifiedAt"]} {after["modifiedBy"]} {after["hasUnpublishedChanges"]}");
        (await cms.Newsroom.Editor.PatchAsync($"articles/{before["id"]}", new JsonObject { ["kicker"] = "Late" }, (string)before["etag"]!)).IsProblem(412, "stale");
    }

    [Fact]
    public async Task Credits_of_the_merged_are_kept_by_whose_name_they_showed()
    {
        var (old, target) = (await AuthorAsync(), await AuthorAsync());
        var (early, late) = (await PublishedAsync(Byline(target)), await PublishedAsync(Byline(old)));
        await RenameAsync(target, "Second Name", keepCredits: true);
        await MergeAsync(old, target);
        Assert.Equal(["Second Name"], await NamesAsync(late));

        await RenameAsync(target, "Third Name", keepCredits: true);

        Assert.Equal([(string)target["name"]!], await NamesAsync(early));
        Assert.Equal(["Second Name"], await NamesAsync(late));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Theory]
    [InlineData("keepCredits=maybe", "keepCredits invalid_value")]
    [InlineData("keepcredits=true", "keepcredits unknown_member")]
    public async Task Another_parameter_is_refused(string query, string fault) =>
        (await cms.Newsroom.Editor.PatchAsync($"authors/{(await AuthorAsync())["id"]}?{query}", new JsonObject { ["name"] = "New" })).IsProblem(400, "invalid_parameter", fault);

    private Task<JsonObject> AuthorAsync() => cms.Newsroom.AuthorAsync(Newsroom.Unique("Author"));

    private Task<JsonObject> PublishedAsync(params JsonObject[] bylines) => cms.Newsroom.PublishedAsync(new JsonObject { ["bylines"] = new JsonArray([.. bylines]) });

    private Task<JsonObject> DraftAsync(JsonObject author) => cms.Newsroom.DraftAsync(new JsonObject { ["bylines"] = new JsonArray(Byline(author)) });

    private Task<JsonObject> MergeAsync(JsonObject old, JsonObject target) =>
        cms.Newsroom.SendAsync(HttpMethod.Post, $"authors/{old["id"]}/merge", new JsonObject { ["into"] = Slug(target) }, HttpStatusCode.OK);

    private Task<JsonObject> RenameAsync(JsonObject author, string name, bool keepCredits) =>
        cms.Newsroom.PatchAsync($"authors/{author["id"]}{(keepCredits ? "?keepCredits=true" : "")}", new JsonObject { ["name"] = name });

    private async Task<IReadOnlyList<string>> NamesAsync(JsonObject story) => (await cms.Reader.ReadAsync($"/v1/articles/{story["id"]}"))["bylines"]!.Strings("name");

    private static JsonObject Byline(JsonObject author, string role = "writer", string? creditedAs = null) =>
        new() { ["role"] = role, ["author"] = Slug(author), ["creditedAs"] = creditedAs };

    private static string Slug(JsonObject resource) => (string)resource["slug"]!;
}
