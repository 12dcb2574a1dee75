namespace Cms.IntegrationTests.Articles.Lifecycle.Model;

/// <summary>
/// The editorial lifecycle as the contract tells it, over plain collections: what each step is answered, and what is the case after
/// it. It was written from the contract, and shares nothing with the service.
/// </summary>
internal sealed class ModelNewsroom(string approvalPolicy = "none")
{
    private static readonly HashSet<Operation> PublishersOnly =
    [
        Operation.Return, Operation.Approve, Operation.Publish, Operation.Unpublish, Operation.TakeDown, Operation.Kill,
        Operation.Schedule, Operation.Unschedule, Operation.LiftEmbargo,
    ];

    private readonly Dictionary<int, ModelStory> _owners = [];
    private readonly List<ModelStory> _stories = [];
    private string _policy = approvalPolicy;

    public IReadOnlyList<ModelStory> Stories => _stories;

    /// <summary>Who has the slug, or had it.</summary>
    public ModelStory? OwnerOf(int slug) => _owners.GetValueOrDefault(slug);

    /// <summary>The story a step is about; null where one is made.</summary>
    public ModelStory? StoryOf(Turn turn) => turn.Operation == Operation.Create && _stories.Count < Turns.Stories || _stories.Count == 0 ? null : _stories[turn.Story % _stories.Count];

    /// <summary>Status, code, and what stands in the way or is wrong, in order of the alphabet.</summary>
    /// <param name="isStale">The client named a version that is no longer the story's.</param>
    public string Take(Turn turn, bool isStale)
    {
        if (turn.Operation == Operation.SwitchPolicy) return SwitchPolicy(turn);
        if (StoryOf(turn) is not { } story) return Create(turn);
        var role = Turns.Roles[turn.Client];
        if (PublishersOnly.Contains(turn.Operation) && role == "writer") return "403 forbidden";
        if (isStale && turn.Operation != Operation.ComeDue) return "412 stale";
        return turn.Operation switch
        {
            Operation.Create or Operation.Edit => Edit(turn, story, () => null),
            Operation.ChangeSlug => Edit(turn, story, () => TakeSlug(turn, story)),
            Operation.ChangeSection => Edit(turn, story, () =>
            {
                story.Section = turn.Choose(Turns.Sections);
                return null;
            }),
            Operation.Submit => Submit(story),
            Operation.Return => Barred(story, "killed trashed", (story.Workflow == "draft", "draft")) ?? Enter(story, "draft"),
            Operation.Approve => Approve(turn, story),
            Operation.Publish => Publish(turn, story),
            Operation.Unpublish => Barred(story, "killed takenDown never") ?? Withdraw(story, "unpublished", turn.Choose(Turns.Reasons)),
            Operation.TakeDown => TakeDown(turn, story),
            Operation.Kill => Kill(turn, story),
            Operation.Trash => Trash(story, role),
            Operation.Restore => Barred(story, "killed") ?? Done(() => story.IsTrashed = false),
            Operation.Schedule => Schedule(turn, story),
            Operation.Unschedule => Barred(story, "killed") ?? Done(story.Unschedule),
            Operation.ComeDue => ComeDue(story),
            Operation.Embargo => Embargo(turn, story, role),
            Operation.LiftEmbargo => Barred(story, "killed") ?? Done(story.LiftEmbargo),
            Operation.Hold => Hold(turn, story, role),
            Operation.Release => Release(turn, story, role),
            Operation.Correct => Barred(story, "killed trashed") ?? Done(() => Correct(turn, story), "201"),
            _ => throw new ArgumentOutOfRangeException(nameof(turn), turn, null),
        };
    }

    public static string CorrectionOf(Turn turn) => turn.Choose(["correction", "clarification"]);

    /// <summary>A correction always makes its publication significant, a clarification only where the editor says so.</summary>
    private static bool IsTold(Turn turn) => CorrectionOf(turn) == "correction";

    private string SwitchPolicy(Turn turn) => Done(() => _policy = turn.Choose(Turns.Policies));

    private string Create(Turn turn)
    {
        var slug = turn.Argument % Turns.Slugs;
        if (_owners.ContainsKey(slug)) return "409 slug_taken";
        var story = new ModelStory { Slug = slug, Section = turn.Choose(Turns.Sections, 6), HasSlugline = turn.Choose(Turns.MostlyYes, 36) };
        story.Writers.Add(turn.Client);
        _stories.Add(story);
        _owners[slug] = story;
        return "201";
    }

    private string Edit(Turn turn, ModelStory story, Func<string?> change)
    {
        if ((Barred(story, "killed trashed") ?? change()) is { } refusal) return refusal;
        story.Writers.Add(turn.Client);
        Unapprove(story);
        return "200";
    }

    private void Correct(Turn turn, ModelStory story)
    {
        story.Waiting.Add(IsTold(turn));
        Unapprove(story);
    }

    /// <summary>Readers get nothing that whoever approved has not seen.</summary>
    private void Unapprove(ModelStory story)
    {
        if (story.Workflow == "approved" && _policy != "none") story.Workflow = "draft";
    }

    private string? TakeSlug(Turn turn, ModelStory story)
    {
        var slug = turn.Argument % Turns.Slugs;
        if (_owners.TryGetValue(slug, out var owner) && owner != story) return "409 slug_taken";
        _owners[slug] = story;
        story.Slug = slug;
        return null;
    }

    private static string Submit(ModelStory story) =>
        Barred(story, "killed trashed", (story.Workflow != "draft", "submitted"))
        ?? Invalid("invalid", (story.Section is null, "/section required"), (!story.HasSlugline, "/slugline required"))
        ?? Enter(story, "inReview");

    private string Approve(Turn turn, ModelStory story) =>
        Barred(story, "killed trashed", (story.Workflow != "inReview", "notInReview"), (_policy == "another" && story.Writers.SetEquals([turn.Client]), "ownStory"))
        ?? Enter(story, "approved");

    private static string Enter(ModelStory story, string workflow) => Done(() => story.Workflow = workflow);

    private string Publish(Turn turn, ModelStory story)
    {
        var (isSignificant, hasNote) = (turn.Choose(Turns.SometimesYes), turn.Choose(Turns.MostlyYes, 3));
        return Unpublishable(story)
            ?? Invalid("invalid", (story.Publication == "takenDown" && !hasNote, "/note required"))
            ?? Unready(story, isSignificant)
            ?? Done(() => Appear(story, isSignificant));
    }

    private string? Unpublishable(ModelStory story) => Barred(story, "killed trashed held embargoed", (IsUnapproved(story), "unapproved"));

    private bool IsUnapproved(ModelStory story) => _policy != "none" && story.Workflow != "approved";

    private static string? Unready(ModelStory story, bool isSignificant) => Invalid(
        "not_ready_to_publish",
        (story.Section is null, "/section required"),
        (isSignificant && story.Revisions.Count > 0 && story.Waiting.Count == 0, "/corrections required"));

    private static void Appear(ModelStory story, bool isSignificant)
    {
        story.IsUpdated |= story.Revisions.Count > 0 && (isSignificant || story.Waiting.Contains(true));
        story.Revisions.Add((story.Section!.Value, story.Slug));
        story.Waiting.Clear();
        (story.Publication, story.Reason, story.PublishAt, story.Failure) = ("published", null, null, null);
    }

    private static string Withdraw(ModelStory story, string publication, string? reason) => Done(() =>
    {
        (story.Publication, story.Reason) = (publication, reason);
        story.Unschedule();
    });

    /// <summary>For another reason than readers are told, only with a note.</summary>
    private static string TakeDown(Turn turn, ModelStory story)
    {
        var isOtherReason = story.Publication == "takenDown" && story.Reason != turn.Choose(Turns.Reasons);
        return Barred(story, "killed never")
            ?? Invalid("invalid", (isOtherReason && !turn.Choose(Turns.MostlyYes, 3), "/note required"))
            ?? Withdraw(story, "takenDown", turn.Choose(Turns.Reasons));
    }

    private static string Kill(Turn turn, ModelStory story)
    {
        if (story.Publication == "killed") return "200";
        story.LiftEmbargo();
        story.IsTrashed = false;
        return Withdraw(story, "killed", turn.Choose(Turns.Reasons));
    }

    /// <summary>What is scheduled, a writer calls off for nobody.</summary>
    private static string Trash(ModelStory story, string role) =>
        role == "writer" && (story.PublishAt ?? story.UnpublishAt) is not null
            ? "403 forbidden"
            : Barred(story, "killed published") ?? Done(
                () =>
                {
                    story.IsTrashed = true;
                    story.Unschedule();
                },
                "204");

    private string Schedule(Turn turn, ModelStory story)
    {
        var (publish, unpublish) = turn.Choose(Turns.Schedules);
        return Barred(story, "killed trashed takenDown held", (IsUnapproved(story), "unapproved"))
            ?? Invalid(
                "invalid",
                (publish is null && story.Publication != "published", "/publishAt required"),
                (publish is not null && IsInside(story.IsEmbargoed, story.EmbargoUntil, publish), "/publishAt conflict"))
            ?? (publish is null ? null : Unready(story, isSignificant: false))
            ?? Done(() => (story.PublishAt, story.UnpublishAt, story.Failure) = (publish, unpublish, null));
    }

    private static bool IsInside(bool isEmbargoed, string? until, string publishAt) => isEmbargoed && (until is null || string.CompareOrdinal(publishAt, until) < 0);

    /// <summary>What is to happen first happens, if it may then; without a note, for nobody is there to say one.</summary>
    private string ComeDue(ModelStory story)
    {
        if (story.PublishAt is null && story.UnpublishAt is null) return "";
        if (story.PublishAt is null) return Withdraw(story, "unpublished", null)[..0];
        if ((Unpublishable(story) ?? Unready(story, isSignificant: false)) is not { } refusal)
        {
            Appear(story, isSignificant: false);
            return "";
        }
        story.Failure = refusal.Split(' ', ':')[1];
        story.PublishAt = null;
        // A story that never appeared has nothing to be withdrawn later.
        if (story.Publication != "published") story.UnpublishAt = null;
        return "";
    }

    private static string Embargo(Turn turn, ModelStory story, string role)
    {
        var until = turn.Choose(Turns.Embargoes);
        // To let it end earlier is to lift some of it, which is no writer's.
        var endsEarlier = story.IsEmbargoed && until is not null && (story.EmbargoUntil is null || string.CompareOrdinal(until, story.EmbargoUntil) < 0);
        return Barred(story, "killed trashed published")
            ?? Invalid("invalid", (story.PublishAt is { } at && IsInside(true, until, at), "/until conflict"))
            ?? (endsEarlier && role == "writer" ? "403 forbidden" : null)
            ?? Done(() => (story.IsEmbargoed, story.EmbargoUntil) = (true, until));
    }

    /// <summary>What readers have, a writer takes from nobody.</summary>
    private static string Hold(Turn turn, ModelStory story, string role) =>
        story.Publication == "published" && role == "writer"
            ? "403 forbidden"
            : Barred(story, "killed") ?? Done(() => story.Holds.Add(new ModelHold { Kind = turn.Choose(Turns.Kinds), PlacedRole = role }), "201");

    private static string Release(Turn turn, ModelStory story, string role)
    {
        if (story.Holds.Count == 0) return "404 not_found";
        var hold = turn.Choose(story.Holds);
        return hold.PlacedRole == "publisher" && role == "writer" ? "403 forbidden" : Done(() => hold.IsOpen = false);
    }

    private static string Done(Action act, string answer = "200")
    {
        act();
        return answer;
    }

    /// <param name="facts">Those of the story that stand in the way, by their codes.</param>
    private static string? Barred(ModelStory story, string facts, params (bool Stands, string Code)[] others)
    {
        List<string> codes = [story.Publication, .. story.IsTrashed ? ["trashed"] : Array.Empty<string>(), .. story.IsHeld ? ["held"] : Array.Empty<string>(), .. story.IsEmbargoed ? ["embargoed"] : Array.Empty<string>()];
        var because = codes.Intersect(facts.Split(' ')).Concat(others.Where(other => other.Stands).Select(other => other.Code)).Order(StringComparer.Ordinal).ToList();
        return because.Count == 0 ? null : $"409 not_allowed_now: {string.Join(',', because)}";
    }

    private static string? Invalid(string code, params (bool Stands, string Fault)[] faults)
    {
        var wrong = faults.Where(fault => fault.Stands).Select(fault => fault.Fault).Order(StringComparer.Ordinal).ToList();
        return wrong.Count == 0 ? null : $"422 {code}: {string.Join(',', wrong)}";
    }
}
