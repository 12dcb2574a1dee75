using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Tags;

public sealed class TagTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("topic")]
    [InlineData("place")]
    [InlineData("organisation")]
    [InlineData("person")]
    [InlineData("event")]
    [InlineData("series")]
    [InlineData("work")]
    public async Task A_tag_is_of_one_of_seven_types(string type) => Assert.Equal(type, (string?)(await cms.Newsroom.TagAsync("Something", type))["type"]);

    [Fact]
    public async Task Broken_rules_are_told_all_at_once()
    {
        var sent = new JsonObject { ["type"] = "thing", ["name"] = new string('x', 101), ["slug"] = "No Slug", ["synonyms"] = new JsonArray("fine", null, " ", new string('x', 101)) };

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "tags", sent)).IsProblem(
            422, "invalid", "/type invalid_value", "/name too_long", "/slug invalid_format", "/synonyms/1 required", "/synonyms/2 required", "/synonyms/3 too_long");
    }

    [Fact]
    public async Task A_tag_has_at_most_fifty_synonyms()
    {
        var tag = await cms.Newsroom.TagAsync("Synonymous");

        (await PatchAsync(50)).Is(200);
        (await PatchAsync(51)).IsProblem(422, "invalid", "/synonyms too_many");

        Task<Answer> PatchAsync(int count) => cms.Newsroom.Editor.PatchAsync(
            $"tags/{tag["id"]}", new JsonObject { ["synonyms"] = new JsonArray([.. Enumerable.Range(0, count).Select(number => JsonValue.Create($"Name {number}"))]) });
    }
}
