using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Keys;

public sealed class AuthenticationTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer cms_unknown")]
    [InlineData("Bearer unknown")]
    [InlineData("Basic Y21zX3Rlc3RfYWRtaW46")]
    [InlineData(CmsApp.AdminKey)]
    [InlineData("Bearer " + CmsApp.AdminKey + "0")]
    [InlineData("Bearer " + CmsApp.AdminKey + ", Bearer " + CmsApp.AdminKey)]
    public async Task Without_a_key_that_is_known_the_answer_is_401(string? authorization)
    {
        using var client = cms.App.Client();
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        var answer = await client.AskAsync(HttpMethod.Get, "site");

        answer.IsProblem(401, "unauthorized");
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("BEARER  ")]
    public async Task The_scheme_is_read_in_any_case(string scheme)
    {
        using var client = cms.App.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", scheme + CmsApp.AdminKey);

        (await client.AskAsync(HttpMethod.Get, "site")).Is(200);
    }

    [Fact]
    public async Task A_key_is_not_taken_from_a_url()
    {
        using var client = cms.App.Client();

        foreach (var name in new[] { "key", "api_key", "access_token", "authorization" })
            (await client.AskAsync(HttpMethod.Get, $"tags?{name}={CmsApp.AdminKey}")).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_revoked_key_is_401_from_then_on_and_stays_on_record()
    {
        var key = await CreateAsync("writer");
        using var client = cms.App.Client((string)key["key"]!);
        (await client.AskAsync(HttpMethod.Get, "site")).Is(200);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"keys/{key["id"]}")).Is(204);

        (await client.AskAsync(HttpMethod.Get, "site")).IsProblem(401, "unauthorized");
        var revoked = await cms.Newsroom.GetAsync($"keys/{key["id"]}");
        Assert.NotNull(revoked["revokedAt"]);

        // A second revocation is no event.
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"keys/{key["id"]}")).Is(204);
        Assert.Equal((string?)revoked["revokedAt"], (string?)(await cms.Newsroom.GetAsync($"keys/{key["id"]}"))["revokedAt"]);
    }

    [Fact]
    public async Task An_expired_key_is_401()
    {
        var soon = (await DatabaseClock.NowAsync(cms.App.ConnectionString)).AddSeconds(2);
        var key = await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique("Key"), ["role"] = "admin", ["expiresAt"] = soon });
        using var client = cms.App.Client((string)key["key"]!);

        await Eventually.HoldsAsync(async () => (await client.AskAsync(HttpMethod.Get, "site")).Status == 401);
        // What has passed may stay as it is, while other things are changed.
        Assert.Equal((string?)key["expiresAt"], (string?)(await cms.Newsroom.PatchAsync($"keys/{key["id"]}", new JsonObject { ["name"] = Newsroom.Unique("Ended") }))["expiresAt"]);
    }

    [Fact]
    public async Task An_expiry_that_has_passed_is_refused_by_all_that_set_one()
    {
        var key = await CreateAsync("writer");
        var sent = new JsonObject { ["name"] = "x", ["role"] = "writer", ["expiresAt"] = "2020-01-01T00:00:00Z" };

        foreach (var (method, path) in new[] { (HttpMethod.Post, "keys"), (HttpMethod.Put, $"keys/{key["id"]}"), (HttpMethod.Patch, $"keys/{key["id"]}") })
            (await cms.Newsroom.Editor.AskAsync(method, path, sent)).IsProblem(422, "invalid", "/expiresAt out_of_range");
    }

    [Fact]
    public async Task A_new_role_holds_at_once()
    {
        var key = await CreateAsync("writer");
        using var client = cms.App.Client((string)key["key"]!);
        (await client.AskAsync(HttpMethod.Get, "keys")).IsProblem(403, "forbidden");

        await cms.Newsroom.PatchAsync($"keys/{key["id"]}", new JsonObject { ["role"] = "admin" });

        (await client.AskAsync(HttpMethod.Get, "keys")).Is(200);
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_kept_nowhere()
    {
        var key = await CreateAsync("publisher");
        var secret = (string)key["key"]!;
        Assert.StartsWith("cms_", secret, StringComparison.Ordinal);

        var path = $"keys/{key["id"]}";
        foreach (var answer in new[]
        {
            await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path),
            await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "keys?limit=100"),
            await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["name"] = "Renamed" }),
        })
        {
            answer.Is(200);
            Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("hash", answer.Text, StringComparison.OrdinalIgnoreCase);
        }
        foreach (var trace in new[] { secret["cms_".Length..], Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)) })
            Assert.Equal(0, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, $"select count(*) from editorial.api_key k where k::text like '%{trace}%'"));
    }

    [Fact]
    public async Task Every_key_is_another_one()
    {
        Assert.NotEqual((string?)(await CreateAsync("writer"))["key"], (string?)(await CreateAsync("writer"))["key"]);
    }

    [Fact]
    public async Task Use_is_recorded_and_does_not_move_the_etag()
    {
        var key = await CreateAsync("writer");
        using var client = cms.App.Client((string)key["key"]!);

        (await client.AskAsync(HttpMethod.Get, "site")).Is(200);

        var used = await cms.Newsroom.GetAsync($"keys/{key["id"]}");
        Assert.NotNull(used["lastUsedAt"]);
        Assert.Equal((string?)key["etag"], (string?)used["etag"]);
    }

    [Fact]
    public async Task Work_bears_the_name_of_its_key()
    {
        var key = await CreateAsync("publisher");
        using var client = cms.App.Client((string)key["key"]!);

        var tag = (await client.AskAsync(HttpMethod.Post, "tags", Collections.Example("tags"))).Is(201);
        Assert.Equal((string?)key["name"], (string?)tag["createdBy"]);

        var changed = await cms.Newsroom.PatchAsync($"tags/{tag["id"]}", Collections.Change("tags"));
        Assert.Equal((string?)key["name"], (string?)changed["createdBy"]);
        Assert.NotEqual((string?)key["name"], (string?)changed["modifiedBy"]);
    }

    [Theory]
    [InlineData("""{ "name": "x", "role": "owner" }""", "/role invalid_value")]
    [InlineData("""{ "name": "x", "role": "writer", "expiresAt": "2020-01-01T00:00:00Z" }""", "/expiresAt out_of_range")]
    public async Task A_key_that_could_never_work_is_422(string sent, string fault) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "keys", sent)).IsProblem(422, "invalid", fault);

    private Task<JsonObject> CreateAsync(string role) => cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique("Key"), ["role"] = role });
}
