namespace Cms.Api.Articles.Corrections;

/// <summary>A correction as readers get it with its story.</summary>
internal sealed record CorrectionPublic
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The kind in the story's language, such as "Clarification".</summary>
    public required string Label { get; init; }
    public required string Text { get; init; }
    public required string Placement { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    public static CorrectionPublic From(CorrectionRow row, string language) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Label = Labels.CorrectionKind(language, row.Kind),
        Text = row.Text,
        Placement = row.Placement,
        PublishedAt = row.PublishedAt!.Value,
    };
}

/// <summary>A correction in the list across stories, with the story it belongs to.</summary>
internal sealed record CorrectionOfStory
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Label { get; init; }
    public required string Text { get; init; }
    public required string Placement { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required CorrectedStory Article { get; init; }
}

internal sealed record CorrectedStory(Guid Id, string Slug, string Path, string Headline);
