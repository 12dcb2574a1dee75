using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;

namespace Cms.IntegrationTests.Articles.Lifecycle.Model;

/// <summary>
/// Random histories of several clients, taken by the service and by a model of the contract: after each step both agree on what was
/// answered, what editors read, and what is public, where, and why not. CMS_LONG=1 takes more of them. A failure names its seed.
/// </summary>
public sealed class LifecycleModelTests(CmsFixture cms) : IClassFixture<CmsFixture>, IAsyncLifetime
{

    /// <summary>What is common in a newsroom is common here; what ends a story is rare, or histories would be short.</summary>
    private static readonly Operation[] Often =
    [
        .. Enum.GetValues<Operation>(), Operation.SwitchPolicy, Operation.SwitchPolicy, Operation.Create, Operation.Create, Operation.Submit, Operation.Submit, Operation.Approve, Operation.Approve, Operation.Publish, Operation.Publish,
        Operation.Publish, Operation.Publish, Operation.Schedule, Operation.Schedule, Operation.ComeDue, Operation.ComeDue, Operation.ChangeSlug, Operation.Release, Operation.Correct,
    ];

    private static readonly Gen<Turn> AnyTurn = Gen.Select(
        Gen.Int[0, Often.Length - 1],
        Gen.Int[0, Turns.Roles.Length - 1],
        Gen.Int[0, Turns.Stories - 1],
        Gen.Int[0, 431],
        // A kill is one in four of those that were drawn.
        (operation, client, story, argument) => new Turn(Often[operation] is Operation.Kill && argument % 4 > 0 ? Operation.Edit : Often[operation], client, story, argument));

    // Each form of answer is held against the contract's schemas by other tests; here that would be most of the time.
    private readonly HttpClient _reader = Plain(cms.App, null);
    private readonly HttpClient _editor = Plain(cms.App, CmsApp.AdminKey);
    private readonly List<HttpClient> _clients = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var role in Turns.Roles)
            _clients.Add(Plain(cms.App, (string)(await cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique(role), ["role"] = role }))["key"]!));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Append(_reader).Append(_editor)) client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task The_service_and_the_contract_agree_after_each_step_of_any_history() =>
        AnyTurn.Array[20, 40].SampleAsync(
            async history =>
            {
                await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });
                await AgreesAsync(history, new ModelNewsroom());
            },
            iter: Rounds.Of(30, 2_000),
            threads: 1);

    [Fact]
    public Task Two_desks_at_once_each_find_their_own_stories_as_the_contract_says() =>
        Gen.Select(AnyTurn.Array[10, 25], AnyTurn.Array[10, 25], Gen.Int[0, Turns.Policies.Length - 1].Select(index => Turns.Policies[index])).SampleAsync(
            async (one, other, policy) =>
            {
                await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = policy });
                await Task.WhenAll(new[] { one, other }.Select(history => AgreesAsync([.. history.Where(turn => turn.Operation != Operation.SwitchPolicy)], new ModelNewsroom(policy))));
            },
            iter: Rounds.Of(8, 500),
            threads: 1);

    private async Task AgreesAsync(Turn[] history, ModelNewsroom model)
    {
        var real = await RealNewsroom.CreateAsync(cms.App, new Newsroom(_editor), _clients);
        foreach (var turn in history)
        {
            int? story = model.StoryOf(turn) is { } known ? model.Stories.TakeWhile(other => other != known).Count() : null;
            var expected = model.Take(turn, real.IsStale(turn, story));
            Assert.Equal(expected, await real.TakeAsync(turn, story));
            if (turn.Operation == Operation.SwitchPolicy) continue;
            if (story is null && expected == "201") story = model.Stories.Count - 1;
            if (story is { } touched)
            {
                Assert.Equal(model.Stories[touched].Tell(), await real.TellAsync(turn, touched));
                await AppearsAsync(model, real, touched);
            }
            await ListsAgreeAsync(model, real);
        }
        for (var story = 0; story < model.Stories.Count; story++) await AppearsAsync(model, real, story);
    }

    /// <summary>One story at every address it has or had, and at those that another might think it has.</summary>
    private async Task AppearsAsync(ModelNewsroom model, RealNewsroom real, int index)
    {
        var (story, id) = (model.Stories[index], real.Ids[index]);
        var last = story.Revisions.Count > 0 ? story.Revisions[^1] : default;
        string PathOf((int Section, int Slug) place) => $"{real.SectionOf(place.Section)}/{real.SlugOf(place.Slug)}";
        var (here, gone) = ($"200 /{PathOf(last)} r{story.Revisions.Count}", $"410 {id} {story.Reason}");
        string Expected(bool isHere, bool wasHere, string present) => !wasHere ? "404" : story.IsPublic ? isHere ? here : $"301 {present}" : story.IsGone ? gone : "404";

        var expected = new Dictionary<string, string> { [$"articles/{id}"] = Expected(true, story.Revisions.Count > 0, "") };
        foreach (var slug in Enumerable.Range(0, Turns.Slugs).Where(slug => model.OwnerOf(slug) == story))
        {
            var wasPublic = story.Revisions.Any(revision => revision.Slug == slug);
            expected[$"articles/{real.SlugOf(slug)}"] = Expected(slug == last.Slug, wasPublic, $"/v1/articles/{real.SlugOf(last.Slug)}");
        }
        foreach (var place in story.Section is { } section ? story.Revisions.Append((section, story.Slug)) : story.Revisions)
        {
            var wasPublic = story.Revisions.Any(revision => revision.Slug == place.Slug);
            expected[$"page?path=/{PathOf(place)}"] = Expected(place == last, wasPublic, $"/v1/page?path={Uri.EscapeDataString("/" + PathOf(last))}");
        }
        var actual = await Task.WhenAll(expected.Keys.Select(async address => (address, await AskAsync(address))));
        Assert.Equal(expected, actual.ToDictionary());
    }

    private async Task<string> AskAsync(string address)
    {
        using var response = await _reader.AskAsync("/v1/" + address);
        if (response.StatusCode is HttpStatusCode.NotFound) return "404";
        if (response.StatusCode is HttpStatusCode.MovedPermanently) return $"301 {response.Headers.Location?.OriginalString}";
        var answer = JsonNode.Parse(await response.TextAsync())!;
        if (response.StatusCode is HttpStatusCode.Gone) return $"410 {answer["id"]} {answer["reason"]}";
        var story = answer["article"] ?? answer;
        return $"{(int)response.StatusCode} {story["path"]} r{story["revision"]}";
    }

    private static HttpClient Plain(CmsApp app, string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Both sections at once: what is in them, in which, and how many there are.</summary>
    private async Task ListsAgreeAsync(ModelNewsroom model, RealNewsroom real)
    {
        var expected = model.Stories.Zip(real.Ids).Where(known => known.First.IsPublic).Select(known => $"{known.Second} {real.SectionOf(known.First.Revisions[^1].Section)}").ToList();
        var listed = await _reader.ReadAsync($"/v1/articles?section={real.SectionOf(0)},{real.SectionOf(1)}&fields=id,section&count=exact");
        Assert.Equal(expected.Order(), listed["items"]!.AsArray().Select(item => $"{item!["id"]} {item["section"]!["path"]}").Order());
        Assert.Equal(expected.Count, (int)listed["count"]!);
    }
}
