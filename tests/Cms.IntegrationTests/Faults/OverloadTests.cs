using Cms.Api.Shared.Http.Limits;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Faults;

/// <summary>Three times as many readers as an instance takes on.</summary>
public sealed class OverloadTests(TestPostgres postgres)
{
    private const int Places = 10;

    [Fact]
    public async Task What_is_too_much_is_refused_before_the_rest_is_answered_and_all_is_well_afterwards()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var app = await CmsApp.StartAsync(database.ConnectionString, new LimitSettings { ConcurrentRequests = Places });
        using var reader = app.Client();
        using (await AskAsync("/v1/site"))
        {
        }

        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locking = new NpgsqlCommand("lock table live.document in access exclusive mode", other)) await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var asked = Enumerable.Range(1, 3 * Places).Select(number => AskAsync($"/v1/tags/nothing-{number}")).ToList();
        await foreach (var refused in Task.WhenEach(asked).Take(2 * Places))
        {
            using var response = await refused;
            Assert.Equal((503, "1"), ((int)response.StatusCode, response.Headers.RetryAfter?.ToString()));
            Assert.Contains("at the same time", await response.TextAsync(), StringComparison.Ordinal);
        }
        var begun = asked.Where(task => !task.IsCompleted).ToList();
        Assert.Equal(Places, begun.Count);
        using (var kept = await AskAsync("/v1/site")) Assert.Equal(200, (int)kept.StatusCode);

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        foreach (var answer in begun)
        {
            using var response = await answer;
            Assert.Equal(404, (int)response.StatusCode);
        }
        using (var more = await AskAsync("/v1/tags/nothing-more")) Assert.Equal(404, (int)more.StatusCode);

        Task<HttpResponseMessage> AskAsync(string address) => reader.GetAsync(address, TestContext.Current.CancellationToken);
    }
}
