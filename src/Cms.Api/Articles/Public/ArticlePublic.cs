using Cms.Api.Articles.Corrections;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Tags;

namespace Cms.Api.Articles.Public;

/// <summary>A story as readers get it, but its body, which is stored apart.</summary>
internal sealed record ArticlePublic
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Type { get; init; }
    public required string Genre { get; init; }
    public required string Language { get; init; }

    [Values(typeof(BodyRules), nameof(BodyRules.Directions))]
    public required string Direction { get; init; }
    public required string Headline { get; init; }
    public required string? Kicker { get; init; }
    public required string? Standfirst { get; init; }
    public required string Summary { get; init; }
    public required SectionCrumb Section { get; init; }
    public required IReadOnlyList<SectionCrumb> Breadcrumb { get; init; }
    public required IReadOnlyList<BylinePublic> Bylines { get; init; }
    public required Dateline? Dateline { get; init; }
    public required DateTimeOffset FirstPublishedAt { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required string TimeZone { get; init; }
    public required ImageFace? LeadImage { get; init; }
    public required string? Attribution { get; init; }
    public required IReadOnlyList<TagFace> Tags { get; init; }
    public required IReadOnlyList<RelatedLinkPublic> RelatedLinks { get; init; }

    /// <summary>What was wrong or has changed, in the order in which it was told.</summary>
    public required IReadOnlyList<CorrectionPublic> Corrections { get; init; }
    public required string Access { get; init; }
    public required IReadOnlyList<string> Sensitivity { get; init; }
    public required AdPolicy Ads { get; init; }
    public required int WordCount { get; init; }
    public required int ReadingTimeSeconds { get; init; }
    public required int Revision { get; init; }
}

internal sealed record BylinePublic
{
    public required string Role { get; init; }
    public required string Label { get; init; }
    public required string? Location { get; init; }

    /// <summary>As credited in this story, or else the author's name today.</summary>
    public required string Name { get; init; }
    public required AuthorFace Author { get; init; }
}
