using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Pages;

/// <summary>
/// An invented story with everything a news page can have: an editor and no writer, two places, a picture of an agency, quoted
/// sub-heads, a link in mid-body and one at the end, a source that is not named.
/// </summary>
internal sealed class TunnelStory
{
    /// <summary>Newsrooms type it between label and title. It is not kept before a title: front ends set it.</summary>
    public const string NoBreakSpace = "\u00A0";

    public const string ReadId = "5f0c7a52-6f0e-4c53-9d8e-0a4f6f1f7a01";
    public const string AlsoReadId = "5f0c7a52-6f0e-4c53-9d8e-0a4f6f1f7a02";
    public const string Headline = "Longest road tunnel of the Karsan range opens after nine winters of digging";
    public const string Standfirst = "The first lorries drove through the Ulmar tunnel on Tuesday, a link that spares two valleys the closed pass from November to May.";
    public const string Caption = "Drivers wait at the eastern gate before the first crossing";
    public const string EasternGate = "Lorries before a tunnel gate";

    public static readonly string[] Paragraphs =
    [
        "The first lorries drove through the Ulmar tunnel on Tuesday morning, nine winters after the first charge was set.",
        "The tunnel is 21 kilometres long and joins two valleys that lost each other every November.",
        "Until now the road over the pass was closed for half the year, and flour came by mule.",
        "Engineers began from both ends in 2015 and met in the middle of the mountain last spring.",
        "The two halves missed each other by the width of a hand, the chief surveyor said.",
        "Drivers had waited since midnight at the eastern gate, some with apples, one with a piano.",
        "A toll of forty crowns is asked of lorries; the people of both valleys pay nothing.",
        "The snow sheds above the gates were built twice after an avalanche took the first ones.",
        "Ventilation is run by the stream that the diggers met in their third year.",
        "The old road stays open in summer for shepherds, cyclists and those who like the view.",
        "The ministry counts on six hundred crossings a day, twice that at the time of the harvest.",
        "A second tube for an emergency is to follow; its money has not been found.",
    ];

    public const string FirstSubhead = "'WE HEARD THEM BEFORE WE SAW THEM'";
    public const string SecondSubhead = "'A ROAD IS A PROMISE'";

    public required string Id { get; init; }
    public required string Path { get; init; }

    public static async Task<TunnelStory> PublishAsync(Newsroom newsroom)
    {
        await newsroom.PatchAsync("site", new JsonObject
        {
            ["name"] = "The Valley Post",
            ["baseUrl"] = "https://valley.example",
            ["timeZone"] = "Asia/Kolkata",
            ["locale"] = "en-IN",
            ["footerLinks"] = Links(("Latest from {site.name}", "/"), ("More {section.name} stories", "/{section.path}")),
        });
        await newsroom.PostAsync("sections", new JsonObject { ["name"] = "News", ["layout"] = Layout() });
        await newsroom.SectionAsync("World", "news");
        await newsroom.PostAsync("authors", new JsonObject
        {
            ["kind"] = "person",
            ["name"] = "Meera Tandel",
            ["profiles"] = new JsonArray(new JsonObject { ["network"] = "x", ["handle"] = "meeratandel", ["url"] = "https://x.com/meeratandel" }),
        });
        await newsroom.AgencyAsync("OPA", "Open Press Agency");
        await newsroom.AgencyAsync("KARSANWIRE", "Karsan Wire");
        await newsroom.TagAsync("Ulmar tunnel", "place");
        var image = await newsroom.ImageAsync(EasternGate, "OPA", "OPA");
        var read = await newsroom.PublishedAsync(new JsonObject { ["headline"] = "How a mountain is measured", ["section"] = "news" });
        var alsoRead = await newsroom.PublishedAsync(new JsonObject { ["headline"] = "The last mule of the Karsan pass", ["section"] = "news/world" });

        var story = await newsroom.PublishedAsync(Story(Newsroom.Id(image), (string)read["slug"]!, Newsroom.Id(alsoRead)));
        return new TunnelStory { Id = Newsroom.Id(story), Path = $"/news/world/{story["slug"]}" };
    }

    private static JsonObject Story(string image, string read, string alsoRead) => new()
    {
        ["language"] = "en-IN",
        ["headline"] = Headline,
        ["standfirst"] = Standfirst,
        ["section"] = "news/world",
        ["publishedAt"] = "2024-11-12T18:33:00+05:30",
        ["timeZone"] = "Asia/Kolkata",
        ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = "meera-tandel", ["location"] = "Geneva" }),
        ["dateline"] = new JsonObject { ["place"] = "Ulmar" },
        ["sources"] = new JsonArray(new JsonObject { ["agency"] = "KARSANWIRE", ["role"] = "inputs", ["display"] = "generic" }),
        ["tags"] = new JsonArray("ulmar-tunnel"),
        ["leadImage"] = new JsonObject { ["image"] = image, ["caption"] = Caption },
        ["body"] = Body(),
        ["relatedLinks"] = new JsonArray(
            new JsonObject { ["id"] = ReadId, ["kind"] = "read", ["position"] = "inline", ["article"] = read, ["title"] = NoBreakSpace + "How a mountain is measured from inside" },
            new JsonObject { ["id"] = AlsoReadId, ["kind"] = "alsoRead", ["article"] = alsoRead, ["title"] = NoBreakSpace + "The last mule of the pass" }),
    };

    private static JsonArray Body() =>
    [
        .. Paragraphs[..3].Select((text, index) => Text($"p{index + 1}", text)),
        new JsonObject { ["_type"] = "relatedLink", ["_key"] = "read", ["relatedLinkId"] = ReadId },
        .. Paragraphs[3..7].Select((text, index) => Text($"p{index + 4}", text)),
        Text("h1", FirstSubhead, "h2"),
        .. Paragraphs[7..10].Select((text, index) => Text($"p{index + 8}", text)),
        Text("h2", SecondSubhead, "h2"),
        .. Paragraphs[10..].Select((text, index) => Text($"p{index + 11}", text)),
    ];

    private static JsonObject Text(string key, string text, string style = "normal") => new()
    {
        ["_type"] = "block",
        ["_key"] = key,
        ["style"] = style,
        ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = text }),
    };

    private static JsonObject Layout() => new()
    {
        ["slots"] = new JsonArray(
            Slot("top", "afterDateline", 0, "970x90"),
            Slot("inline-1", "afterBlock", 60, "300x250"),
            Slot("inline-2", "afterBlock", 150, "336x280"),
            Slot("below", "afterBody", 0, "728x90"),
            Slot("end", "pageEnd", 0, "970x250", "320x100")),
    };

    private static JsonObject Slot(string key, string anchor, int minWordsBefore, params string[] sizes) => new()
    {
        ["key"] = key,
        ["anchor"] = anchor,
        ["minWordsBefore"] = minWordsBefore,
        ["sizes"] = new JsonArray([.. sizes.Select(size => (JsonNode)size)]),
    };

    private static JsonArray Links(params (string Label, string Url)[] links) =>
        [.. links.Select(link => new JsonObject { ["labelTemplate"] = link.Label, ["url"] = link.Url })];
}
