using System.Net;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>Everything that a newsroom can have and do without a reader noticing.</summary>
internal sealed class PrivateSide(Newsroom newsroom, HttpClient reader, PublicSide shown, Vocabulary words)
{
    private const string Later = "2098-01-02T00:00:00Z";
    private static readonly string[] States = ["draft", "submitted", "approved", "scheduled", "embargoed", "held", "killed", "trashed", "previewed", "rehearsed"];

    private readonly List<string> _private = [];
    private string _author = "";
    private string _tag = "";
    private string _image = "";

    /// <summary>Where editors find what was added: each is there in one newsroom only.</summary>
    public IReadOnlyList<string> Added => _private;

    public async Task ArrangeAsync()
    {
        await ReferenceDataAsync();
        foreach (var state in States) await UnpublishedAsync(state);
        foreach (var (story, number) in shown.Shown.Select((story, number) => (story, number))) await BesidePublicAsync(story, number);
        await BesideWithdrawnAsync();
        await KeepAsync("keys", new JsonObject { ["name"] = "zqsecret desk", ["role"] = "writer" });
        words.AddSecret("words", "zqsecret", "zqslugline", "zqednote", "zqnote");
        words.AddSecret("instants", Later);
    }

    private async Task ReferenceDataAsync()
    {
        await KeepAsync("agencies", new JsonObject { ["code"] = "ZQAGENCY", ["name"] = "Zqsecret wire", ["kind"] = "wire" });
        words.AddSecret("agencies", "ZQAGENCY");
        _author = await KeepAsync("authors", new JsonObject { ["kind"] = "person", ["name"] = "Zqsecret Author", ["slug"] = "zqauthor" });
        _tag = await KeepAsync("tags", new JsonObject { ["type"] = "topic", ["name"] = "Zqsecret tag", ["slug"] = "zqtag", ["synonyms"] = new JsonArray("Zqsynonym") });
        _image = await KeepAsync("images", new JsonObject { ["url"] = "https://images.example/zqsecret.jpg", ["width"] = 800, ["height"] = 600, ["alt"] = "Zqsecret", ["credit"] = new JsonObject { ["line"] = "Zqcredit", ["agency"] = "ZQAGENCY" } });
        // What nobody uses, merged and renamed.
        foreach (var (collection, kind) in new[] { ("tags", new JsonObject { ["type"] = "topic" }), ("authors", new JsonObject { ["kind"] = "person" }) })
        {
            var merged = kind.DeepClone().AsObject();
            (merged["name"], merged["slug"]) = ("Zqmerged", "zqmerged");
            var target = collection == "tags" ? _tag : _author;
            await newsroom.SendAsync(HttpMethod.Post, $"{collection}/{Newsroom.Id(await newsroom.PostAsync(collection, merged))}/merge", new JsonObject { ["into"] = target }, HttpStatusCode.OK);
            await newsroom.PatchAsync($"{collection}/{target}", new JsonObject { ["slug"] = "zqrenamed" });
            foreach (var slug in new[] { "zqauthor", "zqtag", "zqmerged", "zqrenamed" })
            {
                words.AddSecret(collection, slug);
                words.AddSecret("paths", $"/{collection}/{slug}");
            }
        }
    }

    private async Task UnpublishedAsync(string state)
    {
        var content = Secret($"zq-{state}");
        content["language"] = "en";
        content["relatedLinks"] = new JsonArray([.. shown.Shown.Take(4).Select(target => new JsonObject { ["kind"] = "alsoRead", ["article"] = target })]);
        var id = await KeepAsync("articles", content);
        words.AddSecret("articles", $"zq-{state}");
        words.AddSecret("paths", $"/news/zq-{state}", $"/sport/zq-{state}");
        await newsroom.CorrectAsync(new JsonObject { ["id"] = id }, text: "Zqcorrection");
        await (state switch
        {
            "submitted" => ActAsync(id, "submit", Note()),
            "approved" => ApproveAsync(id),
            "scheduled" => PutAsync(id, "schedule", new JsonObject { ["publishAt"] = Later }),
            "embargoed" => EmbargoAsync(id),
            "held" => HoldAsync(id),
            "killed" => ActAsync(id, "kill", new JsonObject { ["reason"] = "legal", ["note"] = "zqnote" }),
            "trashed" => newsroom.SendAsync(HttpMethod.Delete, $"articles/{id}", null, HttpStatusCode.NoContent),
            "previewed" => PreviewAsync(id),
            "rehearsed" => RehearseAsync(id, "publish", []),
            _ => Task.CompletedTask,
        });
    }

    /// <summary>A public story has another working copy, several times over, and all that may stand beside it.</summary>
    private async Task BesidePublicAsync(string story, int number)
    {
        await newsroom.PatchAsync($"articles/{story}", new JsonObject { ["headline"] = $"Zqsecret first {number}", ["bodyMarkdown"] = "Zqbody first." });
        await newsroom.PatchAsync($"articles/{story}", Secret($"zq-copy-{number}"));
        words.AddSecret("articles", $"zq-copy-{number}");
        words.AddSecret("paths", $"/news/zq-copy-{number}");
        await newsroom.CorrectAsync(new JsonObject { ["id"] = story }, text: "Zqcorrection");
        await (number switch
        {
            0 => PutAsync(story, "schedule", new JsonObject { ["unpublishAt"] = Later }),
            1 => PreviewAsync(story),
            2 => newsroom.SendAsync(HttpMethod.Post, $"articles/{story}/revisions/1/restore", [], HttpStatusCode.OK),
            3 => RehearseAsync(story, "publish", []),
            4 => RehearseAsync(story, "takedown", new JsonObject { ["reason"] = "court" }),
            5 => ActAsync(story, "submit", Note()),
            _ => Task.CompletedTask,
        });
    }

    private async Task BesideWithdrawnAsync()
    {
        await newsroom.PatchAsync($"articles/{shown.Unpublished}", Secret("zq-unpublished"));
        await newsroom.PatchAsync($"articles/{shown.TakenDown}", Secret("zq-taken-down"));
        words.AddSecret("articles", "zq-unpublished", "zq-taken-down");
        foreach (var story in new[] { shown.Unpublished, shown.TakenDown })
        {
            await EmbargoAsync(story);
            await HoldAsync(story);
            await PreviewAsync(story);
        }
    }

    private JsonObject Secret(string slug) => new()
    {
        ["slug"] = slug,
        ["headline"] = "Zqsecret headline " + slug,
        ["slugline"] = "Zqslugline",
        ["ednote"] = "Zqednote",
        ["section"] = "news",
        ["otherSections"] = new JsonArray("sport"),
        ["genre"] = "review",
        ["type"] = "audio",
        ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = _author }, new JsonObject { ["role"] = "editor", ["author"] = shown.Authors[0] }),
        ["tags"] = new JsonArray(_tag, shown.Tags[0]),
        ["sources"] = new JsonArray(new JsonObject { ["agency"] = "ZQAGENCY", ["role"] = "inputs", ["display"] = "named" }),
        ["leadImage"] = new JsonObject { ["image"] = _image },
        ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = shown.Republished, ["title"] = "Zqtitle" }),
        ["bodyMarkdown"] = "Zqbody of " + slug,
        ["origin"] = new JsonObject { ["system"] = "zqwire", ["id"] = slug },
    };

    private async Task<string> KeepAsync(string collection, JsonObject content)
    {
        var id = Newsroom.Id(await newsroom.PostAsync(collection, content));
        _private.Add($"{collection}/{id}");
        if (collection != "keys") words.AddSecret(collection, id);
        return id;
    }

    private static JsonObject Note() => new() { ["note"] = "zqnote" };

    private async Task ApproveAsync(string story)
    {
        await ActAsync(story, "submit", Note());
        await ActAsync(story, "approve", Note());
    }

    private Task EmbargoAsync(string story) => PutAsync(story, "embargo", new JsonObject { ["until"] = Later, ["note"] = "zqnote" });

    private Task HoldAsync(string story) => newsroom.PostAsync($"articles/{story}/holds", new JsonObject { ["kind"] = "legal", ["reason"] = "zqnote" });

    private async Task PreviewAsync(string story)
    {
        var link = await newsroom.PostAsync($"articles/{story}/preview-links", []);
        words.AddSecret("articles", Newsroom.Id(link));
        using var page = await reader.GetAsync(new Uri((string)link["url"]!).AbsolutePath, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    /// <summary>Does everything that publishing does, and undoes it.</summary>
    private async Task RehearseAsync(string story, string action, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1/editorial/articles/{story}/{action}") { Content = System.Net.Http.Json.JsonContent.Create(request) };
        message.Headers.Add("If-Match", "*");
        message.Headers.Add("Prefer", "dry-run");
        using var response = await newsroom.Editor.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.Contains("Preference-Applied"));
    }

    private Task PutAsync(string story, string what, JsonObject request) => newsroom.SendAsync(HttpMethod.Put, $"articles/{story}/{what}", request, HttpStatusCode.OK);

    private Task ActAsync(string story, string action, JsonObject request) => newsroom.ActAsync(new JsonObject { ["id"] = story }, action, request);
}
