using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>A parameter that a route does not know could be meant to hold it back: nothing is done then.</summary>
public sealed class UndeclaredParameterTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Undeclared_parameter_is_400_and_nothing_is_done()
    {
        var draft = await cms.Newsroom.DraftAsync();
        var article = "articles/" + Newsroom.Id(draft);
        var editor = cms.Newsroom.Editor;

        (await editor.AskAsync(HttpMethod.Post, article + "/publish?dryRun=true", new JsonObject())).IsProblem(400, "invalid_parameter", "dryRun unknown_member");
        (await editor.AskAsync(HttpMethod.Delete, article + "?dryRun=true")).IsProblem(400, "invalid_parameter", "dryRun unknown_member");
        (await editor.PatchAsync("site?x=1", new JsonObject { ["name"] = "Never" })).IsProblem(400, "invalid_parameter", "x unknown_member");
        (await editor.AskAsync(HttpMethod.Get, article + "?fields=headline")).IsProblem(400, "invalid_parameter", "fields unknown_member");

        var after = (await editor.AskAsync(HttpMethod.Get, article)).Is(200);
        Assert.Equal(("never", null), ((string)after["publication"]!, (string?)after["trashedAt"]));
    }
}
