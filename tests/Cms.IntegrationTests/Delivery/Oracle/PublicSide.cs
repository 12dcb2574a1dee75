using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>A newsroom with something behind every readers' route: what is there, what has moved or was merged, and what is gone.</summary>
internal sealed class PublicSide(Newsroom newsroom, Vocabulary words)
{
    private const int Stories = 16;
    private static readonly string[] Genres = ["news", "analysis", "opinion"];
    private static readonly string[] Types = ["article", "gallery", "video"];
    private static readonly string[] Languages = ["en", "en-IN", "hi-IN"];
    private static readonly string[] Topics = ["Ferry", "Harbour", "Monsoon", "बंदरगाह", "Übersee"];

    private readonly List<string> _stories = [];

    public IReadOnlyList<string> Authors { get; private set; } = [];
    public IReadOnlyList<string> Tags { get; private set; } = [];
    public IReadOnlyList<string> Images { get; private set; } = [];

    /// <summary>Ids of stories that stay public.</summary>
    public IReadOnlyList<string> Shown => _stories[7..];

    public string TakenDown => _stories[2];
    public string Killed => _stories[3];
    public string Unpublished => _stories[4];

    /// <summary>Public to begin with; it leaves readers in both newsrooms, by a hold in one of them.</summary>
    public string Leaving => _stories[5];

    /// <summary>Published once more in both, with other private members in one of them.</summary>
    public string Republished => _stories[6];

    public async Task ArrangeAsync()
    {
        await SectionsAsync();
        foreach (var code in new[] { "WIRE", "PRESS" })
        {
            await newsroom.AgencyAsync(code, $"The {code} agency");
            words.Add("agencies", code);
        }
        Authors = await AddAsync("authors", ["Lena Haddad", "Omar Farooq", "Mira Sen"], name => newsroom.AuthorAsync(name));
        Tags = await AddAsync("tags", ["Harbours", "Ports", "Trade routes"], name => newsroom.TagAsync(name));
        Images = await AddAsync("images", ["A harbour", "A ferry"], alt => newsroom.ImageAsync(alt, agency: "WIRE"));
        for (var number = 0; number < Stories; number++) await StoryAsync(number);
        await ChangeAsync();
    }

    private async Task SectionsAsync()
    {
        await newsroom.SectionAsync("News");
        await newsroom.SectionAsync("World", "news");
        await newsroom.SectionAsync("Games");
        await newsroom.PatchAsync("sections/games", new JsonObject { ["slug"] = "sport" });
        foreach (var path in new[] { "news", "news/world", "sport", "games" })
        {
            words.Add("sections", path);
            words.Add("paths", "/" + path);
        }
    }

    private async Task StoryAsync(int number)
    {
        var story = await newsroom.PublishedAsync(new JsonObject
        {
            ["headline"] = $"{Topics[number % Topics.Length]} number {number}",
            ["slug"] = $"story-{number}",
            ["genre"] = Genres[number % Genres.Length],
            ["type"] = Types[number / 2 % Types.Length],
            ["language"] = Languages[number % Languages.Length],
            ["section"] = number % 3 == 0 ? "sport" : number % 3 == 1 ? "news" : "news/world",
            ["otherSections"] = number % 4 == 0 ? new JsonArray("news") : [],
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Authors[number % 3] }),
            ["tags"] = new JsonArray([.. Enumerable.Range(0, number % 4).Select(tag => (JsonNode)Tags[tag])]),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = number % 2 == 0 ? "WIRE" : "PRESS", ["role"] = "inputs", ["display"] = number % 4 == 1 ? "generic" : "named" }),
            ["leadImage"] = number % 2 == 0 ? new JsonObject { ["image"] = Images[number % 4 / 2] } : null,
            ["relatedLinks"] = new JsonArray([.. _stories.TakeLast(number % 5).Select(target => new JsonObject { ["kind"] = "alsoRead", ["article"] = target })]),
            // Some in the same moment.
            ["publishedAt"] = new DateTimeOffset(2024, 1, 1 + (number / 2), 0, 0, 0, TimeSpan.Zero).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        _stories.Add(Newsroom.Id(story));
        words.Add("articles", Newsroom.Id(story), $"story-{number}");
        words.Add("paths", $"/news/story-{number}", $"/news/world/story-{number}", $"/sport/story-{number}");
        words.Add("instants", (string)story["publishedAt"]!);
    }

    private async Task ChangeAsync()
    {
        await ActAsync(TakenDown, "takedown", new JsonObject { ["reason"] = "court" });
        await ActAsync(Killed, "kill", new JsonObject { ["reason"] = "legal" });
        await ActAsync(Unpublished, "unpublish", []);
        await newsroom.PatchAsync($"articles/{_stories[7]}", new JsonObject { ["slug"] = "moved", ["headline"] = "Moved" });
        foreach (var story in _stories[7..10])
        {
            await newsroom.CorrectAsync(new JsonObject { ["id"] = story }, text: "It was a ferry.");
            await ActAsync(story, "publish", new JsonObject { ["update"] = "significant", ["note"] = "again" });
        }
        await newsroom.PatchAsync($"authors/{Authors[1]}", new JsonObject { ["slug"] = "omar-f" });
        await newsroom.SendAsync(HttpMethod.Post, $"tags/{Tags[2]}/merge", new JsonObject { ["into"] = Tags[1] }, HttpStatusCode.OK);
        words.Add("articles", "moved");
        words.Add("authors", "omar-f");
        words.Add("paths", "/news/moved", "/authors/omar-f");
    }

    private Task<JsonObject> ActAsync(string story, string action, JsonObject request) => newsroom.ActAsync(new JsonObject { ["id"] = story }, action, request);

    /// <returns>Their ids.</returns>
    private async Task<IReadOnlyList<string>> AddAsync(string collection, string[] names, Func<string, Task<JsonObject>> add)
    {
        var ids = new List<string>();
        foreach (var name in names)
        {
            var made = await add(name);
            ids.Add(Newsroom.Id(made));
            words.Add(collection, Newsroom.Id(made));
            words.Add("words", name.Split(' '));
            if ((string?)made["slug"] is not { } slug) continue;
            words.Add(collection, slug);
            words.Add("paths", $"/{collection}/{slug}");
        }
        return ids;
    }
}
