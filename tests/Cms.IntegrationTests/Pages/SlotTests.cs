using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Pages;

/// <summary>Each slot of a section finds its place in a story by itself, whatever stands before it in the list.</summary>
public sealed class SlotTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>Ten words each: the slot that asks for 15 stands after the second paragraph.</summary>
    private static readonly string Body = string.Join("\n\n", Enumerable.Range(1, 6).Select(number => string.Create(
        CultureInfo.InvariantCulture, $"Paragraph {number} has exactly ten words, these and no others.")));

    [Theory]
    [InlineData("far:1000 near:15", "near@1")]
    [InlineData("late:35 early:15", "late@3 early@1")]
    [InlineData("early:15 late:35", "early@1 late@3")]
    [InlineData("one:15 two:15", "one@1 two@2")]
    public async Task Slots_follow_the_first_free_paragraph_with_enough_words_before_it(string slots, string expected)
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Slots"));
        await cms.Newsroom.PatchAsync("sections/" + section, new JsonObject
        {
            ["layout"] = new JsonObject { ["slots"] = new JsonArray([.. slots.Split(' ').Select(slot => Slot(slot.Split(':')))]) },
        });
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section, ["bodyMarkdown"] = Body });

        var page = await cms.Reader.ReadAsync($"/v1/page?path=/{section}/{story["slug"]}");

        var keys = page["article"]!["body"]!.Strings("_key").ToList();
        Assert.Equal(expected, string.Join(' ', page["layout"]!["slots"]!.AsArray().Select(slot => $"{slot!["key"]}@{keys.IndexOf((string)slot["afterBlock"]!)}")));
    }

    private static JsonNode Slot(string[] parts) => new JsonObject
    {
        ["key"] = parts[0],
        ["anchor"] = "afterBlock",
        ["minWordsBefore"] = int.Parse(parts[1], CultureInfo.InvariantCulture),
    };
}
