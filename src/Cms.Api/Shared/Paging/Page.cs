namespace Cms.Api.Shared.Paging;

/// <summary>One page of a list; <c>next</c> is null on the last.</summary>
internal sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }
    public required string? Next { get; init; }
}
