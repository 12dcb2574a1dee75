using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Limits;

/// <summary>Nobody waits for a database that does not answer.</summary>
public sealed class DeadlineTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frozen_database_is_told_as_unavailable_and_used_again_when_it_moves()
    {
        await using var gate = new DatabaseGate(database.ConnectionString);
        gate.Open();
        await using var app = await CmsApp.StartAsync(gate.ConnectionString);
        using var editor = app.Client(CmsApp.AdminKey);
        using var reader = app.Client();
        var tag = await new Newsroom(editor).TagAsync("Harbours");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", Stop)).StatusCode);
        Assert.Equal("Harbours", await NameAsync(editor, tag));

        gate.Hold();
        // Of what is kept nothing is seen of it.
        var reads = Enumerable.Range(0, 20).Select(number => reader.GetAsync($"/v1/articles?limit={number + 1}", Stop)).ToList();
        var write = editor.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["name"] = "Ports" });
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/health/live", Stop)).StatusCode);
        foreach (var read in reads[..^1]) await AssertUnavailableAsync(await read);
        Assert.Equal(HttpStatusCode.OK, (await reads[^1]).StatusCode);
        var problem = (await write).IsProblem(503, "unavailable");
        Assert.Contains("may have been made", (string)problem["detail"]!, StringComparison.Ordinal);

        gate.Release();
        await Eventually.HoldsAsync(async () => (await reader.GetAsync("/v1/articles", Stop)).StatusCode == HttpStatusCode.OK);
        Assert.Equal("Harbours", await NameAsync(editor, tag));
    }

    [Fact]
    public async Task Readers_and_editors_see_nothing_of_connections_that_the_server_ended()
    {
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
        using var editor = app.Client(CmsApp.AdminKey);
        using var reader = app.Client();

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/v1/editorial/tags", Stop)).StatusCode);
            await EndAllConnectionsAsync();
        }
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/v1/editorial/tags", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_write_that_was_given_up_does_not_come_true_later()
    {
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
        using var editor = app.Client(CmsApp.AdminKey);
        var tag = await new Newsroom(editor).TagAsync("Quays");

        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync(Stop);
        await using (var transaction = await other.BeginTransactionAsync(Stop))
        {
            await using var locking = new NpgsqlCommand("select 1 from editorial.tag for update", other);
            await locking.ExecuteNonQueryAsync(Stop);
            (await editor.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["name"] = "Wharves" })).IsProblem(503, "unavailable");
        }

        // Whoever comes next waits for what is still at work.
        (await editor.PatchAsync($"tags/{tag["id"]}", new JsonObject { ["synonyms"] = new JsonArray("Piers") })).Is(200);
        Assert.Equal("Quays", await NameAsync(editor, tag));
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<string?> NameAsync(HttpClient editor, JsonObject tag) =>
        (string?)(await editor.AskAsync(HttpMethod.Get, $"tags/{tag["id"]}")).Is(200)["name"];

    private async Task EndAllConnectionsAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var ending = new NpgsqlCommand(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        await ending.ExecuteNonQueryAsync(Stop);
    }
}
