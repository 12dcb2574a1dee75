using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>The change log: numbered without a gap, of nothing that readers could not get, in the transaction of the change.</summary>
public sealed class LogTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Numbers_have_no_gap_and_everything_logged_was_public()
    {
        var (news, hidden) = (cms.Newsroom, new HashSet<string>());
        var seen = new HashSet<(string Type, string Id)>();
        var start = await HeadAsync();
        async Task LookAsync() => seen.UnionWith(await PublicAsync());

        var section = await news.SectionAsync("News");
        var (author, tag) = (await news.AuthorAsync("Ann Lee"), await news.TagAsync("Ports"));
        await news.AgencyAsync("OPA");
        var image = await news.ImageAsync(agency: "OPA");
        hidden.UnionWith([Newsroom.Id(await news.DraftAsync(new JsonObject { ["section"] = section, ["bylines"] = new JsonArray(Byline(await news.AuthorAsync("Never Shown"))) }))]);
        var target = await news.DraftAsync(new JsonObject { ["section"] = section });
        hidden.Add(Newsroom.Id(target));
        var story = await news.PublishedAsync(new JsonObject
        {
            ["section"] = section,
            ["bylines"] = new JsonArray(Byline(author)),
            ["tags"] = new JsonArray(Newsroom.Id(tag)),
            ["leadImage"] = new JsonObject { ["image"] = Newsroom.Id(image) },
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(target) }),
        });
        await LookAsync();
        Assert.Empty((await LogAsync()).Select(entry => entry.Id).Intersect(hidden));

        hidden.Remove(Newsroom.Id(target));
        await news.PublishAsync(target);
        await LookAsync();
        await news.PatchAsync($"authors/{Newsroom.Id(author)}", new JsonObject { ["name"] = "Ann Li", ["slug"] = "ann-li" });
        await news.PatchAsync($"sections/{section}", new JsonObject { ["name"] = "All News" });
        await news.PublishAsync(await news.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["tags"] = new JsonArray(), ["slug"] = "another-slug" }));
        await LookAsync();
        await news.ActAsync(target, "unpublish", []);
        await news.PublishAsync(target);
        await news.ActAsync(target, "takedown", new JsonObject { ["reason"] = "court" });
        await news.ActAsync(story, "kill", new JsonObject { ["reason"] = "privacy" });
        await LookAsync();

        var log = await LogAsync();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(entry => entry.Number));
        Assert.Equal(log.Count, await HeadAsync());
        Assert.Equal(log.Select(entry => entry.At).Order(), log.Select(entry => entry.At));
        Assert.Empty(log.Select(entry => entry.Id).Intersect(hidden));
        // The site and the tree of sections are there from the start, and have no id that readers see.
        Assert.Empty(log.Where(entry => entry.Number > start && entry.Type is not ("site" or "sectionTree")).Select(entry => (entry.Type, entry.Id)).Except(seen));
        Assert.Empty(seen.Except(log.Select(entry => (entry.Type, entry.Id))));
    }

    [Theory]
    [InlineData("unpublish", "an unconfirmed report", null)]
    [InlineData("takedown", "court", "court")]
    [InlineData("kill", "privacy", "privacy")]
    public async Task Story_that_goes_is_logged_with_its_path_and_the_reason_readers_may_know(string action, string reason, string? logged)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var before = await HeadAsync();
        await cms.Newsroom.ActAsync(story, action, new JsonObject { ["reason"] = reason });

        var entry = Assert.Single(await LogAsync(), entry => entry.Number > before && entry.Id == Newsroom.Id(story));
        Assert.Equal(("article", "delete", $"/{story["section"]}/{story["slug"]}", logged), (entry.Type, entry.Action, entry.Path, entry.Reason));
    }

    [Fact]
    public async Task Story_unpublished_and_then_taken_down_is_logged_again_with_the_reason()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        var before = await HeadAsync();
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });

        var entry = Assert.Single(await LogAsync(), entry => entry.Number > before);
        Assert.Equal(("article", Newsroom.Id(story), "delete", "legal"), (entry.Type, entry.Id, entry.Action, entry.Reason));
    }

    [Fact]
    public async Task Refused_publication_leaves_no_trace()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["bodyMarkdown"] = "", ["bylines"] = new JsonArray(), ["section"] = null });
        var before = await LiveSnapshot.TakeAsync(cms.App.ConnectionString);
        using var response = await cms.Newsroom.TrySendAsync(HttpMethod.Post, $"articles/{Newsroom.Id(draft)}/publish", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = JsonNode.Parse(await response.TextAsync())!;
        Assert.Equal("not_ready_to_publish", (string?)problem["code"]);
        Assert.Equal(["/section", "/bylines", "/body"], problem["errors"]!.Strings("pointer"));
        Assert.Equal(before, await LiveSnapshot.TakeAsync(cms.App.ConnectionString));
        Assert.Equal("never", (string?)(await cms.Newsroom.GetAsync($"articles/{Newsroom.Id(draft)}"))["publication"]);
        Assert.Equal(0, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, $"select count(*) from editorial.revision where article_id = '{Newsroom.Id(draft)}'"));
    }

    [Fact]
    public async Task What_changes_nothing_for_readers_is_not_logged()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await cms.App.DrainAsync();
        var before = await HeadAsync();

        await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["headline"] = "Not published yet", ["ednote"] = "Call her back." });
        await cms.Newsroom.AuthorAsync(Newsroom.Unique("Nobody yet"));
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["bylinePolicy"] = "required" });

        Assert.Equal(before, await HeadAsync());
    }

    private static JsonObject Byline(JsonObject author) => new() { ["role"] = "writer", ["author"] = Newsroom.Id(author) };

    /// <summary>Everything that readers can get at this moment.</summary>
    private async Task<IReadOnlyList<(string Type, string Id)>> PublicAsync()
    {
        var found = new List<(string, string)>();
        foreach (var (type, list) in new[] { ("article", "articles"), ("relatedLink", "related-links"), ("author", "authors"), ("tag", "tags"), ("agency", "agencies") })
            found.AddRange((await cms.Reader.ReadAsync($"/v1/{list}?limit=100")).Items("id").Select(id => (type, id)));
        var stories = (await cms.Reader.ReadAsync("/v1/articles?limit=100"))["items"]!.AsArray();
        found.AddRange(stories.Select(story => (string?)story!["leadImage"]?["id"]).OfType<string>().Select(id => ("image", id)));
        found.AddRange((await cms.Reader.ReadAsync("/v1/sections")).Items("id").Select(id => ("section", id)));
        return found;
    }

    private Task<long> HeadAsync() => LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, "select number from live.head");

    private async Task<IReadOnlyList<Entry>> LogAsync()
    {
        await using var source = NpgsqlDataSource.Create(cms.App.ConnectionString);
        await using var command = source.CreateCommand("select number, at, type, id::text, action, path, reason from live.change_log order by number");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var entries = new List<Entry>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            entries.Add(new Entry(
                reader.GetInt64(0), reader.GetDateTime(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6)));
        }
        return entries;
    }

    private sealed record Entry(long Number, DateTime At, string Type, string Id, string Action, string? Path, string? Reason);
}
