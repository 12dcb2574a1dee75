using System.Text.Json;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using FluentValidation;

namespace Cms.Api.Articles.Lifecycle;

internal sealed record ScheduleRequest
{
    /// <summary>An instant with its offset, such as <c>2026-11-12T18:33:00+05:30</c>; or a local time without one, in <c>timeZone</c>. With both, the offset has to be the zone's at that time, unless it is <c>Z</c>.</summary>
    public string? PublishAt { get; init; }

    /// <summary>As <c>publishAt</c>, and later.</summary>
    public string? UnpublishAt { get; init; }

    /// <summary>An IANA zone.</summary>
    public string? TimeZone { get; init; }
}

internal sealed record EmbargoRequest
{
    /// <summary>Null: until it is lifted.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For staff only.</summary>
    public string? Note { get; init; }
}

/// <summary>For the steps of the workflow.</summary>
internal sealed record WorkflowRequest
{
    public string? Note { get; init; }
}

internal sealed class ScheduleValidator : AbstractValidator<ScheduleRequest>
{
    public ScheduleValidator()
    {
        RuleFor(request => request.PublishAt).Line(40);
        RuleFor(request => request.UnpublishAt).Line(40);
        RuleFor(request => request.TimeZone).Line(64);
    }
}

internal sealed class EmbargoValidator : AbstractValidator<EmbargoRequest>
{
    public EmbargoValidator()
    {
        RuleFor(request => request.Note).Lines(500);
    }
}

internal sealed class WorkflowValidator : AbstractValidator<WorkflowRequest>
{
    public WorkflowValidator()
    {
        RuleFor(request => request.Note).Lines(2_000);
    }
}

/// <summary>What is to happen to a story by itself.</summary>
internal sealed record ScheduleDetail
{
    public required DateTimeOffset? PublishAt { get; init; }
    public required DateTimeOffset? UnpublishAt { get; init; }

    /// <summary>The zone of the local times.</summary>
    public required string? TimeZone { get; init; }

    /// <summary>As the clock on the wall says it, such as <c>2026-11-12T18:33:00</c>.</summary>
    public required string? PublishAtLocal { get; init; }
    public required string? UnpublishAtLocal { get; init; }

    /// <summary>Null where nothing is scheduled.</summary>
    public static ScheduleDetail? From(ArticleRow row)
    {
        if (row.Moments is null) return null;
        var moments = JsonSerializer.Deserialize<IReadOnlyList<Moment>>(row.Moments, Json.Options)!.ToDictionary(moment => moment.Action);
        var (publish, unpublish) = (moments.GetValueOrDefault(Moment.Publish), moments.GetValueOrDefault(Moment.Unpublish));
        return new ScheduleDetail
        {
            PublishAt = publish?.At,
            UnpublishAt = unpublish?.At,
            TimeZone = publish?.TimeZone ?? unpublish?.TimeZone,
            PublishAtLocal = publish?.LocalTime,
            UnpublishAtLocal = unpublish?.LocalTime,
        };
    }
}

/// <summary>Why what was scheduled was not done. The working copy is as it was, and is scheduled no more.</summary>
internal sealed record ScheduleFailure
{
    [Values(typeof(ScheduleFailure), nameof(Actions))]
    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>The code of the problem that an editor would have been answered.</summary>
    public required string Code { get; init; }
    public required string Detail { get; init; }
    public required IReadOnlyList<Fault> Errors { get; init; }

    public static readonly string[] Actions = [Moment.Publish, Moment.Unpublish];

    public static ScheduleFailure? From(ArticleRow row) =>
        row.ScheduleFailure is null ? null : JsonSerializer.Deserialize<ScheduleFailure>(row.ScheduleFailure, Json.Options);
}

/// <summary>Until when a story may not be published. One that has ended is told no more.</summary>
/// <param name="Until">Null: until it is lifted.</param>
internal sealed record EmbargoDetail(DateTimeOffset? Until, string? Note)
{
    public static EmbargoDetail? From(ArticleRow row) => row.EmbargoIsOn ? new EmbargoDetail(row.EmbargoUntil, row.EmbargoNote) : null;
}
