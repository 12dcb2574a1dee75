using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Shared;

public sealed class EditorialConnectionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>An instance that stands still would keep its locks, and everybody waiting, for as long as it stands.</summary>
    [Theory]
    [InlineData("statement_timeout", "10s")]
    [InlineData("idle_in_transaction_session_timeout", "5s")]
    public async Task The_database_ends_what_takes_too_long(string setting, string limit)
    {
        await using var connection = await cms.App.Services.GetRequiredService<EditorialDataSource>().OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(limit, await connection.SingleAsync<string>("select current_setting(@Setting)", new { Setting = setting }, TestContext.Current.CancellationToken));
    }
}
