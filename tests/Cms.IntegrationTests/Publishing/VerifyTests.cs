using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>What an operator learns of a database that is not as it should be.</summary>
public sealed class VerifyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Verify_sees_a_withdrawn_address_that_is_missing()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "rights" });
        await using (var source = NpgsqlDataSource.Create(cms.App.ConnectionString))
        await using (var command = source.CreateCommand($"delete from live.gone where id = '{Newsroom.Id(story)}' and slug is not null"))
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal([$"article {Newsroom.Id(story)}"], await cms.App.VerifyAsync());
    }
}
