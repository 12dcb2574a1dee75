using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Delivery.Changes;

/// <summary>What changed for readers, in the order in which it did.</summary>
internal sealed record ChangeList
{
    public required IReadOnlyList<ChangePublic> Items { get; init; }

    /// <summary>What to ask with as <c>after</c> the next time.</summary>
    public required long Next { get; init; }

    /// <summary>Another one after the database was restored: then everything is to be read anew.</summary>
    public required Guid Epoch { get; init; }
}

internal sealed record ChangePublic
{
    /// <summary>The kinds of what readers get.</summary>
    public static readonly IReadOnlyList<string> Types = ["article", "author", "tag", "section", "agency", "image", "site", "sectionTree", "relatedLink", "correction"];
    public static readonly IReadOnlyList<string> Actions = ["upsert", "delete"];

    /// <summary>The number of the change log. They follow one another without a gap.</summary>
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }

    [Values(typeof(ChangePublic), nameof(Types))]
    public required string Type { get; init; }

    /// <summary><c>upsert</c>: read it again by its id; a related link or a correction, which has no address of its own, with its story, which is told as well. <c>delete</c>: it is not public any more.</summary>
    [Values(typeof(ChangePublic), nameof(Actions))]
    public required string Action { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The path of its page, if it has one; of a delete, the last one.</summary>
    public required string? Path { get; init; }

    /// <summary>Why a story is withdrawn, if it is.</summary>
    public required string? Reason { get; init; }
}
