using System.Text.Json;
using System.Text.Json.Serialization;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using FluentValidation;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Keeps a story from readers while it is open, whatever else may be done with it.</summary>
internal static class Hold
{
    public const int MaxReason = 500;

    public static readonly string[] Kinds = ["legal", "editorial", "court", "family"];
}

internal sealed record HoldRequest
{
    public string? Kind { get; init; }
    public string? Reason { get; init; }
}

internal sealed record ReleaseRequest
{
    public string? Note { get; init; }
}

internal sealed class HoldValidator : AbstractValidator<HoldRequest>
{
    public HoldValidator()
    {
        RuleFor(hold => hold.Kind).IsRequired();
        RuleFor(hold => hold.Kind).OneOf(Hold.Kinds);
        RuleFor(hold => hold.Reason).IsRequired();
        RuleFor(hold => hold.Reason).Lines(Hold.MaxReason);
    }
}

internal sealed class ReleaseValidator : AbstractValidator<ReleaseRequest>
{
    public ReleaseValidator()
    {
        RuleFor(release => release.Note).Lines(Hold.MaxReason);
    }
}

/// <summary>An open hold, as its story shows it.</summary>
internal sealed record OpenHold
{
    public required Guid Id { get; init; }

    [Values(typeof(Hold), nameof(Hold.Kinds))]
    public required string Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required string PlacedBy { get; init; }

    public static IReadOnlyList<OpenHold> From(ArticleRow row) =>
        row.Holds is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<OpenHold>>(row.Holds, Json.Options)!;
}

/// <summary>A hold, open or released.</summary>
internal sealed record HoldDetail
{
    public required Guid Id { get; init; }

    [Values(typeof(Hold), nameof(Hold.Kinds))]
    public required string Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required string PlacedBy { get; init; }
    public required DateTimeOffset? ReleasedAt { get; init; }
    public required string? ReleasedBy { get; init; }
    public required string? ReleaseNote { get; init; }

    /// <summary>Of a write that was only tried.</summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Effects? Effects { get; init; }
}

internal sealed record HoldRow
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required string PlacedBy { get; init; }
    public required string PlacedRole { get; init; }
    public required DateTimeOffset? ReleasedAt { get; init; }
    public required string? ReleasedBy { get; init; }
    public required string? ReleaseNote { get; init; }

    public HoldDetail ToDetail() => new()
    {
        Id = Id,
        Kind = Kind,
        Reason = Reason,
        PlacedAt = PlacedAt,
        PlacedBy = PlacedBy,
        ReleasedAt = ReleasedAt,
        ReleasedBy = ReleasedBy,
        ReleaseNote = ReleaseNote,
    };
}
