using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Something that is to happen to a story by itself.</summary>
internal sealed record Moment
{
    public const string Publish = "publish";
    public const string Unpublish = "unpublish";

    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>As the clock on the wall says it in <see cref="TimeZone"/>; null where the editor gave an instant and no zone.</summary>
    public required string? LocalTime { get; init; }
    public required string? TimeZone { get; init; }
    public required string SetBy { get; init; }
}

/// <summary>Something that was to happen to a story by itself, and will not.</summary>
internal sealed record EndedMoment
{
    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>In a sentence for the audit trail, where there are any.</summary>
    public static IEnumerable<string> Tell(IReadOnlyList<EndedMoment> ended) => ended.Count == 0
        ? []
        : [$"No longer scheduled: {string.Join(", ", ended.OrderBy(moment => moment.At).Select(moment => $"{moment.Action} at {InstantConverter.Format(moment.At)}"))}."];
}
