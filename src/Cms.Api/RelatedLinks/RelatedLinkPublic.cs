namespace Cms.Api.RelatedLinks;

/// <summary>A related link as readers get it: only ever to what is public.</summary>
internal sealed record RelatedLinkPublic
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Label { get; init; }
    public required string Position { get; init; }
    public required string Title { get; init; }

    /// <summary>The story it leads to; null for a link to elsewhere.</summary>
    public required StoryFace? Article { get; init; }
    public required string Url { get; init; }
}

/// <summary>A related link in a list across stories, with the story that holds it.</summary>
internal sealed record RelatedLinkOfStory
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Label { get; init; }
    public required string Position { get; init; }
    public required string Title { get; init; }
    public required StoryFace? Article { get; init; }
    public required string Url { get; init; }
    public required StoryFace From { get; init; }
}

internal sealed record StoryFace(Guid Id, string Slug, string Path);
