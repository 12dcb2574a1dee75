using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Delivery;

/// <summary>One page of a list.</summary>
internal sealed record DeliveredList<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Only where it was asked for.</summary>
    [Sometimes]
    public long Count { get; init; }
}
