using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Merging;

/// <summary>Several editors at one story at the same time: what each was told is done, is done and stays.</summary>
public sealed class EditorsAtOnceTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly string[] Members = ["headline", "kicker", "standfirst", "summary", "slugline", "ednote", "attributionOverride"];

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    [InlineData(16, 3)]
    public async Task Every_merged_change_is_in_the_final_state(int editors, int seed)
    {
        var paragraphs = string.Join("\n\n", Enumerable.Range(0, 16).Select(number => $"Paragraph {number} of many."));
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["bodyMarkdown"] = paragraphs });
        var random = new Random(seed);
        var rounds = Enumerable.Range(0, editors).Select(_ => random.Next(2, 5)).ToList();

        var said = await Task.WhenAll(Enumerable.Range(0, editors).Select(editor => EditAsync(story, editor, rounds[editor])));

        var final = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        foreach (var (editor, text) in said.Index()) Assert.Equal(text, TextOf(final, editor));
        Assert.Equal(16, final["body"]!.AsArray().Count);
    }

    /// <summary>Each changes a member that no other does, of an object or a link that others change, too.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 5)]
    [InlineData(9, 6)]
    public async Task Every_change_of_a_member_that_is_one_editor_s_alone_is_merged_and_stays(int editors, int seed)
    {
        string[] paths = ["seo/title", "seo/description", "seo/noindex", "social/title", "social/description", "relatedLinks/kind", "relatedLinks/label", "relatedLinks/title", "headline"];
        var link = new JsonObject { ["kind"] = "read", ["title"] = "Read", ["url"] = "https://example.org/" };
        var story = await cms.Newsroom.DraftAsync(new JsonObject { ["relatedLinks"] = new JsonArray(link) });
        var mine = new Random(seed).GetItems(paths, paths.Length).Distinct().Take(editors).ToList();

        var said = await Task.WhenAll(mine.Select(async path =>
        {
            var (read, value) = (story, default(JsonNode));
            for (var round = 0; round < 3; round++)
            {
                value = path switch { "seo/noindex" => round % 2 == 0, "relatedLinks/kind" => round % 2 == 0 ? "alsoRead" : "watch", _ => $"In {round}" };
                var (parts, patch) = (path.Split('/'), new JsonObject());
                patch[parts[0]] = parts switch
                {
                    [_] => value,
                    ["relatedLinks", var member] => Changed(read["relatedLinks"]!.AsArray(), member, value),
                    [_, var member] => new JsonObject { [member] = value },
                    _ => null,
                };
                read = (await PatchAsync(story, patch, (string)read["etag"]!, "merge=disjoint")).Is(200);
            }
            return (path, value);
        }));

        var final = await cms.Newsroom.GetAsync($"articles/{story["id"]}");
        foreach (var (path, value) in said)
        {
            var told = path.Split('/') switch { ["relatedLinks", var member] => final["relatedLinks"]![0]![member], [var parent, var member] => final[parent]![member], var parts => final[parts[0]] };
            Assert.True(JsonNode.DeepEquals(value, told), $"{path} is {told}, and was acknowledged as {value}.");
        }

        static JsonArray Changed(JsonArray links, string member, JsonNode? value)
        {
            var changed = links.DeepClone().AsArray();
            changed[0]![member] = value;
            return changed;
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public async Task Under_if_match_alone_one_succeeds_for_each_version(int editors)
    {
        var story = await cms.Newsroom.DraftAsync();
        for (var round = 0; round < 5; round++)
        {
            var etag = (string)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"]!;

            var answers = await Task.WhenAll(Enumerable.Range(0, editors).Select(editor =>
                PatchAsync(story, new JsonObject { [Members[editor % Members.Length]] = $"By {editor} in {round}" }, etag, prefer: null)));

            var success = Assert.Single(answers, answer => answer.Status == 200);
            Assert.All(answers.Except([success]), answer => answer.IsProblem(412, "stale"));
            Assert.Equal(success.ETag, (string?)(await cms.Newsroom.GetAsync($"articles/{story["id"]}"))["etag"]);
        }
    }

    /// <summary>Changes a member, or a paragraph, that is this editor's alone; each time on what was read the time before. Answers what it was told is there.</summary>
    private async Task<string> EditAsync(JsonObject story, int editor, int rounds)
    {
        var read = story;
        for (var round = 0; round < rounds; round++)
        {
            var text = $"By {editor} in {round}";
            var patch = new JsonObject();
            if (editor < Members.Length)
            {
                patch[Members[editor]] = text;
            }
            else
            {
                patch["body"] = read["body"]!.DeepClone();
                patch["body"]![editor]!["children"]![0]!["text"] = text;
            }
            read = (await PatchAsync(story, patch, (string)read["etag"]!, "merge=disjoint")).Is(200);
            Assert.Equal(text, TextOf(read, editor));
        }
        return TextOf(read, editor)!;
    }

    private static string? TextOf(JsonObject story, int editor) =>
        (string?)(editor < Members.Length ? story[Members[editor]] : story["body"]![editor]!["children"]![0]!["text"]);

    private async Task<Answer> PatchAsync(JsonObject story, JsonObject patch, string ifMatch, string? prefer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/editorial/articles/{story["id"]}") { Content = new StringContent(patch.ToJsonString(), null, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (prefer is not null) request.Headers.TryAddWithoutValidation("Prefer", prefer);
        return await cms.Newsroom.Editor.AnswerAsync(request);
    }
}
