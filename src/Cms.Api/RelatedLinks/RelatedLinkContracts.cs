using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.RelatedLinks;

/// <summary>A related link as an editor sends it: to a story or to a URL, not to both.</summary>
internal sealed record RelatedLinkRequest
{
    /// <summary>Any UUID, the client's to choose; made when left out. A <c>relatedLink</c> block of the body names it.</summary>
    public string? Id { get; init; }
    public string? Kind { get; init; }

    /// <summary><c>end</c>, or <c>inline</c> where a block of the body holds it.</summary>
    public string? Position { get; init; }

    /// <summary>Slug or id of the story it leads to.</summary>
    public string? Article { get; init; }
    public string? Url { get; init; }

    /// <summary>The target's headline when left out.</summary>
    public string? Title { get; init; }

    /// <summary>The kind's label in the story's language when left out.</summary>
    public string? Label { get; init; }

    /// <summary>Computed, ignored when sent.</summary>
    public string? State { get; init; }
}

/// <summary>A related link as an editor reads it.</summary>
internal sealed record RelatedLinkDetail
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Position { get; init; }
    public required Guid? Article { get; init; }
    public required string? Url { get; init; }
    public required string? Title { get; init; }
    public required string? Label { get; init; }

    /// <summary><c>ok</c>, <c>pending</c> (the target is not public yet), <c>gone</c>, <c>external</c> or <c>unresolved</c>.</summary>
    [Values(typeof(RelatedLink), nameof(RelatedLink.States))]
    public required string State { get; init; }
}
