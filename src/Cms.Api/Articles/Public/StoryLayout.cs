using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Shared.Text;
using Cms.Api.Site;

namespace Cms.Api.Articles.Public;

/// <summary>The section's slots for advertisements, resolved for one story: which block each follows.</summary>
internal static class StoryLayout
{
    /// <param name="body">The delivered body: only blocks that readers get can be followed by a slot.</param>
    public static JsonObject Of(PublicStory story, byte[] body)
    {
        var slots = story.Content.Ads.Policy switch
        {
            "none" => [],
            "noInline" => story.Sections.LayoutOf(story.Section.Id, story.Site).Slots.Where(slot => slot.Anchor != "afterBlock"),
            _ => story.Sections.LayoutOf(story.Section.Id, story.Site).Slots,
        };
        var places = Places(story.Body, body).ToList();
        return new JsonObject { ["slots"] = new JsonArray([.. slots.Select(slot => Resolve(slot, places)).OfType<JsonNode>()]) };
    }

    /// <summary>A slot in the body takes the first paragraph that has enough words before it and no slot yet; one that finds none is left out.</summary>
    private static JsonObject? Resolve(LayoutSlot slot, List<(string Key, int WordsBefore)> places)
    {
        if (slot.Anchor != "afterBlock") return PageHead.SlotOf(slot, null);
        var index = places.FindIndex(place => place.WordsBefore >= slot.MinWordsBefore);
        if (index < 0) return null;
        var key = places[index].Key;
        places.RemoveAt(index);
        return PageHead.SlotOf(slot, key);
    }

    /// <summary>Paragraphs that a slot may follow: not the last block, and not one that introduces what follows it.</summary>
    private static IEnumerable<(string Key, int WordsBefore)> Places(Body body, byte[] delivered)
    {
        var shown = Keys(delivered);
        var blocks = body.Blocks.Where(block => shown.Contains(block.Key)).ToList();
        var words = 0;
        for (var index = 0; index < blocks.Count - 1; index++)
        {
            if (blocks[index] is not TextBlock text) continue;
            words += Words.Count(BodyText.Of(new Body([text])));
            if (text is { Style: "normal", ListItem: null }) yield return (text.Key, words);
        }
    }

    private static HashSet<string> Keys(byte[] delivered)
    {
        using var document = JsonDocument.Parse(delivered);
        return [.. document.RootElement.EnumerateArray().Select(block => block.GetProperty("_key").GetString()!)];
    }
}
