namespace Cms.IntegrationTests.Articles.Lifecycle.Model;

/// <summary>A hold that is open or was.</summary>
internal sealed class ModelHold
{
    public required string Kind { get; init; }
    public required string PlacedRole { get; init; }
    public bool IsOpen { get; set; } = true;
}

/// <summary>All that the contract says of a story's life, as plain facts.</summary>
internal sealed class ModelStory
{
    public required int Slug { get; set; }
    public required int? Section { get; set; }
    public required bool HasSlugline { get; init; }

    public string Publication { get; set; } = "never";
    public string? Reason { get; set; }
    public string Workflow { get; set; } = "draft";
    public bool IsTrashed { get; set; }
    public string? PublishAt { get; set; }
    public string? UnpublishAt { get; set; }
    public string? Failure { get; set; }
    public bool IsEmbargoed { get; set; }
    public string? EmbargoUntil { get; set; }
    public List<ModelHold> Holds { get; } = [];

    /// <summary>Who has written into the working copy.</summary>
    public HashSet<int> Writers { get; } = [];

    /// <summary>Where each publication put it; the last is the one that readers may have.</summary>
    public List<(int Section, int Slug)> Revisions { get; } = [];

    /// <summary>Of the corrections that wait, whether each tells readers of an update.</summary>
    public List<bool> Waiting { get; } = [];

    /// <summary>Readers were told of an update.</summary>
    public bool IsUpdated { get; set; }

    public bool IsHeld => Holds.Any(hold => hold.IsOpen);
    public bool IsPublic => Publication == "published" && !IsHeld;
    public bool IsGone => Publication is "takenDown" or "killed" && Revisions.Count > 0;

    public void Unschedule() => PublishAt = UnpublishAt = null;

    public void LiftEmbargo()
    {
        IsEmbargoed = false;
        EmbargoUntil = null;
    }

    /// <summary>As editors read it.</summary>
    public StoryFacts Tell() => new()
    {
        Slug = Slug,
        Section = Section,
        Publication = Publication,
        Reason = Reason,
        Revision = Publication == "published" ? Revisions.Count : null,
        IsUpdated = IsUpdated,
        Workflow = Workflow,
        IsTrashed = IsTrashed,
        Schedule = (PublishAt, UnpublishAt),
        Failure = Failure,
        IsEmbargoed = IsEmbargoed,
        EmbargoUntil = EmbargoUntil,
        Holds = string.Join(',', Holds.Where(hold => hold.IsOpen).Select(hold => hold.Kind)),
    };
}

/// <summary>What an editor's GET must say of a story.</summary>
internal sealed record StoryFacts
{
    public required int Slug { get; init; }
    public required int? Section { get; init; }
    public required string Publication { get; init; }
    public required string? Reason { get; init; }
    public required int? Revision { get; init; }
    public required bool IsUpdated { get; init; }
    public required string Workflow { get; init; }
    public required bool IsTrashed { get; init; }
    public required (string? PublishAt, string? UnpublishAt) Schedule { get; init; }
    public required string? Failure { get; init; }
    public required bool IsEmbargoed { get; init; }
    public required string? EmbargoUntil { get; init; }
    public required string Holds { get; init; }
}
