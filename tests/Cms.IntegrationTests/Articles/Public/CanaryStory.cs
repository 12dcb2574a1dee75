using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>A story with a word of its own in every text field, and in everything that only it uses.</summary>
internal sealed class CanaryStory
{
    private static int _count;
    private readonly string _marker;

    private CanaryStory(string marker) => _marker = marker;

    /// <summary>Field by word.</summary>
    public Dictionary<string, string> Words { get; } = [];

    public string Id { get; private set; } = "";

    /// <summary>The slug, and what else readers could name it by.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>Ids, slugs and codes of the story and of what only it uses.</summary>
    public List<string> Refs { get; } = [];

    public JsonObject Content { get; } = [];

    /// <summary>Makes authors, tags, agencies and images, and the content of the story; the story itself is left to the caller.</summary>
    public static async Task<CanaryStory> PrepareAsync(Newsroom newsroom, string marker, string section, string linkTarget)
    {
        var story = new CanaryStory(marker);
        var author = await story.KeepAsync(newsroom.PostAsync("authors", new JsonObject
        {
            ["kind"] = "person",
            ["name"] = story.Word("author name"),
            ["slug"] = story.Word("author slug"),
            ["jobTitle"] = story.Word("job title"),
            ["bio"] = story.Word("bio"),
            ["profiles"] = new JsonArray(new JsonObject { ["network"] = "x", ["handle"] = story.Word("handle"), ["url"] = story.Url("profile url") }),
        }), "slug");
        var tag = await story.KeepAsync(newsroom.PostAsync("tags", new JsonObject
        {
            ["type"] = "topic",
            ["name"] = story.Word("tag name"),
            ["slug"] = story.Word("tag slug"),
            ["synonyms"] = new JsonArray(story.Word("synonym")),
        }), "slug");
        var source = await story.AgencyAsync(newsroom, "source");
        var photographer = await story.AgencyAsync(newsroom, "photographer");
        var lead = await story.ImageAsync(newsroom, "lead image", photographer);
        var inside = await story.ImageAsync(newsroom, "body image", photographer);
        var social = await story.ImageAsync(newsroom, "social image", photographer);
        story.Fill(section, (string)author["slug"]!, (string)tag["slug"]!, source, lead, inside, social, linkTarget);
        return story;
    }

    /// <summary>What an answer about the article told of it.</summary>
    public void Is(JsonObject article)
    {
        Id = (string)article["id"]!;
        Slug = Words["slug"];
        Refs.AddRange([Id, Slug]);
        Refs.AddRange(article["relatedLinks"]!.Strings("id"));
    }

    /// <summary>A correction for readers, which its next publication tells.</summary>
    public async Task CorrectAsync(Newsroom newsroom) =>
        Refs.Add((string)(await newsroom.CorrectAsync(new JsonObject { ["id"] = Id }, "editorsNote", Word("correction")))["id"]!);

    private void Fill(string section, string author, string tag, string source, string lead, string inside, string social, string linkTarget)
    {
        var inline = new Guid($"00000000-0000-4000-8000-{Interlocked.Increment(ref _count):D12}").ToString();
        Content["language"] = "en";
        Content["section"] = section;
        foreach (var field in new[] { "slug", "headline", "kicker", "standfirst", "summary", "slugline", "ednote", "attributionOverride" }) Content[field] = Word(field);
        Content["bylines"] = new JsonArray(new JsonObject
        {
            ["role"] = "writer",
            ["author"] = author,
            ["label"] = Word("byline label"),
            ["creditedAs"] = Word("credited as"),
            ["location"] = Word("byline location"),
        });
        Content["dateline"] = new JsonObject { ["place"] = Word("dateline place") };
        Content["sources"] = new JsonArray(new JsonObject { ["agency"] = source, ["role"] = "inputs", ["display"] = "named" });
        Content["tags"] = new JsonArray(tag);
        Content["leadImage"] = new JsonObject { ["image"] = lead, ["caption"] = Word("lead caption"), ["alt"] = Word("lead alt") };
        Content["relatedLinks"] = new JsonArray(
            new JsonObject { ["id"] = inline, ["kind"] = "read", ["position"] = "inline", ["article"] = linkTarget, ["title"] = Word("inline title"), ["label"] = Word("inline label") },
            new JsonObject { ["kind"] = "moreOn", ["url"] = Url("link url"), ["title"] = Word("link title"), ["label"] = Word("link label") },
            new JsonObject { ["kind"] = "watch", ["title"] = Word("unresolved title") });
        Content["body"] = Body(inline, inside, lead);
        Content["seo"] = new JsonObject { ["title"] = Word("seo title"), ["description"] = Word("seo description") };
        Content["social"] = new JsonObject { ["title"] = Word("social title"), ["description"] = Word("social description"), ["image"] = social };
        Content["origin"] = new JsonObject { ["system"] = Word("origin system"), ["id"] = Word("origin id") };
    }

    private JsonArray Body(string inline, string image, string other) =>
    [
        Text("normal", Span("paragraph")),
        Text("h2", Span("heading")),
        Text("blockquote", Span("quote")),
        new JsonObject { ["_type"] = "block", ["listItem"] = "bullet", ["level"] = 1, ["children"] = new JsonArray(Span("list item")) },
        new JsonObject
        {
            ["_type"] = "block",
            ["children"] = new JsonArray(Span("linked text", "a"), Span("foreign text", "b")),
            ["markDefs"] = new JsonArray(
                new JsonObject { ["_key"] = "a", ["_type"] = "link", ["href"] = Url("href") },
                new JsonObject { ["_key"] = "b", ["_type"] = "lang", ["lang"] = "fr" }),
        },
        new JsonObject { ["_type"] = "image", ["image"] = image, ["caption"] = Word("image caption"), ["alt"] = Word("image alt") },
        new JsonObject
        {
            ["_type"] = "gallery",
            ["items"] = new JsonArray(
                new JsonObject { ["image"] = image, ["caption"] = Word("first of gallery") },
                new JsonObject { ["image"] = other, ["caption"] = Word("second of gallery") }),
        },
        new JsonObject
        {
            ["_type"] = "embed", ["url"] = $"https://www.youtube.com/watch?v={Word("embed url")}", ["title"] = Word("embed title"), ["text"] = Word("embed text"),
        },
        new JsonObject { ["_type"] = "pullQuote", ["text"] = Word("pull quote"), ["attribution"] = Word("pull quote attribution") },
        new JsonObject
        {
            ["_type"] = "factBox",
            ["title"] = Word("fact box"),
            ["content"] = new JsonArray(
                Text("normal", Span("fact")),
                new JsonObject { ["_type"] = "image", ["image"] = image, ["caption"] = Word("fact caption"), ["alt"] = Word("fact alt") }),
        },
        new JsonObject
        {
            ["_type"] = "table", ["caption"] = Word("table"), ["header"] = new JsonArray(Word("table header")), ["rows"] = new JsonArray(new JsonArray(Word("table cell"))),
        },
        new JsonObject { ["_type"] = "relatedLink", ["relatedLinkId"] = inline },
        new JsonObject { ["_type"] = "divider" },
    ];

    private static JsonObject Text(string style, JsonObject span) => new() { ["_type"] = "block", ["style"] = style, ["children"] = new JsonArray(span) };

    private JsonObject Span(string field, string? mark = null) =>
        new() { ["_type"] = "span", ["text"] = Word(field), ["marks"] = mark is null ? [] : new JsonArray(mark) };

    private async Task<string> AgencyAsync(Newsroom newsroom, string field) => (string)(await KeepAsync(
        newsroom.AgencyAsync(Word($"{field} code").ToUpperInvariant(), Word($"{field} name")), "code"))["code"]!;

    private async Task<string> ImageAsync(Newsroom newsroom, string field, string agency) => (string)(await KeepAsync(
        newsroom.PostAsync("images", new JsonObject
        {
            ["url"] = Url($"{field} url"),
            ["width"] = 800,
            ["height"] = 600,
            ["alt"] = Word($"{field} own alt"),
            ["caption"] = Word($"{field} own caption"),
            ["credit"] = new JsonObject { ["line"] = Word($"{field} credit"), ["agency"] = agency },
        }), null))["id"]!;

    private async Task<JsonObject> KeepAsync(Task<JsonObject> creation, string? name)
    {
        var created = await creation;
        Refs.Add((string)created["id"]!);
        if (name is not null) Refs.Add((string)created[name]!);
        return created;
    }

    private string Url(string field) => $"https://{Word(field)}.example/";

    private string Word(string field) => Words[field] = _marker + Interlocked.Increment(ref _count).ToString("D5", CultureInfo.InvariantCulture);
}
