using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Publishing;

/// <summary>One step of a random history: what is done, to which of the pool, and with what.</summary>
public readonly record struct Step(int Action, int Target, int Argument);

/// <summary>
/// A small newsroom in which random steps meet each other: few stories, many links between them. A step may be refused, for
/// the history is random; it may not fail.
/// </summary>
internal sealed class RandomNewsroom
{
    private const int Stories = 6;
    private static readonly string[] Reasons = ["legal", "court", "privacy"];

    private readonly Newsroom _newsroom;
    private readonly List<string> _articles = [];
    private readonly List<string> _authors = [];
    private readonly List<string> _tags = [];
    private readonly List<string> _images = [];
    private readonly List<string> _agencies = [];
    private readonly List<string> _sections = [];
    private readonly List<HttpStatusCode> _answers = [];

    private RandomNewsroom(Newsroom newsroom) => _newsroom = newsroom;

    public IReadOnlyList<HttpStatusCode> Answers
    {
        get
        {
            lock (_answers) return [.. _answers];
        }
    }

    public static async Task<RandomNewsroom> CreateAsync(Newsroom newsroom)
    {
        var random = new RandomNewsroom(newsroom);
        var root = await newsroom.SectionAsync(Newsroom.Unique("Root"));
        random._sections.AddRange([root, await newsroom.SectionAsync("Below", root)]);
        for (var number = 0; number < 2; number++)
        {
            random._authors.Add(Newsroom.Id(await newsroom.AuthorAsync(Newsroom.Unique("Author"))));
            random._tags.Add(Newsroom.Id(await newsroom.TagAsync(Newsroom.Unique("Tag"))));
            random._agencies.Add((string)(await newsroom.AgencyAsync(Newsroom.Unique("WIRE").Replace(" ", "", StringComparison.Ordinal)))["code"]!);
            random._images.Add(Newsroom.Id(await newsroom.ImageAsync(agency: random._agencies[^1])));
        }
        for (var number = 0; number < Stories; number++) random._articles.Add(Newsroom.Id(await newsroom.DraftAsync(random.Story(number))));
        return random;
    }

    public async Task TakeAsync(Step step)
    {
        var article = "articles/" + _articles[step.Target % Stories];
        using var response = await (step.Action switch
        {
            0 or 1 or 2 => SendAsync(HttpMethod.Post, $"{article}/publish", new JsonObject { ["update"] = step.Argument % 2 == 0 ? "minor" : "significant", ["note"] = "again" }),
            3 => SendAsync(HttpMethod.Post, $"{article}/unpublish", []),
            4 => SendAsync(HttpMethod.Post, $"{article}/takedown", new JsonObject { ["reason"] = Reasons[step.Argument % Reasons.Length] }),
            5 => SendAsync(HttpMethod.Patch, article, Story(step.Argument)),
            6 => SendAsync(HttpMethod.Patch, article, new JsonObject { ["slug"] = $"slug-{_articles[step.Target % Stories][^6..]}-{step.Argument % 4}" }),
            7 => SendAsync(HttpMethod.Patch, "authors/" + Of(_authors, step.Target), new JsonObject { ["name"] = $"Author {step.Argument % 3}" }),
            8 => SendAsync(HttpMethod.Patch, "tags/" + Of(_tags, step.Target), new JsonObject { ["name"] = $"Tag {step.Argument % 3}" }),
            9 => SendAsync(HttpMethod.Patch, "images/" + Of(_images, step.Target), new JsonObject { ["caption"] = $"Caption {step.Argument % 3}" }),
            10 => SendAsync(HttpMethod.Patch, "agencies/" + Of(_agencies, step.Target), new JsonObject { ["name"] = $"Agency {step.Argument % 3}" }),
            11 => SendAsync(HttpMethod.Patch, "sections/" + Of(_sections, step.Target), new JsonObject { ["name"] = $"Section {step.Argument % 3}" }),
            12 => SendAsync(HttpMethod.Patch, "site", new JsonObject { ["name"] = $"Site {step.Argument % 2}" }),
            13 => SendAsync(HttpMethod.Patch, "tags/" + Of(_tags, step.Target), new JsonObject { ["slug"] = $"tag-{Of(_tags, step.Target)[^6..]}-{step.Argument % 3}" }),
            14 => SendAsync(HttpMethod.Delete, article, null),
            15 => SendAsync(HttpMethod.Post, $"{article}/restore", []),
            _ => step.Argument % 8 == 0 ? SendAsync(HttpMethod.Post, $"{article}/kill", new JsonObject { ["reason"] = "legal" }) : SendAsync(HttpMethod.Post, $"{article}/publish", []),
        });
        lock (_answers) _answers.Add(response.StatusCode);
    }

    public const int Actions = 17;

    /// <summary>Some story: who wrote it, what it is about and where it links all follow from a number.</summary>
    private JsonObject Story(int number)
    {
        var targets = Enumerable.Range(0, _articles.Count).Where(index => ((number >> index) & 1) == 1);
        return new JsonObject
        {
            ["headline"] = $"Story {number % 5}",
            ["section"] = Of(_sections, number),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Of(_authors, number) }),
            ["tags"] = number % 3 == 0 ? [] : new JsonArray(Of(_tags, number)),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = Of(_agencies, number), ["role"] = "inputs", ["display"] = number % 2 == 0 ? "named" : "generic" }),
            ["leadImage"] = number % 4 == 0 ? null : new JsonObject { ["image"] = Of(_images, number) },
            ["relatedLinks"] = new JsonArray([.. targets.Select(index => (JsonNode)new JsonObject { ["kind"] = "alsoRead", ["article"] = _articles[index] })]),
        };
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body) => _newsroom.TrySendAsync(method, path, body);

    private static string Of(List<string> pool, int number) => pool[number % pool.Count];
}
