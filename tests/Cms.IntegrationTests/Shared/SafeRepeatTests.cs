using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Http.Repeats;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.IntegrationTests.Shared;

/// <summary>A POST under an Idempotency-Key is done once, however often it is sent.</summary>
public sealed class SafeRepeatTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int AtOnce = 20;

    [Theory]
    [MemberData(nameof(Collections.ReferenceData), MemberType = typeof(Collections))]
    [InlineData("articles")]
    public async Task Same_request_again_gets_the_same_answer(string collection)
    {
        var (key, body) = (NewKey(), Collections.Example(collection));

        var first = await PostAsync(cms.Newsroom.Editor, collection, body, key);
        var again = await PostAsync(cms.Newsroom.Editor, collection, body, key);

        first.Is(201);
        Assert.Null(first.Header("Idempotency-Replayed"));
        AssertReplayOf(first, again);
        var path = Collections.PathOf(collection, first.Json);
        Assert.Equal(first.ETag, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).ETag);
    }

    [Fact]
    public async Task Repeat_is_answered_before_the_version_is_judged()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var (path, etag, key) = ($"articles/{draft["id"]}/publish", (string)draft["etag"]!, NewKey());

        var first = await PostAsync(cms.Newsroom.Editor, path, [], key, etag);
        var again = await PostAsync(cms.Newsroom.Editor, path, [], key, etag);

        Assert.NotEqual(etag, (string?)first.Is(200)["etag"]);
        AssertReplayOf(first, again);
        (await PostAsync(cms.Newsroom.Editor, path, [], NewKey(), etag)).IsProblem(412, "stale");
        Assert.Equal(1, (int)(await cms.Newsroom.GetAsync($"articles/{draft["id"]}"))["publishedRevision"]!);
    }

    [Fact]
    public async Task Related_link_is_added_once()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var (path, key) = ($"articles/{draft["id"]}/related-links", NewKey());
        var link = new JsonObject { ["kind"] = "alsoRead", ["url"] = "https://example.com/a", ["title"] = "There" };

        var first = await PostAsync(cms.Newsroom.Editor, path, link, key);
        AssertReplayOf(first, await PostAsync(cms.Newsroom.Editor, path, link, key));

        first.Is(201);
        Assert.Single((await cms.Newsroom.GetAsync(path))["items"]!.AsArray());
    }

    [Fact]
    public async Task Of_many_at_once_on_two_instances_one_writes()
    {
        await using var other = await CmsApp.StartAsync(cms.App.ConnectionString);
        var (name, key) = (Newsroom.Unique("Many at once"), NewKey());
        HttpClient[] clients = [cms.Newsroom.Editor, other.Client(CmsApp.AdminKey)];
        var body = new JsonObject { ["type"] = "topic", ["name"] = name };

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(index => UntilDoneAsync(clients[index % clients.Length], "tags", body, key)));

        Assert.Single(answers, answer => answer.Header("Idempotency-Replayed") is null);
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(1, await CountAsync("select count(*) from editorial.tag where name = @text", name));
    }

    [Fact]
    public async Task While_the_first_still_runs_others_are_told_to_wait()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var (path, key) = ($"articles/{draft["id"]}/publish", NewKey());
        await using var blocker = await ConnectAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await HoldAsync(blocker, draft);

        var first = PostAsync(cms.Newsroom.Editor, path, [], key);
        while (await CountAsync("select count(*) from pg_locks where locktype = 'advisory' and classid = 7164808 and granted and @text = @text", "") == 0)
        {
        }
        var second = await PostAsync(cms.Newsroom.Editor, path, [], key);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        second.IsProblem(409, "still_running");
        Assert.Equal("1", second.Header("Retry-After"));
        (await first).Is(200);
        AssertReplayOf(await first, await PostAsync(cms.Newsroom.Editor, path, [], key));
    }

    [Fact]
    public async Task Request_that_was_given_up_is_done_when_it_is_sent_again()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var (path, key) = ($"articles/{draft["id"]}/publish", NewKey());
        await using (var blocker = await ConnectAsync())
        await using (await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await HoldAsync(blocker, draft);
            (await PostAsync(cms.Newsroom.Editor, path, [], key)).IsProblem(503, "unavailable");
        }

        var done = await UntilDoneAsync(cms.Newsroom.Editor, path, [], key);

        Assert.Equal(1, (int)done.Is(200)["publishedRevision"]!);
        Assert.Null(done.Header("Idempotency-Replayed"));
        AssertReplayOf(done, await PostAsync(cms.Newsroom.Editor, path, [], key));
    }

    [Fact]
    public async Task Key_stands_for_one_request()
    {
        var key = NewKey();
        var tag = Collections.Example("tags");
        (await PostAsync(cms.Newsroom.Editor, "tags", tag, key)).Is(201);
        var other = tag.DeepClone().AsObject();
        other["name"] = "Another";

        (await PostAsync(cms.Newsroom.Editor, "tags", other, key)).IsProblem(422, "key_reused");
        (await PostAsync(cms.Newsroom.Editor, "authors", tag, key)).IsProblem(422, "key_reused");
        (await PostAsync(cms.Newsroom.Editor, "tags", tag, key, mediaType: "application/merge-patch+json")).IsProblem(422, "key_reused");
        Assert.Equal("true", (await PostAsync(cms.Newsroom.Editor, "tags", tag, key)).Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Another_editor_has_keys_of_his_own()
    {
        var other = await cms.ClientAsync("writer");
        var (key, name) = (NewKey(), Newsroom.Unique("Same name"));
        JsonObject Tag(string slug) => new() { ["type"] = "topic", ["name"] = name, ["slug"] = slug };

        var own = await PostAsync(cms.Newsroom.Editor, "tags", Tag("own-" + key), key);
        var theirs = await PostAsync(other, "tags", Tag("theirs-" + key), key);
        own.Is(201);
        theirs.Is(201);
        Assert.Null(theirs.Header("Idempotency-Replayed"));

        // The very same request: what the other was answered is not told.
        (await PostAsync(other, "tags", Tag("own-" + key), NewKey())).IsProblem(409, "slug_taken");
        AssertReplayOf(own, await PostAsync(cms.Newsroom.Editor, "tags", Tag("own-" + key), key));
        AssertReplayOf(theirs, await PostAsync(other, "tags", Tag("theirs-" + key), key));
    }

    [Fact]
    public async Task After_a_day_the_key_is_free_and_its_answer_goes()
    {
        var (used, left) = (NewKey(), NewKey());
        var tag = new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Daily") };
        var first = (await PostAsync(cms.Newsroom.Editor, "tags", tag, used)).Is(201);
        (await PostAsync(cms.Newsroom.Editor, "tags", tag, left)).Is(201);
        var fresh = NewKey();
        (await PostAsync(cms.Newsroom.Editor, "tags", tag, fresh)).Is(201);
        foreach (var key in new[] { used, left }) await ExecuteAsync("update publishing.answer set made_at = made_at - interval '24 hours' where idempotency_key = @text", key);

        var anew = await PostAsync(cms.Newsroom.Editor, "tags", tag, used);
        Assert.NotEqual((string?)first["id"], (string?)anew.Is(201)["id"]);
        Assert.Null(anew.Header("Idempotency-Replayed"));

        await cms.App.Services.GetRequiredService<AnswerCleaner>().CleanAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await CountAsync("select count(*) from publishing.answer where idempotency_key = @text", left));
        AssertReplayOf(anew, await PostAsync(cms.Newsroom.Editor, "tags", tag, used));
        Assert.Equal("true", (await PostAsync(cms.Newsroom.Editor, "tags", tag, fresh)).Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Refused_request_leaves_its_key_free()
    {
        var key = NewKey();
        (await PostAsync(cms.Newsroom.Editor, "tags", new JsonObject { ["type"] = "topic" }, key)).IsProblem(422, "invalid", "/name required");

        var mended = new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Mended") };
        var first = await PostAsync(cms.Newsroom.Editor, "tags", mended, key);

        first.Is(201);
        AssertReplayOf(first, await PostAsync(cms.Newsroom.Editor, "tags", mended, key));
    }

    [Fact]
    public async Task Request_that_was_rolled_back_leaves_its_key_free()
    {
        var draft = await cms.Newsroom.DraftAsync(new JsonObject { ["section"] = null });
        var (path, key) = ($"articles/{draft["id"]}/publish", NewKey());
        (await PostAsync(cms.Newsroom.Editor, path, [], key)).IsProblem(422, "not_ready_to_publish", "/section required");

        await cms.Newsroom.PatchAsync($"articles/{draft["id"]}", new JsonObject { ["section"] = await cms.Newsroom.SectionAsync(Newsroom.Unique("Section")) });
        var first = await PostAsync(cms.Newsroom.Editor, path, [], key);

        Assert.Equal(1, (int)first.Is(200)["publishedRevision"]!);
        AssertReplayOf(first, await PostAsync(cms.Newsroom.Editor, path, [], key));
    }

    [Fact]
    public async Task Request_that_a_deadlock_ended_is_done_again_whole()
    {
        await ExecuteAsync(
            """
            create sequence public.met;
            create function public.meet() returns trigger language plpgsql as $$
            begin
                if new.name = 'Deadlock' and nextval('public.met') = 1 then
                    raise exception 'met' using errcode = '40P01';
                end if;
                return new;
            end $$;
            create trigger meet before insert on editorial.tag for each row execute function public.meet();
            """,
            "");
        var (key, tag) = (NewKey(), new JsonObject { ["type"] = "topic", ["name"] = "Deadlock" });

        var first = await PostAsync(cms.Newsroom.Editor, "tags", tag, key);

        Assert.Equal("Deadlock", (string?)first.Is(201)["name"]);
        Assert.Equal(2, await CountAsync("select last_value from public.met where @text = @text", ""));
        AssertReplayOf(first, await PostAsync(cms.Newsroom.Editor, "tags", tag, key));
    }

    [Fact]
    public async Task Secret_of_a_new_key_is_not_kept()
    {
        var (key, body) = (NewKey(), new JsonObject { ["name"] = Newsroom.Unique("Twice"), ["role"] = "writer" });

        var first = (await PostAsync(cms.Newsroom.Editor, "keys", body, key)).Is(201);
        var second = (await PostAsync(cms.Newsroom.Editor, "keys", body, key)).Is(201);

        Assert.NotEqual((string?)first["key"], (string?)second["key"]);
        Assert.Equal(0, await CountAsync("select count(*) from publishing.answer where idempotency_key = @text", key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\tb")]
    public async Task Key_has_visible_ascii_characters(string key) =>
        (await PostAsync(cms.Newsroom.Editor, "tags", Collections.Example("tags"), key)).IsProblem(400, "malformed");

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task Key_has_255_characters_at_most(int length, int status) =>
        Assert.Equal(status, (await PostAsync(cms.Newsroom.Editor, "tags", Collections.Example("tags"), NewKey().PadRight(length, '!'))).Status);

    private static string NewKey() => Newsroom.Unique("key").Replace(' ', '-');

    private static void AssertReplayOf(Answer first, Answer again)
    {
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.ETag, again.ETag);
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.Equal(first.Header("Content-Type"), again.Header("Content-Type"));
    }

    /// <summary>As a client that heeds what it is told.</summary>
    private static async Task<Answer> UntilDoneAsync(HttpClient client, string path, JsonObject body, string key)
    {
        while (true)
        {
            var answer = await PostAsync(client, path, body, key);
            if (answer.Status != 409) return answer;
            answer.IsProblem(409, "still_running");
        }
    }

    private static async Task<Answer> PostAsync(HttpClient client, string path, JsonObject body, string key, string ifMatch = "*", string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/editorial/" + path) { Content = JsonContent.Create(body) };
        request.Content.Headers.ContentType = new(mediaType);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.AnswerAsync(request);
    }

    private static async Task HoldAsync(NpgsqlConnection blocker, JsonObject story)
    {
        await using var hold = new NpgsqlCommand("select 1 from editorial.article where id = @id for update", blocker);
        hold.Parameters.AddWithValue("id", new Guid(Newsroom.Id(story)));
        await hold.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task<long> CountAsync(string sql, string text)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("text", text);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task ExecuteAsync(string sql, string text)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        if (text.Length > 0) command.Parameters.AddWithValue("text", text);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(cms.App.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
