using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>A related link's id is its sender's choice: it may be that of a story.</summary>
public sealed class SharedIdTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Story_stays_in_its_lists_when_another_publishes_a_link_with_its_id()
    {
        var named = await cms.Newsroom.PublishedAsync();
        var other = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["relatedLinks"] = new JsonArray(new JsonObject { ["id"] = Newsroom.Id(named), ["kind"] = "background", ["url"] = "https://archive.example/", ["title"] = "The archive" }),
        });
        await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(named), new JsonObject
        {
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "background", ["url"] = "https://tides.example/", ["title"] = "Tides" }),
        });
        await cms.Newsroom.PublishAsync(named);

        Assert.Contains(Newsroom.Id(named), (await cms.Reader.ReadAsync("/v1/articles?limit=100")).Items("id"));
        Assert.Contains(Newsroom.Id(named), (await cms.Reader.ReadAsync($"/v1/related-links?article={Newsroom.Id(other)}")).Items("id"));
        Assert.Empty(await cms.App.VerifyAsync());
    }

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
