namespace Cms.IntegrationTests.Articles.Lifecycle.Model;

/// <summary>What somebody in a newsroom may do with a story, or time may.</summary>
public enum Operation
{
    Create, Edit, ChangeSlug, ChangeSection, Submit, Return, Approve, Publish, Unpublish, TakeDown, Kill, Trash, Restore,
    Schedule, Unschedule, ComeDue, Embargo, LiftEmbargo, Hold, Release, Correct, SwitchPolicy,
}

/// <summary>One step of a history. Everything in it follows from these numbers, so that a history that fails can be cut down and taken again.</summary>
/// <param name="Client">Who: see <see cref="Turns.Roles"/>.</param>
/// <param name="Story">Which of the stories there are then, counted round.</param>
/// <param name="Argument">What with; each operation takes its choices from it.</param>
public readonly record struct Turn(Operation Operation, int Client, int Story, int Argument)
{
    /// <summary>One of several, by a part of the argument that <paramref name="past"/> others have left.</summary>
    public T Choose<T>(IReadOnlyList<T> choices, int past = 1) => choices[Argument / past % choices.Count];
}

/// <summary>The small world that histories are about.</summary>
internal static class Turns
{
    public const int Slugs = 6;
    public const int Stories = 4;

    public const string PublishAt = "2099-01-01T08:00:00Z";
    public const string UnpublishAt = "2099-02-01T08:00:00Z";
    public const string BeforePublishAt = "2098-01-01T00:00:00Z";
    public const string AfterPublishAt = "2100-01-01T00:00:00Z";

    public static readonly string[] Roles = ["writer", "publisher", "publisher"];
    public static readonly string[] Policies = ["none", "anyone", "another"];
    public static readonly string[] Reasons = ["legal", "court", "privacy"];
    public static readonly string[] Kinds = ["legal", "editorial", "court", "family"];
    public static readonly int?[] Sections = [0, 1, 0, 1, 0, null];
    public static readonly bool[] MostlyYes = [true, true, true, false];
    public static readonly bool[] SometimesYes = [false, false, true];
    public static readonly (string? Publish, string? Unpublish)[] Schedules = [(PublishAt, null), (PublishAt, UnpublishAt), (null, UnpublishAt)];
    public static readonly string?[] Embargoes = [null, BeforePublishAt, AfterPublishAt];
}
