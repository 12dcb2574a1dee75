using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>An instance for readers only, as a database user who may read nothing but what readers get.</summary>
public sealed class DeliveryOnlyTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Password = "readers-have-one-of-their-own";

    [Fact]
    public async Task Waits_until_another_instance_has_migrated_and_then_answers_readers_and_nobody_else()
    {
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        await using var role = await TestRole.CreateAsync(database.ConnectionString, $"login password '{Password}' in role cms_delivery");
        await using var readers = CmsProcess.Begin(SettingsOf(new NpgsqlConnectionStringBuilder(empty.ConnectionString) { Username = role.Name, Password = Password }.ConnectionString));
        using var visitor = new HttpClient { BaseAddress = await readers.ListeningAsync() };
        await Eventually.HoldsAsync(async () => await ReadyAsync(visitor) == (503, "The database lacks migrations of this build."));

        await using var editors = await CmsProcess.ServeAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = empty.ConnectionString, ["Cms__AdminKey"] = CmsApp.AdminKey });
        await Eventually.HoldsAsync(async () => await ReadyAsync(visitor) == (200, "Ready."));

        using var editor = editors.Client(CmsApp.AdminKey);
        var newsroom = new Newsroom(editor);
        var draft = await newsroom.DraftAsync();
        var preview = await newsroom.PostAsync($"articles/{draft["id"]}/preview-links", []);
        var published = await editor.AskAsync(HttpMethod.Post, $"articles/{draft["id"]}/publish", new JsonObject());

        using var reader = readers.Client();
        var least = ("Cms-Min-Sequence", published.Header("Cms-Sequence")!);
        Assert.Equal((string)draft["headline"]!, (string)(await reader.SeeAsync($"/v1/articles/{draft["slug"]}", least)).Is(200)["headline"]!);
        Assert.Equal((string)draft["headline"]!, (string)(await reader.SeeAsync($"/v1/articles?section={draft["section"]}", least)).Is(200)["items"]![0]!["headline"]!);
        Assert.NotEmpty((await reader.SeeAsync("/v1/changes")).Is(200)["items"]!.AsArray());
        Assert.Equal(404, (await reader.SeeAsync(new Uri((string)preview["url"]!).AbsolutePath)).Status);

        foreach (var (method, path) in new[] { (HttpMethod.Get, "articles"), (HttpMethod.Post, "articles"), (HttpMethod.Delete, $"articles/{draft["id"]}"), (HttpMethod.Get, "keys") })
        {
            // Not held to the contract, which knows nothing of an instance that lacks them.
            var refused = await visitor.AskAsync(method, path);
            Assert.Contains("readers only", (string)refused.IsProblem(404, "not_found")["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Contract_that_it_serves_has_the_readers_operations_only()
    {
        await using var readers = await CmsProcess.ServeAsync(SettingsOf(database.ConnectionString));
        using var visitor = new HttpClient { BaseAddress = await readers.ListeningAsync() };
        var contract = JsonNode.Parse(await visitor.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        Assert.Null(contract["components"]!["securitySchemes"]);
        var paths = contract["paths"]!.AsObject().Select(path => path.Key).ToList();

        Assert.Contains("/v1/articles/{ref}", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("/v1/editorial", StringComparison.Ordinal) || path.Contains("preview", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/artcles", "\"/v1/articles\"?")]
    [InlineData("/v1/editoral/articles", "those there are.")]
    [InlineData("/v1/previw/x", "those there are.")]
    public async Task Of_a_misspelt_path_it_names_what_it_has_itself(string path, string end)
    {
        await using var readers = await CmsProcess.ServeAsync(SettingsOf(database.ConnectionString));
        using var visitor = new HttpClient { BaseAddress = await readers.ListeningAsync() };

        Assert.EndsWith(end, (string?)(await visitor.SeeAsync(path)).Is(404)["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_of_another_it_does_not_start()
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["Cms__Surfaces"] = "delivery" }, "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Contains("set ConnectionStrings__Cms", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_ends_its_start()
    {
        await using var role = await TestRole.CreateAsync(database.ConnectionString, "login password 'another'");
        var result = await CmsProcess.RunAsync(
            SettingsOf(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role.Name, Password = Password }.ConnectionString), "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, result.Code);
        Assert.StartsWith("The database cannot be used: ", result.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> SettingsOf(string connectionString) => new() { ["ConnectionStrings__Cms"] = connectionString, ["Cms__Surfaces"] = "delivery" };

    private static async Task<(int Status, string Text)> ReadyAsync(HttpClient visitor)
    {
        var answer = await visitor.SeeAsync("/health/ready");
        return (answer.Status, answer.Text);
    }
}
