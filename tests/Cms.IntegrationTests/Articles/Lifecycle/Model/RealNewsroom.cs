using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Lifecycle;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Articles.Lifecycle.Model;

/// <summary>The same steps taken against the service, by several clients who remember what they last saw.</summary>
internal sealed class RealNewsroom
{
    private readonly CmsApp _app;
    private readonly Newsroom _newsroom;
    private readonly IReadOnlyList<HttpClient> _clients;
    private readonly string _prefix = Newsroom.Unique("story").Replace(' ', '-');
    private readonly string[] _sections;
    private readonly string _author;
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, string> _etags = [];
    private readonly Dictionary<(int Client, string Id), string> _seen = [];
    private readonly Dictionary<string, List<string>> _holds = [];
    private int _edits;

    private RealNewsroom(CmsApp app, Newsroom newsroom, IReadOnlyList<HttpClient> clients, string[] sections, string author) =>
        (_app, _newsroom, _clients, _sections, _author) = (app, newsroom, clients, sections, author);

    public static async Task<RealNewsroom> CreateAsync(CmsApp app, Newsroom newsroom, IReadOnlyList<HttpClient> clients) => new(
        app,
        newsroom,
        clients,
        [await newsroom.SectionAsync(Newsroom.Unique("Desk")), await newsroom.SectionAsync(Newsroom.Unique("Desk"))],
        (string)(await newsroom.AuthorAsync(Newsroom.Unique("Writer")))["slug"]!);

    public IReadOnlyList<string> Ids => _ids;

    public string SlugOf(int slug) => $"{_prefix}-{slug}";

    public string SectionOf(int section) => _sections[section];

    /// <summary>Whether the client will name a version, and another one came since it looked.</summary>
    public bool IsStale(Turn turn, int? story) => story is { } index && IfMatch(turn, _ids[index]) is var tag && tag != "*" && tag != _etags[_ids[index]];

    /// <summary>Status, code, and what stands in the way or is wrong, in order of the alphabet.</summary>
    public async Task<string> TakeAsync(Turn turn, int? story)
    {
        var id = story is { } index ? _ids[index] : null;
        if (turn.Operation == Operation.ComeDue)
        {
            if (id is not null) await ComeDueAsync(id);
            return id is null ? await CreateAsync(turn) : "";
        }
        if (turn.Operation == Operation.SwitchPolicy) return Told(await _newsroom.Editor.PatchAsync("site", new JsonObject { ["approvalPolicy"] = turn.Choose(Turns.Policies) }));
        if (id is null) return await CreateAsync(turn);
        var answer = await SendAsync(turn, id);
        if (turn.Operation == Operation.Hold && answer.Status == 201) _holds[id].Add((string)answer.Json["id"]!);
        return Told(answer);
    }

    /// <summary>What an editor reads of a story; whoever took the step has seen it then.</summary>
    public async Task<StoryFacts> TellAsync(Turn turn, int story)
    {
        var id = _ids[story];
        var told = await _newsroom.GetAsync($"articles/{id}");
        _etags[id] = _seen[(turn.Client, id)] = (string)told["etag"]!;
        var section = (string?)told["section"];
        return new StoryFacts
        {
            Slug = int.Parse(((string)told["slug"]!)[(_prefix.Length + 1)..], CultureInfo.InvariantCulture),
            Section = section is null ? null : Array.IndexOf(_sections, section),
            Publication = (string)told["publication"]!,
            Reason = (string?)told["publicationReason"],
            Revision = (int?)told["publishedRevision"],
            IsUpdated = told["updatedAt"] is not null,
            Workflow = (string)told["workflow"]!,
            IsTrashed = told["trashedAt"] is not null,
            Schedule = ((string?)told["schedule"]?["publishAt"], (string?)told["schedule"]?["unpublishAt"]),
            Failure = (string?)told["scheduleFailure"]?["code"],
            IsEmbargoed = told["embargo"] is not null,
            EmbargoUntil = (string?)told["embargo"]?["until"],
            Holds = string.Join(',', told["holds"]!.Strings("kind")),
        };
    }

    private async Task<string> CreateAsync(Turn turn)
    {
        var section = turn.Choose(Turns.Sections, 6);
        var answer = await _clients[turn.Client].AskAsync(HttpMethod.Post, "articles", new JsonObject
        {
            ["language"] = "en-IN",
            ["headline"] = "A story",
            ["slug"] = SlugOf(turn.Argument % Turns.Slugs),
            ["section"] = section is null ? null : _sections[section.Value],
            ["slugline"] = turn.Choose(Turns.MostlyYes, 36) ? "harbour" : null,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = _author }),
            ["bodyMarkdown"] = "Text.",
        });
        if (answer.Status == 201)
        {
            _ids.Add((string)answer.Json["id"]!);
            _holds[_ids[^1]] = [];
        }
        return Told(answer);
    }

    private Task<Answer> SendAsync(Turn turn, string id)
    {
        var section = turn.Choose(Turns.Sections);
        return turn.Operation switch
        {
            Operation.Create or Operation.Edit => AskAsync(HttpMethod.Patch, "", new JsonObject { ["kicker"] = $"Edit {++_edits}" }),
            Operation.ChangeSlug => AskAsync(HttpMethod.Patch, "", new JsonObject { ["slug"] = SlugOf(turn.Argument % Turns.Slugs), ["kicker"] = $"Edit {++_edits}" }),
            Operation.ChangeSection => AskAsync(HttpMethod.Patch, "", new JsonObject { ["section"] = section is null ? null : _sections[section.Value], ["kicker"] = $"Edit {++_edits}" }),
            Operation.Submit or Operation.Return or Operation.Approve or Operation.Restore => AskAsync(HttpMethod.Post, "/" + turn.Operation.ToString().ToLowerInvariant()),
            Operation.Publish => AskAsync(HttpMethod.Post, "/publish", new JsonObject
            {
                ["update"] = turn.Choose(Turns.SometimesYes) ? "significant" : "minor",
                ["note"] = turn.Choose(Turns.MostlyYes, 3) ? "Settled" : null,
            }),
            Operation.TakeDown => AskAsync(HttpMethod.Post, "/takedown", new JsonObject { ["reason"] = turn.Choose(Turns.Reasons), ["note"] = turn.Choose(Turns.MostlyYes, 3) ? "So they say" : null }),
            Operation.Unpublish or Operation.Kill =>
                AskAsync(HttpMethod.Post, "/" + turn.Operation.ToString().ToLowerInvariant(), new JsonObject { ["reason"] = turn.Choose(Turns.Reasons) }),
            Operation.Trash => AskAsync(HttpMethod.Delete, ""),
            Operation.Schedule => AskAsync(HttpMethod.Put, "/schedule", new JsonObject { ["publishAt"] = turn.Choose(Turns.Schedules).Publish, ["unpublishAt"] = turn.Choose(Turns.Schedules).Unpublish }),
            Operation.Unschedule => AskAsync(HttpMethod.Delete, "/schedule"),
            Operation.Embargo => AskAsync(HttpMethod.Put, "/embargo", new JsonObject { ["until"] = turn.Choose(Turns.Embargoes) }),
            Operation.LiftEmbargo => AskAsync(HttpMethod.Delete, "/embargo"),
            Operation.Hold => AskAsync(HttpMethod.Post, "/holds", new JsonObject { ["kind"] = turn.Choose(Turns.Kinds), ["reason"] = "Wait." }),
            Operation.Release => AskAsync(HttpMethod.Post, $"/holds/{(_holds[id].Count == 0 ? Guid.Empty.ToString() : turn.Choose(_holds[id]))}/release"),
            Operation.Correct => AskAsync(HttpMethod.Post, "/corrections", new JsonObject { ["kind"] = ModelNewsroom.CorrectionOf(turn), ["text"] = "It was otherwise." }),
            _ => throw new ArgumentOutOfRangeException(nameof(turn), turn, null),
        };

        Task<Answer> AskAsync(HttpMethod method, string action, JsonObject? body = null) =>
            _clients[turn.Client].AskAsync(method, $"articles/{id}{action}", body, IfMatch(turn, id));
    }

    private string IfMatch(Turn turn, string id) => turn.Argument / 5 % 4 == 0 && _seen.TryGetValue((turn.Client, id), out var seen) ? seen : "*";

    /// <summary>Makes what is to happen first due, and waits until it is no more, whichever scheduler had it in hand.</summary>
    private async Task ComeDueAsync(string id)
    {
        await LiveSnapshot.ScalarAsync<object>(
            _app.ConnectionString,
            $"""
            update editorial.moment m
            set at = clock_timestamp() - interval '1 second'
            where m.article_id = '{id}'
              and m.at = (select min(f.at) from editorial.moment f where f.article_id = m.article_id)
            returning m.action
            """);
        await Eventually.HoldsAsync(async () =>
        {
            await _app.Services.GetRequiredService<DueMoments>().CarryOutAsync(TestContext.Current.CancellationToken);
            return await LiveSnapshot.ScalarAsync<long>(_app.ConnectionString, $"select count(*) from editorial.moment where article_id = '{id}' and at <= clock_timestamp()") == 0;
        });
        await _app.LookAsync();
    }

    private static string Told(Answer answer)
    {
        if (answer.Status < 400) return answer.Status.ToString(CultureInfo.InvariantCulture);
        var problem = answer.Json;
        IEnumerable<string> why = problem["because"] is JsonArray because
            ? because.Select(code => (string)code!)
            : answer.Status == 422 ? problem["errors"]!.AsArray().Select(fault => $"{fault!["pointer"]} {fault["code"]}") : [];
        var list = string.Join(',', why.Order(StringComparer.Ordinal));
        return $"{answer.Status} {problem["code"]}{(list.Length > 0 ? ": " + list : "")}";
    }
}
