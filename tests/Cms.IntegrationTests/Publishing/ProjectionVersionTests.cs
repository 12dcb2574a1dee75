using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>While an upgrade rolls out, instances with an older projection meet documents of a newer one.</summary>
public sealed class ProjectionVersionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_document_of_a_newer_projection_is_not_overwritten_but_queued_for_who_can_write_it()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await ExecuteAsync("update live.document set version = 99 where id = $1", story);
        await cms.Newsroom.PatchAsync("articles/" + Newsroom.Id(story), new JsonObject { ["headline"] = "Another headline" });
        await cms.Newsroom.PublishAsync(story);
        await cms.App.DrainAsync();

        Assert.NotEqual("Another headline", await HeadlineAsync(story));
        Assert.Equal(1, await ExecuteAsync("update publishing.queue set error = null where id = $1 and version > 1 and parked_at is null", story));
    }

    [Fact]
    public async Task A_document_of_a_newer_projection_goes_all_the_same_when_the_story_is_withdrawn()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await ExecuteAsync("update live.document set version = 99 where id = $1", story);
        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "court" });
        using var answer = await cms.Reader.GetAsync("/v1/articles/" + Newsroom.Id(story), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_story_goes_from_a_document_of_a_newer_projection_that_links_to_it()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var story = await cms.Newsroom.PublishedAsync(
            new JsonObject { ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = Newsroom.Id(target) }) });
        await ExecuteAsync("update live.document set version = 99 where owner_id = $1", story);
        await cms.Newsroom.ActAsync(target, "takedown", new JsonObject { ["reason"] = "court" });

        var read = await cms.Reader.GetFromJsonAsync<JsonObject>("/v1/articles/" + Newsroom.Id(story), TestContext.Current.CancellationToken);
        Assert.Empty(read!["relatedLinks"]!.AsArray());
        Assert.Equal(1, await ExecuteAsync("update publishing.queue set error = null where id = $1 and version > 1", story));
    }

    [Fact]
    public async Task A_document_of_an_older_projection_is_written_again_after_the_upgrade()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await ExecuteAsync("update live.document set version = 0, card = '{}' where id = $1", story);
        var queue = (Cms.Api.Publishing.ProjectionQueue)cms.App.Services.GetService(typeof(Cms.Api.Publishing.ProjectionQueue))!;
        await queue.EnqueueOutdatedAsync(TestContext.Current.CancellationToken);
        await cms.App.DrainAsync();

        Assert.Equal((string)story["headline"]!, await HeadlineAsync(story));
        Assert.Equal(0, await ExecuteAsync("update live.document set version = version where id = $1 and version = 0", story));
    }

    private async Task<string> HeadlineAsync(JsonObject story) =>
        (string)(await cms.Reader.GetFromJsonAsync<JsonObject>("/v1/articles/" + Newsroom.Id(story), TestContext.Current.CancellationToken))!["headline"]!;

    private async Task<int> ExecuteAsync(string statement, JsonObject story)
    {
        await using var source = NpgsqlDataSource.Create(cms.App.ConnectionString);
        await using var command = source.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter { Value = Guid.Parse(Newsroom.Id(story)) });
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
