using System.Text;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Lifecycle;

/// <summary>What an editor did not mean is not done.</summary>
public sealed class MistakenRequestTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("dry_run")]
    [InlineData("dryrun")]
    [InlineData("DryRun=true")]
    [InlineData("\"dry-run\"")]
    [InlineData("respond-async, dry run")]
    [InlineData("dry-rum")]
    [InlineData("try-run")]
    [InlineData("dry")]
    [InlineData("merge=disjont")]
    [InlineData("merge")]
    public async Task Misspelt_wish_is_refused_and_nothing_is_published(string preference)
    {
        var story = await cms.Newsroom.DraftAsync();

        var refused = await SendAsync($"articles/{story["id"]}/publish", "{}", preference);

        var problem = refused.IsProblem(400, "malformed");
        Assert.Contains("Prefer: dry-run", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal("never", (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["publication"]);
    }

    [Fact]
    public async Task Preference_that_is_registered_for_everybody_is_ignored() =>
        (await SendAsync($"articles/{(await cms.Newsroom.DraftAsync())["id"]}/publish", "{}", "respond-async, wait=10")).Is(200);

    [Theory]
    [InlineData("restore")]
    [InlineData("revisions/1/restore")]
    public async Task Members_sent_to_a_route_that_takes_none_are_refused(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();

        (await SendAsync($"articles/{story["id"]}/{action}", """{ "headline": "Another" }""")).IsProblem(400, "malformed");
        (await SendAsync($"articles/{story["id"]}/revisions/1/restore", "{}")).Is(200);
    }

    [Theory]
    [InlineData("revisions/01")]
    [InlineData("revisions/+1")]
    [InlineData("revisions/v01")]
    [InlineData("revisions/0")]
    [InlineData("revisions/curent")]
    [InlineData("revisions/1/diff/01")]
    public async Task Revision_has_one_name_which_a_wrong_one_is_told(string path)
    {
        var story = await cms.Newsroom.PublishedAsync();

        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{story["id"]}/{path}")).IsProblem(404, "not_found");
        Assert.Equal(
            "There is no revision with this name. A published one is named by its number, such as 3; a saved one by its version, such as v7; what is there now by current.",
            (string?)problem["detail"]);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"articles/{story["id"]}/revisions/1")).Is(200);
    }

    private async Task<Answer> SendAsync(string path, string body, string? preference = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/editorial/" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (preference is not null) request.Headers.TryAddWithoutValidation("Prefer", preference);
        return await cms.Newsroom.Editor.AnswerAsync(request);
    }
}
