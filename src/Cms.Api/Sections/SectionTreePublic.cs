namespace Cms.Api.Sections;

/// <summary>All sections, those at the root first.</summary>
internal sealed record SectionTreePublic
{
    public required IReadOnlyList<SectionNode> Items { get; init; }
}

internal sealed record SectionNode
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<SectionNode> Children { get; init; }
}
