using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>
/// A newsroom with a story in every state that readers must not see, each full of words that begin with <see cref="Marker"/>,
/// and a public story that links to all of them.
/// </summary>
public sealed class CanaryNewsroom(TestPostgres postgres) : IAsyncLifetime
{
    public const string Marker = "zqcanary";
    public const string PublicMarker = "zqpublic";
    public const string Section = "news";

    private readonly CmsFixture _cms = new(postgres);
    private readonly List<string> _publicIds = [];
    private readonly List<string> _previewTokens = [];
    private string _target = "";

    internal CmsApp App => _cms.App;
    internal HttpClient Reader => _cms.Reader;

    /// <summary>As full of words, and public: it shows that the walk sees what there is.</summary>
    internal CanaryStory Public { get; private set; } = null!;

    /// <summary>Stories that readers must not see at all, by state.</summary>
    internal Dictionary<string, CanaryStory> Hidden { get; } = [];

    /// <summary>Public stories that have more to them than readers may see: an edit, one that another replaced, a former revision.</summary>
    internal Dictionary<string, CanaryStory> Partly { get; } = [];

    internal IReadOnlyList<string> PublicIds => _publicIds;

    /// <summary>Each shows a story to whoever has it, and to nobody else.</summary>
    internal IReadOnlyList<string> PreviewTokens => _previewTokens;

    /// <summary>Every id, slug and code that nothing public has.</summary>
    internal IReadOnlyList<string> Secrets => [.. Hidden.Values.SelectMany(story => story.Refs), .. Partly.Values.SelectMany(story => story.Refs.Except(_publicIds))];

    internal static string PathOf(CanaryStory story) => $"/{Section}/{story.Slug}";

    public async ValueTask InitializeAsync()
    {
        await _cms.InitializeAsync();
        var newsroom = _cms.Newsroom;
        await newsroom.SectionAsync("News");
        _target = await PublishAsync("Where all links lead");
        Public = await PrepareAsync(PublicMarker);
        var story = await newsroom.DraftAsync(Public.Content);
        Public.Is(story);
        await Public.CorrectAsync(newsroom);
        await newsroom.PublishAsync(story);
        foreach (var state in new[] { "draft", "trashed", "unpublished", "takenDown", "killed", "killedDraft", "scheduled", "embargoed", "held", "heldDraft", "previewed" }) await AddAsync(state);

        await WitnessAsync();
        await newsroom.SendAsync(HttpMethod.Delete, $"articles/{Hidden["trashed"].Id}", null, HttpStatusCode.NoContent);
        foreach (var state in new[] { "unpublished", "takenDown", "killed", "held" }) await ActAsync(state, "publish", new JsonObject { ["note"] = Marker + "note" });
        await ActAsync("unpublished", "unpublish", new JsonObject { ["reason"] = Marker + "reason" });
        await ActAsync("takenDown", "takedown", new JsonObject { ["reason"] = "court", ["note"] = Marker + "note" });
        await ActAsync("killed", "kill", new JsonObject { ["reason"] = "privacy", ["note"] = Marker + "note" });
        await ActAsync("killedDraft", "kill", new JsonObject { ["reason"] = "legal" });
        await AwaitAsync();
        await EditAfterPublicationAsync();
        await PublishOverAsync();
        // Whatever is projected from now on is projected from rows that hold what is hidden.
        await App.Services.GetRequiredService<LiveMaintenance>().RebuildAsync(null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _cms.DisposeAsync();

    private Task<CanaryStory> PrepareAsync(string marker) => CanaryStory.PrepareAsync(_cms.Newsroom, marker, Section, _target);

    private async Task AddAsync(string state)
    {
        var story = await PrepareAsync(Marker);
        story.Is(await _cms.Newsroom.DraftAsync(story.Content));
        await story.CorrectAsync(_cms.Newsroom);
        Hidden[state] = story;
    }

    /// <summary>What is not published yet, or no more, and all that is said about it in the house.</summary>
    private async Task AwaitAsync()
    {
        await ActAsync("scheduled", "submit", new JsonObject { ["note"] = Marker + "note" });
        await ActAsync("scheduled", "approve", new JsonObject { ["note"] = Marker + "note" });
        await ScheduleAsync(Hidden["scheduled"], "publishAt");
        await _cms.Newsroom.SendAsync(
            HttpMethod.Put, $"articles/{Hidden["embargoed"].Id}/embargo", new JsonObject { ["until"] = "2098-01-01T00:00:00Z", ["note"] = Marker + "embargo" }, HttpStatusCode.OK);
        await ScheduleAsync(Hidden["embargoed"], "publishAt");
        await HoldAsync("held", "legal");
        await HoldAsync("heldDraft", "family");
        foreach (var state in new[] { "previewed", "scheduled", "held" }) await PreviewAsync(Hidden[state]);
    }

    private Task ScheduleAsync(CanaryStory story, string moment) =>
        _cms.Newsroom.SendAsync(HttpMethod.Put, $"articles/{story.Id}/schedule", new JsonObject { [moment] = "2098-01-02T00:00:00Z" }, HttpStatusCode.OK);

    private async Task HoldAsync(string state, string kind)
    {
        var story = Hidden[state];
        var hold = await _cms.Newsroom.PostAsync($"articles/{story.Id}/holds", new JsonObject { ["kind"] = kind, ["reason"] = Marker + "hold" });
        story.Refs.Add(Newsroom.Id(hold));
    }

    /// <summary>A link to the story, through which it has been looked at.</summary>
    private async Task PreviewAsync(CanaryStory story)
    {
        var link = await _cms.Newsroom.PostAsync($"articles/{story.Id}/preview-links", []);
        story.Refs.Add(Newsroom.Id(link));
        var token = ((string)link["url"]!).Split('/')[^1];
        _previewTokens.Add(token);
        using var page = await Reader.AskAsync($"/v1/preview/{token}");
        Assert.Contains(Marker, await page.TextAsync(), StringComparison.Ordinal);
    }

    private Task ActAsync(string state, string action, JsonObject request) =>
        _cms.Newsroom.ActAsync(new JsonObject { ["id"] = Hidden[state].Id }, action, request);

    private async Task<string> PublishAsync(string headline)
    {
        var story = await _cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = headline, ["section"] = Section });
        _publicIds.Add(Newsroom.Id(story));
        return Newsroom.Id(story);
    }

    /// <summary>Links to each of them twice, once in the body: by a title of its own, and by the target's headline.</summary>
    private async Task WitnessAsync()
    {
        var ids = Hidden.Values.Select((story, index) => (story.Id, Inline: $"11111111-0000-4000-8000-{index:D12}")).ToList();
        var witness = await _cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["headline"] = "All there is to read",
            ["section"] = Section,
            ["body"] = new JsonArray(
            [
                new JsonObject { ["_type"] = "block", ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = "Links follow." }) },
                .. ids.Select(target => new JsonObject { ["_type"] = "relatedLink", ["relatedLinkId"] = target.Inline }),
            ]),
            ["relatedLinks"] = new JsonArray(
            [
                .. ids.Select(target => new JsonObject
                {
                    ["id"] = target.Inline, ["kind"] = "read", ["position"] = "inline", ["article"] = target.Id, ["title"] = Marker + "linktitle", ["label"] = Marker + "linklabel",
                }),
                .. ids.Select(target => new JsonObject { ["kind"] = "alsoRead", ["article"] = target.Id }),
            ]),
        });
        _publicIds.Add(Newsroom.Id(witness));
    }

    private async Task EditAfterPublicationAsync()
    {
        var id = await PublishAsync("To be edited");
        foreach (var state in new[] { "replaced", "edited" })
        {
            var edit = Partly[state] = await PrepareAsync(Marker);
            edit.Is(await _cms.Newsroom.PatchAsync($"articles/{id}", edit.Content));
            await edit.CorrectAsync(_cms.Newsroom);
        }
        await ScheduleAsync(Partly["edited"], "unpublishAt");
        await PreviewAsync(Partly["edited"]);
    }

    /// <summary>Its slug stays: what a story was public at leads to it for good.</summary>
    private async Task PublishOverAsync()
    {
        var former = Partly["superseded"] = await PrepareAsync(Marker);
        var content = former.Content.DeepClone().AsObject();
        content["slug"] = "published-twice";
        var story = await _cms.Newsroom.PublishedAsync(content);
        former.Is(story);
        _publicIds.Add(former.Id);
        await _cms.Newsroom.SendAsync(HttpMethod.Put, $"articles/{former.Id}", new JsonObject
        {
            ["language"] = "en",
            ["headline"] = "Published twice",
            ["section"] = Section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Public.Words["author slug"] }),
            ["bodyMarkdown"] = "Nothing of what it said before.",
        }, HttpStatusCode.OK);
        await _cms.Newsroom.PublishAsync(story);
    }
}
