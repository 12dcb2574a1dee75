using System.Net;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>A service may be started before its database, and outlives it. What waiting does not mend ends the start.</summary>
public sealed class WaitingStartTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Password = "a-secret-of-this-database";

    [Fact]
    public async Task Started_without_its_database_it_says_so_and_begins_when_there_is_one_and_so_again_when_it_goes()
    {
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        await using var gate = new DatabaseGate(empty.ConnectionString);
        await using var service = CmsProcess.Begin(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = gate.ConnectionString });
        using var visitor = new HttpClient { BaseAddress = await service.ListeningAsync() };

        await Eventually.HoldsAsync(async () => await HealthAsync(visitor) == (503, "The database does not answer."));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/health/live"));
        await AssertUnavailableAsync(visitor, "/v1/articles");

        gate.Open();
        await Eventually.HoldsAsync(async () => await HealthAsync(visitor) == (200, "Ready."));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/v1/articles"));

        gate.Shut();
        await Eventually.HoldsAsync(async () => await HealthAsync(visitor) == (503, "The database does not answer."));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/health/live"));
        await AssertUnavailableAsync(visitor, "/v1/tags");

        gate.Open();
        await Eventually.HoldsAsync(async () => await HealthAsync(visitor) == (200, "Ready."));
        await Eventually.HoldsAsync(async () => await StatusAsync(visitor, "/v1/articles") == HttpStatusCode.OK);

        Assert.Equal(0, await service.TerminateAsync());
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_it_ends_well()
    {
        await using var gate = new DatabaseGate(database.ConnectionString);
        await using var service = CmsProcess.Begin(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = gate.ConnectionString });
        await service.ListeningAsync();

        Assert.Equal(0, await service.TerminateAsync());
    }

    [Fact]
    public async Task Database_that_is_not_there_ends_the_start() =>
        await AssertRefusedAsync(Elsewhere("cms_never_made"), "(3D000)");

    [Fact]
    public async Task Wrong_password_ends_the_start()
    {
        await using var role = await RoleAsync("login password 'another'");
        await AssertRefusedAsync(As(role, database.ConnectionString), "(28");
    }

    [Fact]
    public async Task Right_that_is_missing_ends_the_start()
    {
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        await using var role = await RoleAsync($"login password '{Password}'");
        await AssertRefusedAsync(As(role, empty.ConnectionString), "permission denied");
    }

    [Fact]
    public async Task Postgres_that_is_too_old_ends_the_start()
    {
        await using var gate = new DatabaseGate(database.ConnectionString, version: "14");
        gate.Open();
        await AssertRefusedAsync(gate.ConnectionString, "15 or newer is needed");
    }

    private string Elsewhere(string name) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString;

    private static string As(TestRole role, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role.Name, Password = Password }.ConnectionString;

    private static async Task AssertRefusedAsync(string connectionString, string says)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = connectionString }, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, result.Code);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("The database cannot be used: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Output + result.Error, StringComparison.Ordinal);
        Assert.Matches(@"Cms \S+ starts, and listens on \S+ for questions about its health meanwhile;", result.Output);
    }

    private static async Task AssertUnavailableAsync(HttpClient visitor, string neverRead)
    {
        using var response = await visitor.GetAsync(neverRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static async Task<(int Status, string Text)> HealthAsync(HttpClient visitor)
    {
        using var response = await visitor.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient visitor, string path)
    {
        using var response = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private Task<TestRole> RoleAsync(string with) => TestRole.CreateAsync(database.ConnectionString, with);
}
