using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;

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
    private static readonly string[] Corrections = ["correction", "clarification", "update", "editorsNote", "retraction", "removal"];
    private static readonly string[] AdPolicies = ["allowed", "noInline", "none"];

    private readonly Newsroom _newsroom;
    private readonly CmsApp _app;
    private readonly List<string> _articles = [];
    private readonly string[] _inlineLinks = [.. Enumerable.Range(0, Stories).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString())];
    private readonly string[] _authors = new string[2];
    private readonly string[] _tags = new string[2];
    private readonly string[] _images = new string[2];
    private readonly string[] _agencies = new string[2];
    private readonly string[] _sections = new string[3];
    private readonly List<HttpStatusCode> _answers = [];

    private RandomNewsroom(CmsFixture cms) => (_newsroom, _app) = (cms.Newsroom, cms.App);

    public IReadOnlyList<HttpStatusCode> Answers
    {
        get
        {
            lock (_answers) return [.. _answers];
        }
    }

    public static async Task<RandomNewsroom> CreateAsync(CmsFixture cms)
    {
        var newsroom = cms.Newsroom;
        var random = new RandomNewsroom(cms);
        random._sections[0] = await SectionIdAsync(newsroom, Newsroom.Unique("Root"));
        random._sections[1] = await SectionIdAsync(newsroom, "Below", random._sections[0]);
        random._sections[2] = await SectionIdAsync(newsroom, Newsroom.Unique("Beside"));
        for (var number = 0; number < 2; number++)
        {
            random._agencies[number] = (string)(await newsroom.AgencyAsync(Newsroom.Unique("WIRE").Replace(" ", "", StringComparison.Ordinal)))["code"]!;
            foreach (var collection in new[] { "authors", "tags", "images" }) await random.ReplaceAsync(collection, number);
        }
        for (var number = 0; number < Stories; number++) random._articles.Add(Newsroom.Id(await newsroom.DraftAsync(random.Story(number, number))));
        return random;
    }

    public async Task TakeAsync(Step step)
    {
        using var response = await SendAsync(step);
        lock (_answers) _answers.Add(response.StatusCode);
        // One that could not be deleted is sometimes left to the stories that use it: the next one is used by nothing, and can be.
        if (Pooled(step) is { } collection && (step.Argument % 2 == 0 || response.IsSuccessStatusCode)) await ReplaceAsync(collection, step.Target);
    }

    private const int Actions = 36;

    /// <summary>Histories of so many steps.</summary>
    public static Gen<Step[]> Histories(int least, int most) =>
        Gen.Select(Gen.Int[0, Actions - 1], Gen.Int[0, 63], Gen.Int[0, 63], (action, target, argument) => new Step(action, target, argument)).Array[least, most];

    private Task<HttpResponseMessage> SendAsync(Step step)
    {
        var index = step.Target % Stories;
        var article = "articles/" + _articles[index];
        return step.Action switch
        {
            0 or 1 or 2 => SendAsync(HttpMethod.Post, $"{article}/publish", new JsonObject { ["update"] = step.Argument % 2 == 0 ? "minor" : "significant", ["note"] = "again" }),
            3 => SendAsync(HttpMethod.Post, $"{article}/unpublish", []),
            4 => SendAsync(HttpMethod.Post, $"{article}/takedown", new JsonObject { ["reason"] = Of(Reasons, step.Argument) }),
            5 or 6 => SendAsync(HttpMethod.Patch, article, Story(index, step.Argument)),
            7 => SendAsync(HttpMethod.Patch, article, new JsonObject { ["slug"] = $"slug-{_articles[index][^6..]}-{step.Argument % 4}" }),
            8 => SendAsync(HttpMethod.Patch, article, new JsonObject { ["relatedLinks"] = new JsonArray(LinkNamedLikeAStory(step)) }),
            9 => SendAsync(HttpMethod.Patch, "authors/" + Of(_authors, step.Target), new JsonObject { ["name"] = $"Author {step.Argument % 3}" }),
            10 => SendAsync(HttpMethod.Patch, "authors/" + Of(_authors, step.Target), new JsonObject { ["slug"] = $"author-{Of(_authors, step.Target)[^6..]}-{step.Argument % 3}" }),
            11 => SendAsync(HttpMethod.Patch, "tags/" + Of(_tags, step.Target), new JsonObject { ["name"] = $"Tag {step.Argument % 3}" }),
            12 => SendAsync(HttpMethod.Patch, "tags/" + Of(_tags, step.Target), new JsonObject { ["slug"] = $"tag-{Of(_tags, step.Target)[^6..]}-{step.Argument % 3}" }),
            13 => SendAsync(HttpMethod.Patch, "images/" + Of(_images, step.Target), new JsonObject { ["caption"] = $"Caption {step.Argument % 3}" }),
            14 => SendAsync(HttpMethod.Patch, "agencies/" + Of(_agencies, step.Target), new JsonObject { ["name"] = $"Agency {step.Argument % 3}" }),
            15 => SendAsync(HttpMethod.Patch, "sections/" + Of(_sections, step.Target), new JsonObject { ["name"] = $"Section {step.Argument % 3}" }),
            16 => SendAsync(HttpMethod.Patch, "sections/" + Of(_sections, step.Target), Frame(step.Argument)),
            17 => SendAsync(HttpMethod.Patch, "site", new JsonObject { ["name"] = $"Site {step.Argument % 2}" }),
            18 => SendAsync(HttpMethod.Patch, "site", Frame(step.Argument)),
            19 => SendAsync(HttpMethod.Delete, article, null),
            20 => SendAsync(HttpMethod.Post, $"{article}/restore", []),
            21 or 22 => SendAsync(HttpMethod.Delete, $"{Pooled(step)}/{Of(PoolOf(Pooled(step)!), step.Target)}", null),
            23 => SendAsync(HttpMethod.Patch, "sections/" + Of(_sections, step.Target), Move(step.Argument)),
            24 or 25 => SendAsync(HttpMethod.Post, $"{article}/corrections", new JsonObject { ["kind"] = Of(Corrections, step.Argument), ["text"] = $"Wrong {step.Argument}" }),
            28 or 33 or 34 => SendAsync(HttpMethod.Post, $"{article}/holds", new JsonObject { ["kind"] = "legal", ["reason"] = "A letter came." }),
            29 or 30 or 35 => ReleaseAsync(index),
            31 => SendAsync(HttpMethod.Put, $"{article}/schedule", new JsonObject { [step.Argument % 3 == 0 ? "unpublishAt" : "publishAt"] = Articles.Lifecycle.Stories.Tomorrow }),
            32 => ComeDueAsync(article),
            27 => SendAsync(HttpMethod.Post, $"{Merged(step)}/{Of(PoolOf(Merged(step)), step.Target)}/merge", new JsonObject { ["into"] = Of(PoolOf(Merged(step)), step.Target + 1) }),
            _ => step.Argument % 8 == 0 ? SendAsync(HttpMethod.Post, $"{article}/kill", new JsonObject { ["reason"] = "legal" }) : SendAsync(HttpMethod.Post, $"{article}/publish", []),
        };
    }

    /// <summary>An open hold of the story, or of the next one that has any; one of none where nobody holds a story.</summary>
    private async Task<HttpResponseMessage> ReleaseAsync(int index)
    {
        for (var next = index; next < index + Stories; next++)
        {
            var article = "articles/" + Of(_articles, next);
            if ((await _newsroom.GetAsync(article))["holds"]!.AsArray() is [{ } hold, ..]) return await SendAsync(HttpMethod.Post, $"{article}/holds/{hold["id"]}/release", []);
        }
        return await SendAsync(HttpMethod.Post, $"articles/{_articles[index]}/holds/{Guid.Empty}/release", []);
    }

    /// <summary>What is scheduled happens, or fails, before the next step.</summary>
    private async Task<HttpResponseMessage> ComeDueAsync(string article)
    {
        var story = await _newsroom.GetAsync(article);
        await Articles.Lifecycle.Stories.MakeDueAsync(_app.ConnectionString, story);
        await Eventually.HoldsAsync(async () => await LiveSnapshot.ScalarAsync<long>(
            _app.ConnectionString, $"select count(*) from editorial.moment where article_id = '{story["id"]}' and at <= clock_timestamp()") == 0);
        await _app.LookAsync();
        return await SendAsync(HttpMethod.Get, article, null);
    }

    /// <summary>What a deletion or a merge is of: another takes its place.</summary>
    private static string? Pooled(Step step) => step.Action switch
    {
        21 or 22 => Of(["authors", "tags", "images"], step.Argument),
        27 => Merged(step),
        _ => null,
    };

    private static string Merged(Step step) => Of(["authors", "tags"], step.Argument);

    private string[] PoolOf(string collection) => collection switch
    {
        "authors" => _authors,
        "tags" => _tags,
        _ => _images,
    };

    /// <summary>Puts a new one in the place of one that the steps so far were about.</summary>
    private async Task ReplaceAsync(string collection, int number)
    {
        var pool = PoolOf(collection);
        pool[number % pool.Length] = Newsroom.Id(await (collection switch
        {
            "authors" => _newsroom.AuthorAsync(Newsroom.Unique("Author")),
            "tags" => _newsroom.TagAsync(Newsroom.Unique("Tag")),
            _ => _newsroom.ImageAsync(agency: Of(_agencies, number)),
        }));
    }

    /// <summary>Some story: who wrote it, what it is about and where it links all follow from a number.</summary>
    private JsonObject Story(int index, int number)
    {
        var targets = Enumerable.Range(0, _articles.Count).Where(target => target != index && ((number >> target) & 1) == 1).Select(target => _articles[target]).ToList();
        var inline = number % 2 == 0 ? targets.FirstOrDefault() : null;
        return new JsonObject
        {
            ["headline"] = $"Story {number % 5}",
            ["section"] = Of(_sections, number),
            ["otherSections"] = number % 4 == 0 ? [] : new JsonArray(Of(_sections, number / 3)),
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Of(_authors, number) }),
            ["tags"] = number % 3 == 0 ? [] : new JsonArray(Of(_tags, number)),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = Of(_agencies, number), ["role"] = "inputs", ["display"] = number % 2 == 0 ? "named" : "generic" }),
            ["leadImage"] = number % 4 == 0 ? null : new JsonObject { ["image"] = Of(_images, number) },
            ["social"] = new JsonObject { ["image"] = number % 5 == 0 ? null : Of(_images, number / 2) },
            ["ads"] = new JsonObject { ["policy"] = Of(AdPolicies, number) },
            ["body"] = Body(index, number, isLinked: inline is not null),
            ["relatedLinks"] = new JsonArray(
            [
                .. targets.Select(target => new JsonObject { ["kind"] = "alsoRead", ["article"] = target }),
                .. inline is null ? Array.Empty<JsonObject>() : [new JsonObject { ["id"] = _inlineLinks[index], ["kind"] = "read", ["position"] = "inline", ["article"] = inline }],
            ]),
        };
    }

    private JsonArray Body(int index, int number, bool isLinked) => new(
    [
        new JsonObject { ["_type"] = "block", ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = $"Text {number % 3}" }) },
        .. number % 3 == 1 ? Array.Empty<JsonObject>() : [new JsonObject { ["_type"] = "image", ["image"] = Of(_images, number / 3) }],
        .. isLinked ? [new JsonObject { ["_type"] = "relatedLink", ["relatedLinkId"] = _inlineLinks[index] }] : Array.Empty<JsonObject>(),
    ]);

    /// <summary>Ids of links are chosen by clients, so one may be that of a story.</summary>
    private JsonObject LinkNamedLikeAStory(Step step) => new()
    {
        ["id"] = Of(_articles, step.Target + 1),
        ["kind"] = "moreOn",
        ["article"] = Of(_articles, step.Target + 1 + (step.Argument % (Stories - 1))),
    };

    private static async Task<string> SectionIdAsync(Newsroom newsroom, string name, string? parent = null) =>
        Newsroom.Id(await newsroom.PostAsync("sections", new JsonObject { ["name"] = name, ["parent"] = parent }));

    /// <summary>To the root or below one of the others; refused where that is below itself, or where another is or was.</summary>
    private JsonObject Move(int number) => new()
    {
        ["parent"] = number % 3 == 0 ? null : Of(_sections, number),
        ["slug"] = $"section-{Of(_sections, number / 3)[^6..]}-{number % 2}",
    };

    /// <summary>What a section or the site puts around its stories.</summary>
    private static JsonObject Frame(int number) => new()
    {
        ["footerLinks"] = number % 2 == 0 ? [] : new JsonArray(new JsonObject { ["labelTemplate"] = $"More {number % 3} of {{section.name}}", ["url"] = "/{section.path}" }),
        ["layout"] = new JsonObject
        {
            ["slots"] = number % 3 == 0
                ? []
                : new JsonArray(new JsonObject { ["key"] = $"slot-{number % 3}", ["anchor"] = "afterBlock", ["minWordsBefore"] = number, ["sizes"] = new JsonArray("300x250") }),
        },
    };

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body) => _newsroom.TrySendAsync(method, path, body);

    private static string Of(IReadOnlyList<string> pool, int number) => pool[number % pool.Count];
}
