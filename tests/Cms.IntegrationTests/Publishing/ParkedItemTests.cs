using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>A story that cannot be projected is set aside with the reason, and blocks nothing.</summary>
public sealed class ParkedItemTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Item_that_fails_is_parked_and_the_others_go_on()
    {
        var (bad, good) = (Newsroom.Id(await cms.Newsroom.PublishedAsync()), Newsroom.Id(await cms.Newsroom.PublishedAsync()));
        var before = await cms.Reader.ReadAsync($"/v1/articles/{good}");
        await SpoilAsync(bad);
        await ExecuteAsync($"update live.document set card = convert_to('{{}}', 'UTF8') where kind = 'article' and id = '{good}'");
        await ExecuteAsync($"insert into publishing.queue (kind, id, version, queued_at) values ('article', '{bad}', 0, now()), ('article', '{good}', 0, now() + interval '1 second')");

        await cms.App.DrainAsync();

        Assert.Equal(new QueueLength { Waiting = 0, Parked = 1 }, await cms.App.Services.GetRequiredService<ProjectionQueue>().CountAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(await LiveSnapshot.ScalarAsync<string>(cms.App.ConnectionString, $"select error from publishing.queue where id = '{bad}'"));
        Assert.True(JsonNode.DeepEquals(before, await cms.Reader.ReadAsync($"/v1/articles/{good}")));
        // Readers keep what they had of it, and editors go on with the rest.
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{bad}"));
        var next = await cms.Newsroom.PublishedAsync();
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{Newsroom.Id(next)}"));
    }

    private async Task SpoilAsync(string id)
    {
        await ExecuteAsync("alter table editorial.revision disable trigger revision_is_immutable");
        await ExecuteAsync($"update editorial.revision set content = content - 'headline' where article_id = '{id}'");
        await ExecuteAsync("alter table editorial.revision enable trigger revision_is_immutable");
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(cms.App.ConnectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
