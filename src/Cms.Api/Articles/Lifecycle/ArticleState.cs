namespace Cms.Api.Articles.Lifecycle;

/// <summary>The facts that decide what may be done with a story, each apart from the others.</summary>
internal sealed record ArticleState
{
    public required string Publication { get; init; }
    public required string Workflow { get; init; }

    /// <summary>It is to be published or unpublished at some moment.</summary>
    public required bool IsScheduled { get; init; }

    /// <summary>An embargo that has not ended.</summary>
    public required bool IsEmbargoed { get; init; }

    /// <summary>An embargo, ended or not, which nobody has lifted yet.</summary>
    public required bool HasEmbargo { get; init; }

    /// <summary>At least one open hold.</summary>
    public required bool IsHeld { get; init; }
    public required bool IsTrashed { get; init; }

    /// <summary>Nobody but the caller has written into the working copy.</summary>
    public required bool IsCallersAlone { get; init; }

    public static ArticleState Of(ArticleRow row, string caller) => new()
    {
        Publication = row.Publication,
        Workflow = row.Workflow,
        IsScheduled = row.Moments is not null,
        IsEmbargoed = row.EmbargoIsOn,
        HasEmbargo = row.EmbargoIsOn || row.EmbargoUntil is not null,
        IsHeld = row.Holds is not null,
        IsTrashed = row.TrashedAt is not null,
        IsCallersAlone = row.Editors.All(editor => editor == caller),
    };
}
