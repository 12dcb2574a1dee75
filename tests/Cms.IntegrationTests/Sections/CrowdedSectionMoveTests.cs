using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.IntegrationTests.Sections;

/// <summary>While a section with many stories moves, each answers at one of its two addresses, and the other leads there in one hop.</summary>
public sealed class CrowdedSectionMoveTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string CopyStory = """
        with copy as (
            select md5(@Template || number)::uuid as id, 'crowd-' || number as slug from generate_series(1, @Count) as number
        ),
        article as (
            insert into editorial.article
            select (jsonb_populate_record(a, jsonb_build_object('id', c.id, 'slug', c.slug))).* from editorial.article a, copy c where a.id = @Template::uuid
        ),
        revision as (
            insert into editorial.revision
            select (jsonb_populate_record(r, jsonb_build_object('article_id', c.id, 'slug', c.slug))).* from editorial.revision r, copy c where r.article_id = @Template::uuid
        ),
        reference as (
            insert into editorial.reference
            select (jsonb_populate_record(r, jsonb_build_object('article_id', c.id))).* from editorial.reference r, copy c where r.article_id = @Template::uuid
        )
        insert into editorial.slug (kind, slug, owner) select 'article', slug, id from copy
        """;

    /// <summary>CMS_LONG=1 takes as many as the largest sections have.</summary>
    private static readonly int Count = Rounds.Of(300, 50_000);

    /// <summary>Odd while a move is sent; else the queue alone moves stories, all in one direction.</summary>
    private volatile int _phase;

    private volatile bool _settled;

    [Fact]
    public async Task Every_story_answers_at_one_address_all_the_time_and_progress_can_be_read()
    {
        var (home, root) = (await cms.Newsroom.SectionAsync(Newsroom.Unique("Crowd")), await cms.Newsroom.SectionAsync(Newsroom.Unique("Wide")));
        var away = root + "/moved";
        await FillAsync(home);
        var walkers = Enumerable.Range(0, 3).Select(number => Task.Run(() => WalkAsync(home, away, new Random(number)))).ToArray();

        try
        {
            await WanderAsync(home, root, away);
        }
        finally
        {
            _settled = true;
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.MovedPermanently], (await Task.WhenAll(walkers)).SelectMany(seen => seen).Distinct().Order());
    }

    [Fact]
    public async Task Progress_is_told_of_a_section_and_never_taken()
    {
        var path = await cms.Newsroom.SectionAsync(Newsroom.Unique("Calm"));
        var read = await cms.Newsroom.GetAsync("sections/" + path);

        Assert.Equal(0, ToMove(read));
        read["storiesToMove"] = 7;
        Assert.Equal(0, ToMove(await cms.Newsroom.SendAsync(HttpMethod.Put, "sections/" + path, read, HttpStatusCode.OK)));
        Assert.All((await cms.Newsroom.GetAsync("sections?limit=100"))["items"]!.AsArray(), section => Assert.Null(section!["storiesToMove"]));
    }

    [Fact]
    public async Task A_section_is_told_without_its_progress_where_that_cannot_be_counted_in_time()
    {
        var path = await cms.Newsroom.SectionAsync(Newsroom.Unique("Uncounted"));
        await using var other = new NpgsqlConnection(cms.App.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locking = new NpgsqlCommand("lock table publishing.queue in access exclusive mode", other)) await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var read = await cms.Newsroom.GetAsync("sections/" + path);

        Assert.Equal((path, null), ((string?)read["path"], read["storiesToMove"]));
    }

    private async Task WanderAsync(string home, string root, string away)
    {
        Assert.InRange(ToMove(await MoveAsync(home, new JsonObject { ["parent"] = root, ["slug"] = "moved" })), 1, Count - 50);
        await WhileNothingMovesAsync(async () =>
        {
            var section = await cms.Newsroom.GetAsync("sections/" + away);
            Assert.InRange(ToMove(section), 1, Count - 50);
            Assert.Equal((ToMove(section), Count - ToMove(section)), (await CountAtAsync(home), await CountAtAsync(away)));
            Assert.Equal(ToMove(section), ToMove(await cms.Newsroom.GetAsync("sections/" + root)));
            await AssertPagesAgreeAsync(home, away);
        });

        // Back while some have moved and some have not, and away for good.
        await MoveAsync(away, new JsonObject { ["parent"] = null, ["slug"] = home });
        await FollowAsync(home);
        Assert.Equal((Count, 0), (await CountAtAsync(home), await CountAtAsync(away)));
        var moved = await MoveAsync(home, new JsonObject { ["parent"] = root, ["slug"] = "moved" });
        await FollowAsync(away);
        Assert.Equal((0, Count), (await CountAtAsync(home), await CountAtAsync(away)));
        Assert.Equal((string?)moved["etag"], (string?)(await cms.Newsroom.GetAsync("sections/" + away))["etag"]);
    }

    /// <summary>One story published as an editor does, and copies of its rows.</summary>
    private async Task FillAsync(string section)
    {
        var template = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section });
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString + ";Command Timeout=300");
        await connection.ExecuteAsync(CopyStory, new { Template = Newsroom.Id(template), Count }, TestContext.Current.CancellationToken);
        await cms.App.Services.GetRequiredService<LiveMaintenance>().RebuildAsync(null, TestContext.Current.CancellationToken);
        await cms.Newsroom.ActAsync(template, "unpublish", []);
    }

    private async Task<JsonObject> MoveAsync(string path, JsonObject patch)
    {
        _phase++;
        var moved = await cms.Newsroom.PatchAsync("sections/" + path, patch);
        _phase++;
        return moved;
    }

    /// <summary>Until no story waits any more; the number of those that do only falls.</summary>
    private async Task FollowAsync(string path)
    {
        for (int before = Count, now; before > 0; before = now)
        {
            now = ToMove(await cms.Newsroom.GetAsync("sections/" + path));
            Assert.InRange(now, 0, before);
        }
    }

    private async Task WhileNothingMovesAsync(Func<Task> act)
    {
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Projector.LockAsync(connection, TestContext.Current.CancellationToken);
        await act();
    }

    /// <summary>Asks for one story after the other at both addresses; what the new one answered before and after the former binds the former.</summary>
    private async Task<HashSet<HttpStatusCode>> WalkAsync(string home, string away, Random random)
    {
        var seen = new HashSet<HttpStatusCode>();
        while (!_settled)
        {
            var (phase, slug) = (_phase, $"crowd-{random.Next(Count) + 1}");
            var before = await StatusAsync(away, home, slug);
            var former = await StatusAsync(home, away, slug);
            var after = await StatusAsync(away, home, slug);
            if (before == after && phase == _phase && phase % 2 == 0) Assert.NotEqual(before, former);
            seen.Add(before);
        }
        return seen;
    }

    /// <summary>200, or 301 to the other address and to no third.</summary>
    private async Task<HttpStatusCode> StatusAsync(string section, string other, string slug)
    {
        using var response = await cms.Reader.AskAsync($"/v1/page?path=/{section}/{slug}");
        var there = "/v1/page?path=" + Uri.EscapeDataString($"/{other}/{slug}");
        Assert.Contains((response.StatusCode, response.Headers.Location?.OriginalString), new[] { (HttpStatusCode.OK, null), (HttpStatusCode.MovedPermanently, there) });
        return response.StatusCode;
    }

    /// <summary>Stories that have followed and stories that have not: each page tells one place, as its story does.</summary>
    private async Task AssertPagesAgreeAsync(string home, string away)
    {
        var seen = new HashSet<string>();
        for (var number = 1; seen.Count < 2; number++)
        {
            var here = await cms.Reader.StatusAsync($"/v1/page?path=/{home}/crowd-{number}") == HttpStatusCode.OK ? home : away;
            if (!seen.Add(here)) continue;
            var page = JsonNode.Parse(await cms.Reader.GetStringAsync($"/v1/page?path=/{here}/crowd-{number}", TestContext.Current.CancellationToken))!;
            var (section, story) = (page["section"]!, page["article"]!);
            Assert.Equal($"/{here}/crowd-{number}", (string?)page["path"]);
            Assert.Equal((here, here.Split('/')[^1]), ((string?)section["path"], (string?)section["slug"]));
            Assert.Equal(story["section"]!.ToJsonString(), new JsonObject { ["path"] = (string?)section["path"], ["name"] = (string?)section["name"] }.ToJsonString());
            Assert.Equal(story["breadcrumb"]!.ToJsonString(), page["breadcrumb"]!.ToJsonString());
            Assert.Equal(story["breadcrumb"]!.ToJsonString(), section["breadcrumb"]!.ToJsonString());
            Assert.EndsWith("/" + here, (string?)page["jsonLd"]![1]!["itemListElement"]!.AsArray()[page["breadcrumb"]!.AsArray().Count - 1]!["item"], StringComparison.Ordinal);
        }
    }

    private async Task<int> CountAtAsync(string section)
    {
        await cms.App.LookAsync();
        var count = 0;
        await Parallel.ForAsync(1, Count + 1, TestContext.Current.CancellationToken, async (number, _) =>
        {
            if (await cms.Reader.StatusAsync($"/v1/page?path=/{section}/crowd-{number}") == HttpStatusCode.OK) Interlocked.Increment(ref count);
        });
        return count;
    }

    private static int ToMove(JsonObject section) => (int)section["storiesToMove"]!;
}
