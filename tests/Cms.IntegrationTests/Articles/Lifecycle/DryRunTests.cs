using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Contract;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Articles.Lifecycle;

public sealed class DryRunTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_tried_publication_tells_what_readers_would_see_and_leaves_nothing()
    {
        var target = await cms.Newsroom.DraftAsync();
        var linking = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "alsoRead", ["article"] = (string)target["id"]! }),
        });
        var before = await SnapshotAsync();

        var answer = await TryAsync(HttpMethod.Post, $"articles/{target["id"]}/publish", "{}");

        var tried = answer.Is(200);
        Assert.Equal("dry-run", answer.Header("Preference-Applied"));
        Assert.Equal(((string?)target["etag"], answer.ETag), ((string?)tried["etag"], (string?)target["etag"]));
        Assert.Equal("published", (string?)tried["publication"]);
        var effects = tried["effects"]!;
        Assert.Equal($"/{target["section"]}/{target["slug"]}", (string?)effects["addresses"]!["appear"]!.AsArray().First(path => ((string)path!).Contains((string)target["slug"]!, StringComparison.Ordinal)));
        Assert.Contains("latest", Texts(effects["listsEntered"]!));
        Assert.Contains($"section:{target["section"]}", Texts(effects["listsEntered"]!));
        Assert.Equal(1, (int)effects["stories"]!["count"]!);
        Assert.Equal((string?)linking["id"], (string?)effects["stories"]!["first"]![0]!["id"]);
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_tried_withdrawal_tells_what_would_go()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var before = await SnapshotAsync();

        foreach (var (action, body) in new[] { ("unpublish", "{}"), ("takedown", """{ "reason": "legal" }"""), ("kill", """{ "reason": "legal" }""") })
        {
            var effects = (await TryAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}", body)).Is(200)["effects"]!;
            Assert.Contains($"/{story["section"]}/{story["slug"]}", Texts(effects["addresses"]!["go"]!));
            Assert.Contains("latest", Texts(effects["listsLeft"]!));
        }
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_tried_schedule_tells_its_moments()
    {
        var story = await cms.Newsroom.DraftAsync();

        var tried = (await TryAsync(HttpMethod.Put, $"articles/{story["id"]}/schedule", """{ "publishAt": "2098-01-01T00:00:00Z" }""")).Is(200);

        Assert.Equal("""[{"action":"publish","at":"2098-01-01T00:00:00Z"}]""", tried["effects"]!["moments"]!.ToJsonString());
        Assert.Null((await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["schedule"]);
    }

    [Fact]
    public async Task A_tried_section_move_names_twenty_stories_and_counts_the_rest()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Moving"));
        var author = (string)(await cms.Newsroom.AuthorAsync(Newsroom.Unique("Writer")))["slug"]!;
        for (var number = 0; number < 60; number++)
        {
            await cms.Newsroom.PublishedAsync(new JsonObject
            {
                ["section"] = section,
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }),
            });
        }
        var before = await SnapshotAsync();

        var effects = (await TryAsync(HttpMethod.Patch, $"sections/{section}", """{ "slug": "moved-on" }""")).Is(200)["effects"]!;

        Assert.Equal(60, (int)effects["stories"]!["count"]!);
        Assert.Equal(20, effects["stories"]!["first"]!.AsArray().Count);
        Assert.Contains(effects["addresses"]!["move"]!.AsArray(), move => (string?)move!["from"] == $"/{section}" && (string?)move["to"] == "/moved-on");
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_section_tried_elsewhere_tells_which_lists_its_stories_would_leave_and_enter()
    {
        var (former, next) = (await cms.Newsroom.SectionAsync(Newsroom.Unique("Former")), await cms.Newsroom.SectionAsync(Newsroom.Unique("Next")));
        var (home, empty) = (await cms.Newsroom.SectionAsync("Home", former), await cms.Newsroom.SectionAsync("Empty", former));
        await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = home });

        var effects = (await TryAsync(HttpMethod.Patch, $"sections/{home}", $$"""{ "parent": "{{next}}" }""")).Is(200)["effects"]!;
        var ofEmpty = (await TryAsync(HttpMethod.Patch, $"sections/{empty}", $$"""{ "parent": "{{next}}" }""")).Is(200)["effects"]!;

        Assert.Equal([$"section:{next}"], Texts(effects["listsEntered"]!));
        Assert.Equal([$"section:{former}"], Texts(effects["listsLeft"]!));
        Assert.Empty(Texts(ofEmpty["listsEntered"]!).Concat(Texts(ofEmpty["listsLeft"]!)));
    }

    [Fact]
    public async Task A_tried_merge_tells_who_would_follow_and_merges_nothing()
    {
        var (from, into) = (await cms.Newsroom.TagAsync(Newsroom.Unique("Boats")), await cms.Newsroom.TagAsync(Newsroom.Unique("Ships")));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray((string)from["slug"]!) });
        var before = await SnapshotAsync();

        var effects = (await TryAsync(HttpMethod.Post, $"tags/{from["slug"]}/merge", $$"""{ "into": "{{into["slug"]}}" }""")).Is(200)["effects"]!;

        Assert.Equal(1, (int)effects["stories"]!["count"]!);
        Assert.Equal((string?)story["id"], (string?)effects["stories"]!["first"]![0]!["id"]);
        Assert.Equal($$"""{"appear":[],"move":[{"from":"/tags/{{from["slug"]}}","to":"/tags/{{into["slug"]}}"}],"go":[]}""", effects["addresses"]!.ToJsonString());
        Assert.Equal([$"tag:tags/{into["slug"]}"], Texts(effects["listsEntered"]!));
        Assert.Equal([$"tag:tags/{from["slug"]}"], Texts(effects["listsLeft"]!));
        Assert.Null((await cms.Newsroom.GetAsync($"tags/{from["id"]}"))["mergedInto"]);
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_tried_merge_into_what_all_its_stories_have_enters_no_list()
    {
        var (from, into) = (await cms.Newsroom.AuthorAsync(Newsroom.Unique("Jo")), await cms.Newsroom.AuthorAsync(Newsroom.Unique("Joanna")));
        await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)from["slug"]! }, new JsonObject { ["role"] = "editor", ["author"] = (string)into["slug"]! }),
        });

        var effects = (await TryAsync(HttpMethod.Post, $"authors/{from["slug"]}/merge", $$"""{ "into": "{{into["slug"]}}" }""")).Is(200)["effects"]!;

        Assert.Equal($$"""[{"from":"/authors/{{from["slug"]}}","to":"/authors/{{into["slug"]}}"}]""", effects["addresses"]!["move"]!.ToJsonString());
        Assert.Empty(Texts(effects["listsEntered"]!));
        Assert.Equal([$"author:authors/{from["slug"]}", "authors"], Texts(effects["listsLeft"]!));
    }

    [Fact]
    public async Task A_tried_hold_and_a_tried_release_tell_what_readers_would_lose_and_get_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var (address, before) = ($"/{story["section"]}/{story["slug"]}", await SnapshotAsync());

        var tried = (await TryAsync(HttpMethod.Post, $"articles/{story["id"]}/holds", """{ "kind": "legal", "reason": "A letter came." }""")).Is(200);
        Assert.Equal(("legal", false), ((string?)tried["kind"], tried.ContainsKey("etag")));
        Assert.Contains(address, Texts(tried["effects"]!["addresses"]!["go"]!));
        Assert.Equal(before, await SnapshotAsync());
        Assert.Empty((await cms.Newsroom.GetAsync($"articles/{story["id"]}/holds"))["items"]!.AsArray());

        var hold = (await cms.Newsroom.Editor.DoAsync(story, "holds", """{ "kind": "legal", "reason": "A letter came." }""")).Is(201);
        Assert.Contains(address, Texts((await TryAsync(HttpMethod.Post, $"articles/{story["id"]}/holds/{hold["id"]}/release", "{}")).Is(200)["effects"]!["addresses"]!["appear"]!));
        Assert.Null((await cms.Newsroom.GetAsync($"articles/{story["id"]}/holds/{hold["id"]}"))["releasedAt"]);
    }

    /// <summary>Every change of a story's state but its way into the trash, every merge, every change of a section.</summary>
    [Fact]
    public void What_can_be_tried_is_in_the_contract()
    {
        string[] expected =
        [
            "PublishArticle", "UnpublishArticle", "TakeDownArticle", "KillArticle", "RestoreArticle", "SubmitArticle", "ReturnArticle", "ApproveArticle", "ScheduleArticle", "UnscheduleArticle",
            "EmbargoArticle", "LiftEmbargo", "PlaceHold", "ReleaseHold", "MergeTag", "MergeAuthor", "ReplaceSection", "PatchSection",
        ];
        var told = ContractOperations.All.Where(operation => operation.Parameters.Any(parameter =>
            (string?)parameter["name"] == "Prefer" && ((string)parameter["description"]!).Contains("dry-run:", StringComparison.Ordinal)));

        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Select(operation => operation.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_would_be_refused_is_refused_and_what_cannot_be_tried_is_not_done()
    {
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = null });

        (await TryAsync(HttpMethod.Post, $"articles/{story["id"]}/publish", "{}")).IsProblem(422, "not_ready_to_publish", "/section required");
        (await TryAsync(HttpMethod.Delete, $"articles/{story["id"]}", null)).IsProblem(400, "malformed");
        Assert.Null((await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["trashedAt"]);
    }

    private async Task<Answer> TryAsync(HttpMethod method, string path, string? body)
    {
        using var editor = cms.App.Client(CmsApp.AdminKey);
        editor.DefaultRequestHeaders.Add("Prefer", "dry-run");
        return await editor.SendTextAsync(method, path, body);
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(item => (string)item!);

    /// <summary>Every row that an editor's write could leave.</summary>
    private async Task<string> SnapshotAsync()
    {
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString);
        return await connection.SingleAsync<string>(
            """
            select concat_ws(
                ' ',
                (select md5(string_agg(a::text, '' order by a.id)) from editorial.article a),
                (select md5(string_agg(s::text, '' order by s.id)) from editorial.section s),
                (select count(*) from editorial.revision),
                (select count(*) from editorial.moment),
                (select count(*) from editorial.slug),
                (select md5(string_agg(d::text, '' order by d.kind, d.id)) from live.document d),
                (select md5(string_agg(l::text, '' order by l.list, l.document)) from live.listing l),
                (select number from live.head),
                (select count(*) from publishing.queue)
            )
            """,
            null,
            TestContext.Current.CancellationToken);
    }
}
