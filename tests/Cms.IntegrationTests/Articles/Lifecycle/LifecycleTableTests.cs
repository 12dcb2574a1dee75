using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Lifecycle;

/// <summary>What may be done with a story in which state, cell by cell over HTTP: a plus, or what stands in the way.</summary>
public sealed class LifecycleTableTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Open = """
        .            draft inReview  approved  published unpublished takenDown killed trashed held hidden         embargoed scheduled
        edit         +     +         +         +         +           +         killed trashed +    +              +         +
        trash        +     +         +         published +           +         killed +       +    published      +         +
        restore      +     +         +         +         +           +         killed +       +    +              +         +
        submit       +     submitted submitted +         +           +         killed trashed +    +              +         +
        return       draft +         +         draft     draft       draft     killed,draft trashed,draft draft draft draft draft
        approve      notInReview + notInReview notInReview notInReview notInReview killed,notInReview trashed,notInReview notInReview notInReview notInReview notInReview
        publish      +     +         +         +         +           +         killed trashed held held           embargoed +
        unpublish    never never     never     +         +           takenDown killed never   never +             never     never
        takedown     never never     never     +         +           +         killed never   never +             never     never
        kill         +     +         +         +         +           +         +      +       +    +              +         +
        schedule     +     +         +         +         +           takenDown killed trashed held held           ?         +
        unschedule   +     +         +         +         +           +         killed +       +    +              +         +
        embargo      +     +         +         published +           +         killed trashed +    published      +         ?
        liftEmbargo  +     +         +         +         +           +         killed +       +    +              +         +
        hold         +     +         +         +         +           +         killed +       +    +              +         +
        """;

    /// <summary>Where the site asks for the approval of another than the sole author: the rest is as above.</summary>
    private const string Asking = """
        .            draft       inReview    approved published   unpublished
        publish      unapproved  unapproved  +        unapproved  unapproved
        schedule     unapproved  unapproved  +        unapproved  unapproved
        approve      notInReview,ownStory ownStory notInReview,ownStory notInReview,ownStory notInReview,ownStory
        """;

    public static TheoryData<string, string, string> Cells => [.. Read(Open)];

    public static TheoryData<string, string, string> CellsOfAskingSite => [.. Read(Asking)];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task An_action_is_allowed_or_refused_with_what_stands_in_its_way(string action, string state, string expected)
    {
        var story = await cms.Newsroom.InAsync(state);

        Assert.Equal(expected, await TryAsync(cms.Newsroom.Editor, action, story));
    }

    [Fact]
    public async Task A_writer_may_not_trash_what_a_publisher_has_scheduled()
    {
        using var writer = await cms.ClientAsync("writer");
        var scheduled = await cms.Newsroom.InAsync("scheduled");

        (await writer.AskAsync(HttpMethod.Delete, $"articles/{scheduled["id"]}")).IsProblem(403, "forbidden");

        Assert.NotNull((await cms.Newsroom.GetAsync($"articles/{scheduled["id"]}"))["schedule"]);
        (await writer.AskAsync(HttpMethod.Delete, $"articles/{(await cms.Newsroom.DraftAsync())["id"]}")).Is(204);
    }

    [Theory]
    [MemberData(nameof(CellsOfAskingSite))]
    public async Task A_site_that_asks_for_approval_gets_it(string action, string state, string expected)
    {
        var story = await cms.Newsroom.InAsync(state);
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "another" });
        try
        {
            Assert.Equal(expected, await TryAsync(cms.Newsroom.Editor, action, story));
        }
        finally
        {
            await cms.Newsroom.PatchAsync("site", new JsonObject { ["approvalPolicy"] = "none" });
        }
    }

    /// <summary>A plus; what stands in the way; or a question mark where the request breaks a rule, which other tests are about.</summary>
    private static async Task<string> TryAsync(HttpClient editor, string action, JsonObject story)
    {
        var path = $"articles/{story["id"]}";
        var answer = action switch
        {
            "edit" => await editor.PatchAsync(path, new JsonObject { ["kicker"] = "New" }),
            "trash" => await editor.AskAsync(HttpMethod.Delete, path),
            "schedule" => await editor.ScheduleAsync(story, $$"""{ "publishAt": "{{Stories.Tomorrow}}" }"""),
            "unschedule" => await editor.AskAsync(HttpMethod.Delete, $"{path}/schedule"),
            "embargo" => await editor.SendTextAsync(HttpMethod.Put, $"{path}/embargo", "{}"),
            "liftEmbargo" => await editor.AskAsync(HttpMethod.Delete, $"{path}/embargo"),
            "hold" => await editor.DoAsync(story, "holds", """{ "kind": "editorial", "reason": "Wait." }"""),
            "takedown" or "kill" => await editor.DoAsync(story, action, """{ "reason": "court", "note": "An order came" }"""),
            "publish" => await editor.DoAsync(story, action, """{ "note": "Settled" }"""),
            _ => await editor.DoAsync(story, action),
        };
        if (answer.Status == 422) return "?";
        if (answer.Status != 409)
        {
            answer.IsSuccess();
            return "+";
        }
        return string.Join(',', answer.IsProblem(409, "not_allowed_now")["because"]!.AsArray().Select(code => (string)code!));
    }

    private static IEnumerable<(string Action, string State, string Expected)> Read(string table)
    {
        var rows = table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return rows.Skip(1).SelectMany(row => row.Skip(1).Select((cell, column) => (row[0], rows[0][column + 1], cell)));
    }
}
