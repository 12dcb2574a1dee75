using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Articles.Backlinks;

/// <summary>A story that links to another, in its text or at its end.</summary>
internal sealed record Backlink
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }

    /// <summary>That of the working copy.</summary>
    public required string Headline { get; init; }

    [Values(typeof(Publication), nameof(Articles.Publication.All))]
    public required string Publication { get; init; }
    public required DateTimeOffset? TrashedAt { get; init; }

    /// <summary>Does its working copy link there?</summary>
    public required bool WorkingCopy { get; init; }

    /// <summary>Does the revision that readers have link there? They see the link while the target is public.</summary>
    public required bool Published { get; init; }
}
