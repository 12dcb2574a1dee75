using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Tags;

/// <summary>Two tags that turned out to be one subject.</summary>
public sealed class TagMergeTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Stories_have_the_one_that_goes_on_where_the_first_of_both_stood()
    {
        var (old, other, target) = (await TagAsync(), await TagAsync(), await TagAsync());
        var story = await PublishedAsync(old, other, target);

        await MergeAsync(old, target);

        var path = $"/v1/articles/{Newsroom.Id(story)}";
        Assert.Equal([Slug(target), Slug(other)], (await cms.Reader.ReadAsync(path))["tags"]!.Strings("slug"));
        Assert.Equal([Slug(target), Slug(other)], Tags(await cms.Newsroom.GetAsync($"articles/{story["id"]}")));
        var page = await cms.Reader.ReadAsync($"/v1/page?path={story["section"]!.ToString().Insert(0, "/")}/{story["slug"]}");
        Assert.Equal([(string)target["name"]!, (string)other["name"]!], page["jsonLd"]![0]!["keywords"]!.AsArray().Select(word => (string)word!));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Nothing_that_readers_sort_by_moves_and_nobody_has_saved_anything()
    {
        var (old, target) = (await TagAsync(), await TagAsync());
        var published = Newsroom.Id(await PublishedAsync(old));
        var draft = Newsroom.Id(await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray(Slug(old)) }));
        var (before, beforeOfDraft, shown) = (await StateAsync(published), await StateAsync(draft), await ShownAsync());

        await MergeAsync(old, target);

        Assert.Equal(before, await StateAsync(published));
        Assert.Equal(beforeOfDraft, await StateAsync(draft));
        Assert.Equal(shown, await ShownAsync());
        Assert.Equal([Slug(target)], Tags(await cms.Newsroom.GetAsync($"articles/{draft}")));

        async Task<string> StateAsync(string id)
        {
            var story = await cms.Newsroom.GetAsync($"articles/{id}");
            return $"{story["etag"]} {story["modifiedAt"]} {story["modifiedBy"]} {story["updatedAt"]} {story["hasUnpublishedChanges"]} {story["workflow"]}";
        }

        async Task<string> ShownAsync()
        {
            var story = await cms.Reader.ReadAsync($"/v1/articles/{published}");
            return $"{story["publishedAt"]} {story["updatedAt"]} {story["revision"]}";
        }
    }

    [Fact]
    public async Task What_editors_read_after_a_merge_and_save_as_it_is_leaves_nothing_to_publish()
    {
        var (other, old, target) = (await TagAsync(), await TagAsync(), await TagAsync());
        var path = $"articles/{(await PublishedAsync(other, old))["id"]}";
        await MergeAsync(old, target);
        var read = await cms.Newsroom.GetAsync(path);

        var saved = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, read, (string)read["etag"]!)).Is(200);

        Assert.Equal([Slug(other), Slug(target)], Tags(saved));
        Assert.Equal("false", saved["hasUnpublishedChanges"]!.ToJsonString());
        Assert.Equal("false", Assert.Single((await cms.Newsroom.GetAsync($"articles?tag={Slug(other)}"))["items"]!.AsArray())!["hasUnpublishedChanges"]!.ToJsonString());
        Assert.Equal("[]", (await cms.Newsroom.GetAsync($"{path}/revisions/1/diff/current"))["members"]!.ToJsonString());
        Assert.Equal([Slug(other), Slug(target)], Tags((await cms.Newsroom.GetAsync($"{path}/revisions/1"))["article"]!.AsObject()));

        var changed = await cms.Newsroom.PatchAsync(path, new JsonObject { ["tags"] = new JsonArray(Slug(target)) });
        Assert.Equal("true", changed["hasUnpublishedChanges"]!.ToJsonString());
        Assert.Equal(["tags"], (await cms.Newsroom.GetAsync($"{path}/revisions/1/diff/current"))["members"]!.Strings("member"));
    }

    [Fact]
    public async Task Old_addresses_lead_to_the_end_of_the_chain_in_one_hop_by_slug_and_by_id()
    {
        var (first, second, last) = (await TagAsync(), await TagAsync(), await TagAsync());
        await PublishedAsync(first);
        await PublishedAsync(second);
        var former = Slug(first);
        await cms.Newsroom.PatchAsync($"tags/{first["id"]}", new JsonObject { ["slug"] = former + "-renamed" });

        await MergeAsync(first, second);
        await MergeAsync(second, last);

        foreach (var address in new[] { former, former + "-renamed", Newsroom.Id(first), Slug(second), Newsroom.Id(second) })
        {
            using var answer = await cms.Reader.AskAsync($"/v1/tags/{address}");
            Assert.Equal((HttpStatusCode.MovedPermanently, $"/v1/tags/{Slug(last)}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            Assert.Equal(2, (await cms.Reader.ReadAsync($"/v1/articles?tag={address}"))["items"]!.AsArray().Count);
            Assert.Equal(2, (await cms.Newsroom.GetAsync($"articles?tag={address}"))["items"]!.AsArray().Count);
        }
        using var page = await cms.Reader.AskAsync($"/v1/page?path=/tags/{former}");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/v1/page?path=%2Ftags%2F{Slug(last)}"), (page.StatusCode, page.Headers.Location!.OriginalString));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task What_readers_never_had_leads_nowhere()
    {
        var (old, target) = (await TagAsync(), await TagAsync());
        await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray(Slug(old)) });
        await PublishedAsync(target);

        await MergeAsync(old, target);

        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/tags/{Slug(old)}"));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/tags/{old["id"]}"));
    }

    /// <summary>What readers had under another name they never had under the one between.</summary>
    [Fact]
    public async Task A_name_that_was_never_public_leads_nowhere_when_what_was_merged_into_it_was()
    {
        var (first, between, last) = (await TagAsync(), await TagAsync(), await TagAsync());
        await cms.Newsroom.ActAsync(await PublishedAsync(first), "unpublish", []);
        await PublishedAsync(last);

        await MergeAsync(first, between);
        await MergeAsync(between, last);

        foreach (var address in new[] { Slug(between), Newsroom.Id(between) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/tags/{address}"));
            Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/page?path=/tags/{address}"));
            Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?tag={address}"))["items"]!.AsArray());
        }
        Assert.Equal(HttpStatusCode.MovedPermanently, await cms.Reader.StatusAsync($"/v1/tags/{Slug(first)}"));
    }

    [Fact]
    public async Task Names_become_synonyms_and_editors_and_readers_find_it_by_them()
    {
        var old = await cms.Newsroom.PostAsync("tags", new JsonObject { ["type"] = "topic", ["name"] = "Zebrafish", ["synonyms"] = new JsonArray("Danio", "zebra fish") });
        var target = await cms.Newsroom.PostAsync("tags", new JsonObject { ["type"] = "topic", ["name"] = "Zebra fish", ["synonyms"] = new JsonArray("danio") });
        await PublishedAsync(target);

        var answer = await MergeAsync(old, target);

        Assert.Equal(target["id"]!.ToString(), answer["id"]!.ToString());
        Assert.Equal(["danio", "Zebrafish"], answer["synonyms"]!.AsArray().Select(name => (string)name!));
        Assert.Equal([Slug(target)], (await cms.Newsroom.GetAsync("tags?q=zebrafish"))["items"]!.Strings("slug"));
        Assert.Equal([Slug(target)], (await cms.Reader.ReadAsync("/v1/tags?q=zebrafish")).Items("slug"));
    }

    [Fact]
    public async Task The_merged_one_is_read_by_its_id_and_good_for_nothing_else()
    {
        var (old, target) = (await TagAsync(), await TagAsync());
        await MergeAsync(old, target);

        var merged = await cms.Newsroom.GetAsync($"tags/{old["id"]}");
        Assert.Equal((Slug(target), "admin"), ((string)merged["mergedInto"]!, ((string)merged["modifiedBy"]!).Split(' ')[0]));
        Assert.DoesNotContain(Newsroom.Id(old), (await cms.Newsroom.GetAsync("tags?limit=100"))["items"]!.Strings("id"));
        Assert.Null((await cms.Newsroom.GetAsync($"tags/{Slug(old)}"))["mergedInto"]);
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Patch, "", new JsonObject { ["name"] = "New" }), (HttpMethod.Put, "", merged.DeepClone().AsObject()), (HttpMethod.Delete, "", null),
            (HttpMethod.Post, "/merge", Into(target)),
        })
            (await cms.Newsroom.Editor.AskAsync(method, $"tags/{old["id"]}{path}", body)).IsProblem(409, "merged");

        foreach (var key in new[] { Slug(old), Newsroom.Id(old) })
            Assert.Equal([Slug(target)], Tags(await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray(key, Slug(target)) })));
    }

    [Fact]
    public async Task A_merge_that_cannot_be_is_refused_and_changes_nothing()
    {
        var (old, target, merged) = (await TagAsync(), await TagAsync(), await TagAsync());
        var place = await cms.Newsroom.TagAsync(Newsroom.Unique("Place"), "place");
        await MergeAsync(merged, target);
        var etag = (string)(await cms.Newsroom.GetAsync($"tags/{old["id"]}"))["etag"]!;

        (await AskAsync(old, Into(old))).IsProblem(422, "invalid", "/into invalid_value");
        (await AskAsync(old, Into(place))).IsProblem(422, "invalid", "/into invalid_value");
        (await AskAsync(old, Into(merged))).IsProblem(422, "invalid", "/into invalid_value");
        (await AskAsync(target, Into(merged))).IsProblem(422, "invalid", "/into invalid_value");
        (await AskAsync(old, new JsonObject { ["into"] = "no-such-tag" })).IsProblem(422, "invalid", "/into not_found");
        (await AskAsync(old, [])).IsProblem(422, "invalid", "/into required");
        (await AskAsync(old, Into(target), "\"7\"")).IsProblem(412, "stale");
        (await AskAsync(old, Into(target), null)).IsProblem(428, "precondition_required");
        (await (await cms.ClientAsync("writer")).AskAsync(HttpMethod.Post, $"tags/{old["id"]}/merge", Into(target))).IsProblem(403, "forbidden");
        Assert.Equal(etag, (string?)(await cms.Newsroom.GetAsync($"tags/{old["id"]}"))["etag"]);
    }

    [Fact]
    public async Task Of_two_merges_that_would_make_a_circle_one_is_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await TagAsync(), await TagAsync());
            await PublishedAsync(one, other);

            var answers = await Task.WhenAll(AskAsync(one, Into(other)), AskAsync(other, Into(one)));

            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status is 409 or 422);
        }
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task More_synonyms_than_a_tag_may_have_are_refused()
    {
        var (old, target) = (await TagAsync(), await TagAsync());
        await cms.Newsroom.PatchAsync($"tags/{target["id"]}", new JsonObject { ["synonyms"] = new JsonArray([.. Enumerable.Range(0, 50).Select(number => (JsonNode)$"Name {number}")]) });

        (await AskAsync(old, Into(target))).IsProblem(422, "invalid", "/into invalid_value");
    }

    [Fact]
    public async Task What_stories_of_the_merged_use_cannot_be_deleted_and_what_none_uses_goes_with_it()
    {
        var (used, target, unused, second) = (await TagAsync(), await TagAsync(), await TagAsync(), await TagAsync());
        await cms.Newsroom.DraftAsync(new JsonObject { ["tags"] = new JsonArray(Slug(used)) });
        await MergeAsync(used, target);
        await MergeAsync(unused, second);

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{target["id"]}")).IsProblem(409, "in_use");
        Assert.Single(problem["users"]!.AsArray());
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{second["id"]}")).Is(204);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"tags/{unused["id"]}")).Is(404);
        await cms.Newsroom.PostAsync("tags", new JsonObject { ["type"] = "topic", ["name"] = "Again", ["slug"] = Slug(unused) });
    }

    [Fact]
    public async Task Later_changes_of_the_one_that_goes_on_reach_the_stories_of_the_merged()
    {
        var (old, target) = (await TagAsync(), await TagAsync());
        var story = await PublishedAsync(old);
        await MergeAsync(old, target);

        await cms.Newsroom.PatchAsync($"tags/{target["id"]}", new JsonObject { ["name"] = "Renamed", ["slug"] = Slug(target) + "-renamed" });

        Assert.Equal("Renamed", (string?)(await cms.Reader.ReadAsync($"/v1/articles/{story["id"]}"))["tags"]![0]!["name"]);
        foreach (var address in new[] { Slug(old), Slug(target) })
        {
            using var answer = await cms.Reader.AskAsync($"/v1/tags/{address}");
            Assert.Equal($"/v1/tags/{Slug(target)}-renamed", answer.Headers.Location?.OriginalString);
        }
        Assert.Empty(await cms.App.VerifyAsync());
    }

    /// <summary>Fifty stories follow in the transaction and the rest through the queue, but no list has half of them meanwhile.</summary>
    [Fact]
    public async Task However_many_stories_there_are_each_has_one_of_the_two_at_every_moment()
    {
        const int Stories = 120;
        var (old, target) = (await TagAsync(), await TagAsync());
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Section"));
        var author = Slug(await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author")));
        for (var number = 0; number < Stories; number++)
        {
            await cms.Newsroom.PublishedAsync(new JsonObject
            {
                ["section"] = section,
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }),
                ["tags"] = number % 5 == 0 ? new JsonArray(Slug(target), Slug(old)) : new JsonArray(Slug(old)),
            });
        }

        using var done = new CancellationTokenSource();
        var looking = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested) await LookAsync();
            },
            TestContext.Current.CancellationToken);
        await MergeAsync(old, target);
        await LookAsync();
        using (var answer = await cms.Reader.AskAsync($"/v1/tags/{Slug(old)}")) Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        await cms.App.DrainAsync();
        await done.CancelAsync();
        await looking;

        var slugs = (await cms.Reader.ReadAsync($"/v1/articles?section={section}&limit=100"))["items"]!.AsArray().Select(card => Assert.Single(card!["tags"]!.Strings("slug")));
        Assert.All(slugs, slug => Assert.Equal(Slug(target), slug));
        Assert.Empty(await cms.App.VerifyAsync());

        async Task LookAsync()
        {
            var list = await cms.Reader.ReadAsync($"/v1/articles?tag={Slug(old)}&section={section}&limit=100&count=exact");
            Assert.Equal(Stories, (int)list["count"]!);
            Assert.All(list["items"]!.AsArray(), card => Assert.Contains(
                string.Join(' ', card!["tags"]!.Strings("slug")), new[] { Slug(old), Slug(target), $"{Slug(target)} {Slug(old)}" }));
        }
    }

    private Task<JsonObject> TagAsync() => cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));

    private Task<JsonObject> PublishedAsync(params JsonObject[] tags) =>
        cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)Slug(tag))]) });

    private Task<JsonObject> MergeAsync(JsonObject old, JsonObject target) =>
        cms.Newsroom.SendAsync(HttpMethod.Post, $"tags/{old["id"]}/merge", Into(target), HttpStatusCode.OK);

    private Task<Answer> AskAsync(JsonObject old, JsonObject body, string? ifMatch = "*") =>
        cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"tags/{old["id"]}/merge", body, ifMatch);

    private static JsonObject Into(JsonObject target) => new() { ["into"] = Newsroom.Id(target) };

    private static string Slug(JsonObject resource) => (string)resource["slug"]!;

    private static IEnumerable<string> Tags(JsonObject story) => story["tags"]!.AsArray().Select(tag => (string)tag!);
}
