namespace Cms.Api.Articles.Corrections;

internal sealed record CorrectionRequest
{
    /// <summary>The publication that carries a <c>correction</c> or a <c>retraction</c> always counts as significant.</summary>
    public string? Kind { get; init; }

    /// <summary>Plain text that says what was wrong and what is right; it may have line breaks.</summary>
    public string? Text { get; init; }

    /// <summary><c>bottom</c> when left out; <c>inline</c> needs a <c>correction</c> block in the body that names it.</summary>
    public string? Placement { get; init; }

    /// <summary><c>significant</c> for a correction or a retraction and <c>minor</c> for the rest, when left out. One that is significant makes the publication significant that carries it.</summary>
    public string? Severity { get; init; }
}

/// <summary>A correction as editors read it.</summary>
internal sealed record CorrectionDetail
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required string Placement { get; init; }
    public required string Severity { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>The revision that made it public; null until the story is published next.</summary>
    public required int? Revision { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }

    public static CorrectionDetail From(CorrectionRow row) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Text = row.Text,
        Placement = row.Placement,
        Severity = row.Severity,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        Revision = row.Revision,
        PublishedAt = row.PublishedAt,
    };
}
