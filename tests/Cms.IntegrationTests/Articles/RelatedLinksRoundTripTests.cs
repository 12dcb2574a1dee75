using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;

namespace Cms.IntegrationTests.Articles;

/// <summary>Random related links, in the text and out of it, listed in any order.</summary>
public sealed class RelatedLinksRoundTripTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Targets = 2;

    // One target more than there are is a URL.
    private static readonly Gen<(Sketch[] Links, int[] Text)> Story = Gen.Select(
        Gen.Select(Gen.OneOf("read", "watch"), Gen.OneOf("inline", "inline", "end"), Gen.Int[0, Targets], Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))))
            .Select((kind, position, target, isTitled) => new Sketch(kind, position, target, isTitled)).Array[1, 6],
        Gen.Int[0, 5].Array[0, 6]);

    [Fact]
    public async Task Story_put_back_as_a_file_or_with_its_text_in_json_has_the_same_links_in_the_same_order()
    {
        var targets = new List<string>();
        while (targets.Count < Targets) targets.Add((string)(await cms.Newsroom.DraftAsync())["slug"]!);

        await Story.SampleAsync(story => HoldsAsync(targets, story.Links, story.Text), iter: 60, threads: 1);
    }

    private async Task HoldsAsync(List<string> targets, Sketch[] sketches, int[] text)
    {
        var links = sketches.Select(sketch => sketch.Write(targets)).ToList();
        var made = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", new JsonObject
        {
            ["language"] = "en",
            ["headline"] = "Links",
            ["relatedLinks"] = new JsonArray([.. links]),
            ["body"] = new JsonArray([.. text.Where(place => place < links.Count).Select(place =>
                (JsonNode)new JsonObject { ["_type"] = "relatedLink", ["relatedLinkId"] = (string)links[place]["id"]! })]),
        })).Is(201);
        var path = "articles/" + Newsroom.Id(made);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/editorial/" + path) { Headers = { { "Accept", "text/markdown" } } };
        var file = (await cms.Newsroom.Editor.AnswerAsync(request)).Text;

        AssertSame(made, (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Put, path, file, "text/markdown")).Is(200), file);

        var json = made.DeepClone().AsObject();
        json["body"] = null;
        json["bodyMarkdown"] = file[(file.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..];
        json.Remove("etag");
        AssertSame(made, (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, path, json)).Is(200), json.ToJsonString());
    }

    private static void AssertSame(JsonObject before, JsonObject after, string sent)
    {
        Assert.True(after["warnings"]!.AsArray().Count == 0, $"{after["warnings"]}\n{sent}");
        foreach (var member in new[] { "relatedLinks", "body" })
            Assert.True(JsonNode.DeepEquals(before[member], after[member]), $"{before[member]}\n-- is --\n{after[member]}\n-- by --\n{sent}");
    }

    private sealed record Sketch(string Kind, string Position, int Target, bool IsTitled)
    {
        public JsonObject Write(List<string> targets) => new()
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["kind"] = Kind,
            ["position"] = Position,
            ["article"] = Target < targets.Count ? targets[Target] : null,
            ["url"] = Target < targets.Count ? null : "https://a.example/film",
            ["title"] = IsTitled || Target == targets.Count ? "The film" : null,
        };
    }
}
