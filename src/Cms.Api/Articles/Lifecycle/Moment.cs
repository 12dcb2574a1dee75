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
