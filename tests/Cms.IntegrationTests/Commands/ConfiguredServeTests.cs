using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Commands;

/// <summary>With a connection string: the database is somebody else's, and so is what is in it.</summary>
public sealed class ConfiguredServeTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Key = "cms_configured_0123456789abcdef";

    [Fact]
    public async Task It_uses_that_database_and_that_key_and_loads_no_sample()
    {
        using var folder = DataFolder.Open();
        await using var service = await CmsProcess.ServeAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings__Cms"] = database.ConnectionString,
            ["Cms__AdminKey"] = Key,
            ["Cms__DataDirectory"] = folder.Path,
        });
        using var editor = service.Client(Key);

        Assert.Empty((await editor.GetFromJsonAsync<JsonObject>("/v1/editorial/articles", TestContext.Current.CancellationToken))!["items"]!.AsArray());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.DoesNotContain(service.StartLines, line => line.Contains(Key, StringComparison.Ordinal) || line.Contains("no admin key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_it_says_how_to_make_one()
    {
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = empty.ConnectionString };
        await using var service = await CmsProcess.ServeAsync(settings);
        Assert.Single(service.StartLines, line => line.Contains("keys create --name NAME --role admin", StringComparison.Ordinal));

        var created = await CmsProcess.RunAsync(settings, "keys", "create", "--name", "Operator", "--role", "admin");

        var unsaid = await CmsProcess.RunAsync(settings, "keys", "create", "--name", "Desk");

        using var editor = service.Client(created.Output.Trim());
        using var response = await editor.GetAsync("/v1/editorial/keys", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var keys = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Equal([("Operator", "admin"), ("Desk", "writer")], keys!["items"]!.AsArray().Select(key => ((string)key!["name"]!, (string)key["role"]!)));
        using var writer = service.Client(unsaid.Output.Trim());
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.GetAsync("/v1/editorial/keys", TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>Else everybody behind the proxy were one client, with one allowance of mistyped keys, and links would begin with http.</summary>
    [Fact]
    public async Task Behind_a_proxy_it_goes_by_what_the_proxy_says_of_the_client()
    {
        await using var own = await NewDatabase.CreateAsync(database.ConnectionString);
        await using var service = await CmsProcess.ServeAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings__Cms"] = own.ConnectionString,
            ["Cms__AdminKey"] = Key,
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        });
        using var one = service.Client("cms_guess_0123456789abcdef");
        using var other = service.Client("cms_guess_0123456789abcdef");
        using var editor = service.Client(Key);
        one.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        other.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");
        editor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        while ((await one.AskAsync(HttpMethod.Get, "tags")).Status != 429)
        {
        }
        (await other.AskAsync(HttpMethod.Get, "tags")).IsProblem(401, "unauthorized");
        var story = (await editor.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "Shown" })).Is(201);
        var link = (await editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/preview-links", new JsonObject())).Is(201);
        Assert.StartsWith("https://", (string?)link["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_makes_the_schema_once()
    {
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = empty.ConnectionString };

        var first = await CmsProcess.RunAsync(settings, "migrate");
        var second = await CmsProcess.RunAsync(settings, "migrate");

        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("0001_editorial.sql", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, "The database is up to date.\n"), (second.Code, second.Output));
    }

    [Fact]
    public async Task Verify_finds_what_rebuild_then_mends()
    {
        await using var own = await NewDatabase.CreateAsync(database.ConnectionString);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = own.ConnectionString };
        await using (await CmsProcess.ServeAsync(settings))
        {
        }

        Assert.Equal(0, (await CmsProcess.RunAsync(settings, "live", "verify")).Code);
        await own.ExecuteAsync("update live.document set card = '{}' where kind = 'site'");
        var verified = await CmsProcess.RunAsync(settings, "live", "verify");
        Assert.Equal(1, verified.Code);
        Assert.Contains("1 difference.", verified.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await CmsProcess.RunAsync(settings, "live", "rebuild")).Code);
        Assert.Equal(0, (await CmsProcess.RunAsync(settings, "live", "verify")).Code);
    }
}
