namespace Cms.Api.Articles.Revisions;

/// <summary>A version of a story in the list of them.</summary>
internal record RevisionRow
{
    /// <summary>Else it is a working copy.</summary>
    public required bool Published { get; init; }

    /// <summary>Of the revision, or the version of the working copy.</summary>
    public required long Number { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public required string SavedBy { get; init; }
    public required string? Note { get; init; }
    public required bool Significant { get; init; }
}

internal sealed record RevisionListRow : RevisionRow
{
    public required string[] Changed { get; init; }
}

/// <summary>A version with all that it holds.</summary>
internal sealed record RevisionContentRow : RevisionRow
{
    public required string Slug { get; init; }
    public required string Content { get; init; }
    public required string Body { get; init; }

    /// <summary>The story as it was: what is no content is that of today.</summary>
    public ArticleRow Over(ArticleRow today) => today with { Slug = Slug, Content = Content, Body = Body };
}
