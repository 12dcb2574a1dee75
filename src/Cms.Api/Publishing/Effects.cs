using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Publishing;

/// <summary>What a rehearsed write would have done for readers.</summary>
internal sealed record Effects
{
    public required AddressEffects Addresses { get; init; }

    /// <summary>Lists that the resource would enter, such as <c>section:news/world</c> or <c>latest</c>.</summary>
    public required IReadOnlyList<string> ListsEntered { get; init; }
    public required IReadOnlyList<string> ListsLeft { get; init; }

    /// <summary>Other stories whose answer would change.</summary>
    public required StoryEffects Stories { get; init; }

    /// <summary>What would happen by itself later.</summary>
    public required IReadOnlyList<MomentEffect> Moments { get; init; }
}

/// <summary>Public addresses, the first 20 of each kind; what a large change does later is counted with the stories.</summary>
internal sealed record AddressEffects
{
    public required IReadOnlyList<string> Appear { get; init; }
    public required IReadOnlyList<AddressMove> Move { get; init; }
    public required IReadOnlyList<string> Go { get; init; }
}

internal sealed record AddressMove(string From, string To);

/// <param name="Count">All of them.</param>
/// <param name="First">The first 20.</param>
internal sealed record StoryEffects(int Count, IReadOnlyList<AffectedStory> First);

/// <param name="Path">Where readers find it today.</param>
internal sealed record AffectedStory(Guid Id, string? Path);

internal sealed record MomentEffect([property: Values(typeof(MomentEffect), nameof(MomentEffect.Actions))] string Action, DateTimeOffset At)
{
    public static readonly string[] Actions = ["publish", "unpublish"];
}
