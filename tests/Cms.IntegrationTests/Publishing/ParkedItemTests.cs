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

        Assert.Equal(0, (await cms.App.Services.GetRequiredService<ProjectionQueue>().CountAsync(TestContext.Current.CancellationToken)).Waiting);
        Assert.NotEmpty(await LiveSnapshot.ScalarAsync<string>(cms.App.ConnectionString, $"select error from publishing.queue where id = '{bad}'"));
        Assert.True(JsonNode.DeepEquals(before, await cms.Reader.ReadAsync($"/v1/articles/{good}")));
        // Readers keep what they had of it, and editors go on with the rest.
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{bad}"));
        var next = await cms.Newsroom.PublishedAsync();
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{Newsroom.Id(next)}"));
    }

    [Fact]
    public async Task Story_that_fails_stops_no_rename_of_its_author()
    {
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var byline = new JsonObject { ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Newsroom.Id(author) }) };
        var (bad, good) = (Newsroom.Id(await cms.Newsroom.PublishedAsync(byline)), Newsroom.Id(await cms.Newsroom.PublishedAsync(byline)));
        await SpoilAsync(bad);

        await cms.Newsroom.PatchAsync("authors/" + Newsroom.Id(author), new JsonObject { ["name"] = "Renamed all the same" });

        Assert.Equal("Renamed all the same", (string?)(await cms.Reader.ReadAsync($"/v1/articles/{good}"))["bylines"]![0]!["name"]);
        Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/articles/{bad}"));
        Assert.Equal(1L, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, $"select count(*) from publishing.queue where id = '{bad}' and parked_at is not null"));
        Assert.Contains(await cms.App.VerifyAsync(), difference => difference.Contains(bad, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Story_that_fails_goes_rather_than_show_what_was_taken_down()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var bad = Newsroom.Id(await cms.Newsroom.PublishedAsync(
            new JsonObject { ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(target) }) }));
        await SpoilAsync(bad);

        await cms.Newsroom.ActAsync(target, "takedown", new JsonObject { ["reason"] = "court" });

        Assert.Equal(HttpStatusCode.Gone, await cms.Reader.StatusAsync($"/v1/articles/{Newsroom.Id(target)}"));
        Assert.Equal(HttpStatusCode.NotFound, await cms.Reader.StatusAsync($"/v1/articles/{bad}"));
    }

    [Fact]
    public async Task Story_that_was_parked_is_free_again_once_it_is_published_whole()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var id = Newsroom.Id(story);
        await ExecuteAsync($"insert into publishing.queue (kind, id, version, queued_at, parked_at, error) values ('article', '{id}', 0, now(), now(), 'once')");

        await cms.Newsroom.PublishAsync(story);

        Assert.Equal(0L, await LiveSnapshot.ScalarAsync<long>(cms.App.ConnectionString, $"select count(*) from publishing.queue where id = '{id}'"));
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
