using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Shared;

public sealed class PreconditionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Writes_without_if_match_are_428_and_change_nothing(string collection)
    {
        var before = await CreateAsync(collection);
        var path = Collections.PathOf(collection, before);

        (await cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, before, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: null)).IsProblem(428, "precondition_required");

        Assert.True(JsonNode.DeepEquals(before, await cms.Newsroom.GetAsync(path)));
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Writes_under_an_old_etag_are_412_and_name_the_current_one(string collection)
    {
        var before = await CreateAsync(collection);
        var path = Collections.PathOf(collection, before);
        var current = (string)(await cms.Newsroom.PatchAsync(path, Collections.Change(collection)))["etag"]!;
        var old = (string)before["etag"]!;

        var stale = (await cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), old)).IsProblem(412, "stale");
        Assert.Equal(current, (string?)stale["etag"]);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, before, old)).IsProblem(412, "stale");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: old)).IsProblem(412, "stale");
        Assert.Equal(current, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).ETag);
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Stale_change_is_told_what_was_what_is_and_what_would_be(string collection)
    {
        var before = await CreateAsync(collection);
        var (path, old) = (Collections.PathOf(collection, before), (string)before["etag"]!);
        await cms.Newsroom.PatchAsync(path, Collections.Change(collection));
        var (member, theirs) = Collections.Change(collection).Single();
        var yours = before.DeepClone().AsObject();
        yours[member] = "Yours";

        var changes = new JsonArray(new JsonObject { ["pointer"] = "/" + member, ["base"] = before[member]!.DeepClone(), ["theirs"] = theirs!.DeepClone(), ["yours"] = "Yours", ["conflict"] = true });
        foreach (var answer in new[] { await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { [member] = "Yours" }, old), await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, yours, old) })
        {
            var problem = answer.IsProblem(412, "stale");
            Assert.True((bool)problem["baseKept"]!);
            Assert.Equal(changes.ToJsonString(), problem["changes"]!.ToJsonString());
            Assert.StartsWith("patch", (string)Assert.Single(problem["since"]!.AsArray())!["action"]!, StringComparison.Ordinal);
        }
        changes[0]!.AsObject().Remove("yours");
        changes[0]!["conflict"] = false;
        Assert.Equal(changes.ToJsonString(), (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: old)).IsProblem(412, "stale")["changes"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task Members_that_only_one_has_changed_are_merged_where_it_is_preferred(string collection)
    {
        var before = await CreateAsync(collection);
        var (path, old) = (Collections.PathOf(collection, before), (string)before["etag"]!);
        await cms.Newsroom.PatchAsync(path, Collections.Change(collection));
        var ((member, theirs), (other, yours)) = (Collections.Change(collection).Single(), Collections.OtherChange(collection).Single());
        var put = before.DeepClone().AsObject();
        put[other] = yours!.DeepClone();

        foreach (var (method, sent) in new[] { (HttpMethod.Patch, Collections.OtherChange(collection)), (HttpMethod.Put, put) })
        {
            var merged = await cms.Newsroom.Editor.AskForMergeAsync(method, path, sent, old);
            Assert.Equal((theirs!.ToJsonString(), yours.ToJsonString()), (merged.Is(200)[member]!.ToJsonString(), merged.Json[other]!.ToJsonString()));
            Assert.Equal("merge=disjoint", merged.Header("Preference-Applied"));
            Assert.Equal(merged.ETag, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).ETag);
        }
        var overlap = await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, path, new JsonObject { [member] = "Yours" }, old);
        Assert.Equal(["/" + member], overlap.IsProblem(412, "stale")["changes"]!.AsArray().Where(change => (bool)change!["conflict"]!).Select(change => (string)change!["pointer"]!));
        Assert.Null(overlap.Header("Preference-Applied"));
    }

    [Fact]
    public async Task Of_a_version_that_is_none_no_base_is_told()
    {
        var tag = await CreateAsync("tags");

        var problem = (await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, Collections.PathOf("tags", tag), new JsonObject { ["name"] = "Yours" }, "\"7\"")).IsProblem(412, "stale");

        Assert.False((bool)problem["baseKept"]!);
        Assert.Equal($$"""[{"pointer":"/name","theirs":"{{tag["name"]}}","yours":"Yours","conflict":true}]""", problem["changes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("authors")]
    public async Task Stale_merge_is_told_what_has_changed_and_a_merge_is_a_change(string collection)
    {
        var (from, into) = (await CreateAsync(collection), await CreateAsync(collection));
        await cms.Newsroom.PatchAsync(Collections.PathOf(collection, from), Collections.Change(collection));
        var request = new JsonObject { ["into"] = (string)into["id"]! };

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{Collections.PathOf(collection, from)}/merge", request, (string)from["etag"]!)).IsProblem(412, "stale");
        Assert.Equal((string?)from["name"], (string?)Assert.Single(problem["changes"]!.AsArray())!["base"]);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"{Collections.PathOf(collection, from)}/merge", request)).Is(200);
        var name = new JsonObject { ["name"] = "Yours" };
        Assert.True((bool)(await cms.Newsroom.Editor.PatchAsync(Collections.PathOf(collection, into), name, (string)into["etag"]!)).IsProblem(412, "stale")["baseKept"]!);
        Assert.Equal("Yours", (string?)(await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, Collections.PathOf(collection, into), name, (string)into["etag"]!)).Is(200)["name"]);
    }

    [Fact]
    public async Task What_is_deleted_leaves_nothing_but_its_name()
    {
        var author = await CreateAsync("authors");
        var path = Collections.PathOf("authors", author);
        await cms.Newsroom.PatchAsync(path, Collections.Change("authors"));
        Assert.Equal(1, await CountFormerAsync(author));

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);

        Assert.Equal(1, await CountFormerAsync(author));
        Assert.Equal(
            $$"""{"slug": "{{author["slug"]}}"}""",
            await LiveSnapshot.ScalarAsync<string>(cms.App.ConnectionString, $"select detail::text from editorial.former_detail where id = '{author["id"]}'"));
    }

    [Fact]
    public async Task The_site_asks_for_if_match_too()
    {
        var old = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "site")).ETag;
        var change = new JsonObject { ["name"] = "Renamed" };

        (await cms.Newsroom.Editor.PatchAsync("site", change, ifMatch: null)).IsProblem(428, "precondition_required");
        (await cms.Newsroom.Editor.PatchAsync("site", change, old)).Is(200);
        (await cms.Newsroom.Editor.PatchAsync("site", change, old)).IsProblem(412, "stale");
        Assert.Equal("Renamed", (string?)(await cms.Newsroom.Editor.AskForMergeAsync(HttpMethod.Patch, "site", new JsonObject { ["timeZone"] = "Asia/Kolkata" }, old!)).Is(200)["name"]);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("unpublish")]
    [InlineData("takedown")]
    [InlineData("kill")]
    [InlineData("restore")]
    public async Task State_changes_ask_for_if_match(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();
        var path = $"articles/{story["id"]}/{action}";
        var body = action is "takedown" or "kill" ? new JsonObject { ["reason"] = "legal" } : [];

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, path, body, ifMatch: null)).IsProblem(428, "precondition_required");
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["kicker"] = "Theirs" });
        Assert.Equal(
            """[{"pointer":"/kicker","base":null,"theirs":"Theirs","conflict":false}]""",
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, path, body, (string)story["etag"]!)).IsProblem(412, "stale")["changes"]!.ToJsonString());
        Assert.Equal("published", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"1\"", 200)]
    [InlineData("\"7\", \"1\"", 200)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"2\"", 412)]
    [InlineData("1", 400)]
    [InlineData("", 400)]
    [InlineData("W/1", 400)]
    [InlineData("\"1\", *", 400)]
    [InlineData("*, \"1\"", 400)]
    [InlineData("*, *", 400)]
    [InlineData("\"1\", 1", 400)]
    public async Task If_match_compares_strongly_and_a_star_forces(string ifMatch, int status)
    {
        var tag = await CreateAsync("tags");

        Assert.Equal(status, (await cms.Newsroom.Editor.PatchAsync($"tags/{tag["id"]}", Collections.Change("tags"), ifMatch)).Status);
    }

    [Fact]
    public async Task A_star_beside_an_etag_is_refused_wherever_if_match_may_be_left_out()
    {
        var story = await cms.Newsroom.DraftAsync();

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/related-links", new JsonObject { ["kind"] = "read", ["title"] = "T", ["url"] = "https://example.org/" }, "\"1\", *"))
            .IsProblem(400, "malformed");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, "articles-by-origin/wire/starred", new JsonObject { ["language"] = "en", ["headline"] = "H" }, "\"1\", *")).IsProblem(400, "malformed");
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("articles")]
    [InlineData("images")]
    public async Task Of_two_editors_with_the_same_etag_one_writes_and_one_is_told(string collection)
    {
        for (var round = 0; round < 5; round++)
        {
            var before = await CreateAsync(collection);
            var (path, etag) = (Collections.PathOf(collection, before), (string)before["etag"]!);

            var answers = await Task.WhenAll(
                cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), etag),
                cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection), etag));

            Assert.Equal([200, 412], answers.Select(answer => answer.Status).Order());
        }
    }

    private async Task<long> CountFormerAsync(JsonObject resource)
    {
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select count(*) from editorial.former_detail where id = @id", connection);
        command.Parameters.AddWithValue("id", new Guid(Newsroom.Id(resource)));
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonObject> CreateAsync(string collection)
    {
        var created = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        created.Remove("key");
        return created;
    }
}
