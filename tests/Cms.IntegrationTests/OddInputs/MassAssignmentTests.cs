using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.OddInputs;

/// <summary>What is not the sender's to set is refused by name on every write, and nothing of it is kept; no key is kept as it was shown.</summary>
public sealed class MassAssignmentTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly string[] Foreign = ["version", "isAdmin", "roleOverride", "__proto__", "constructor", "secret", "hash", "created_at", "Id"];

    [Theory]
    [MemberData(nameof(Collections.All), MemberType = typeof(Collections))]
    public async Task A_member_of_no_contract_is_refused_and_the_rest_with_it(string collection)
    {
        var path = Collections.PathOf(collection, await cms.Newsroom.PostAsync(collection, Collections.Example(collection)));
        var before = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Is(200);

        foreach (var name in Foreign)
        {
            var created = Collections.Example(collection);
            created[name] = "x";
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, created)).IsProblem(400, "malformed", $"/{name} unknown_member");
            (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { [name] = "x" })).IsProblem(400, "malformed", $"/{name} unknown_member");
            var replaced = before.DeepClone().AsObject();
            replaced[name] = "x";
            if (collection != "keys") (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, replaced)).IsProblem(400, "malformed", $"/{name} unknown_member");
        }
        // Another id in the body than in the path changes neither.
        (await cms.Newsroom.Editor.PatchAsync(path, new JsonObject { ["id"] = Guid.CreateVersion7().ToString() })).IsProblem(422, "invalid", "/id read_only");

        Assert.True(JsonNode.DeepEquals(before, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Is(200)));
    }

    [Fact]
    public async Task No_key_lies_in_the_database_as_it_was_shown()
    {
        var shown = (string)(await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = "Kept hashed", ["role"] = "writer" }))["key"]!;
        await using var connection = new NpgsqlConnection(cms.App.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var tables = new NpgsqlCommand(
            "select string_agg(format('select t::text from %I.%I t', table_schema, table_name), ' union all ') from information_schema.tables where table_schema in ('editorial', 'live', 'publishing') and table_type = 'BASE TABLE'", connection);
        var everything = (string)(await tables.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.True(await CountAsync("Kept hashed") > 0);
        Assert.Equal(0, await CountAsync(shown));
        Assert.Equal(0, await CountAsync(shown["cms_".Length..]));

        async Task<long> CountAsync(string text)
        {
            await using var count = new NpgsqlCommand($"select count(*) from ({everything}) as rows (text) where position(@text in text) > 0", connection);
            count.Parameters.AddWithValue("text", text);
            return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}
