using System.Diagnostics;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

/// <summary>How Delivery uses its database: one statement for what is there, in a role that can read what is public and nothing else.</summary>
public sealed class StatementTests(NewsroomFixture newsroom) : IClassFixture<NewsroomFixture>
{
    private DeliveryFixture Delivery => newsroom.Delivery;

    [Theory]
    [InlineData("/v1/articles/other", 1)]
    [InlineData("/v1/articles/old-bridge", 2)]
    [InlineData("/v1/articles/withdrawn", 2)]
    [InlineData("/v1/articles/nothing", 2)]
    [InlineData("/v1/articles/other/related-links", 1)]
    [InlineData("/v1/articles", 1)]
    [InlineData("/v1/articles?section=news/world,news&tag=ports&tag=harbours&author=ann&genre=news&linksTo=old-bridge&publishedFrom=2024-01-01T00:00:00Z&include=body&count=exact&limit=100", 1)]
    [InlineData("/v1/articles?sort=-updatedAt&count=estimated", 1)]
    [InlineData("/v1/articles?tag=nothing", 1)]
    [InlineData("/v1/related-links?article=old-bridge&kind=read", 1)]
    [InlineData("/v1/tags?sort=-name", 1)]
    [InlineData("/v1/sections", 1)]
    [InlineData("/v1/sections/news/world", 1)]
    [InlineData("/v1/site", 1)]
    [InlineData("/v1/page?path=/", 1)]
    // Nobody follows the log here, so what surrounds a story is not known: see SurroundingsTests.
    [InlineData("/v1/page?path=/news/world/other", 2)]
    [InlineData("/v1/page?path=/news", 1)]
    [InlineData("/v1/page?path=/news/world", 2)]
    [InlineData("/v1/page?path=/old-bridge", 1)]
    [InlineData("/v1/articles?limit=1000", 0)]
    public async Task Request_is_one_statement_or_one_more_for_what_is_not_there(string path, int expected)
    {
        var database = new NpgsqlConnectionStringBuilder(Delivery.ConnectionString).Database;
        var statements = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Opening a connection is an activity too, and other tests run beside this one.
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.query.text") is not null && Equals(activity.GetTagItem("db.namespace"), database)) Interlocked.Increment(ref statements);
            },
        };
        ActivitySource.AddActivityListener(listener);

        using var response = await Delivery.GetAsync(path);

        Assert.Equal(expected, statements);
    }

    [Fact]
    public async Task Role_stays_that_of_delivery_after_many_uses()
    {
        for (var use = 0; use < 50; use++)
        {
            using var response = await Delivery.GetAsync("/v1/site");
            Assert.Equal("cms_delivery", await ScalarAsync("select current_user"));
        }
    }

    [Theory]
    [InlineData("select count(*) from editorial.article", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("select count(*) from publishing.queue", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("update live.head set number = 1", PostgresErrorCodes.ReadOnlySqlTransaction)]
    public async Task Role_can_read_what_is_public_and_nothing_else(string sql, string state)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(sql));

        Assert.Equal(state, refusal.SqlState);
    }

    private Task<object?> ScalarAsync(string sql) => Delivery.DeliverySource.ReadAsync(
        async (connection, stop) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(stop);
        },
        _ => true);
}
