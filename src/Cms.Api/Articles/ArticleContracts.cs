using System.Text.Json;
using System.Text.Json.Serialization;
using Cms.Api.Articles.Lifecycle;
using Cms.Api.PortableText;
using Cms.Api.Publishing;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Articles;

/// <summary>A story as an editor sends it: references are natural keys. All members but language and headline are optional.</summary>
internal sealed record ArticleRequest
{
    /// <summary>Made from the headline when left out at creation; kept when left out later.</summary>
    public string? Slug { get; init; }
    public string? Type { get; init; }
    public string? Genre { get; init; }
    public string? Language { get; init; }
    public string? Headline { get; init; }
    public string? Kicker { get; init; }
    public string? Standfirst { get; init; }
    public string? Summary { get; init; }
    public string? Slugline { get; init; }

    /// <summary>For staff only.</summary>
    public string? Ednote { get; init; }

    /// <summary>A section's path.</summary>
    public string? Section { get; init; }
    public IReadOnlyList<string?>? OtherSections { get; init; }

    /// <summary>An IANA zone; the site's when left out.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Not in the future; the moment of the first publication when left out.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
    public IReadOnlyList<BylineRequest?>? Bylines { get; init; }
    public Dateline? Dateline { get; init; }
    public IReadOnlyList<SourceRequest?>? Sources { get; init; }
    public string? AttributionOverride { get; init; }

    /// <summary>Slugs or ids of tags, the most important first.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }
    public LeadImageRequest? LeadImage { get; init; }

    /// <summary>Portable Text; at most one of the three forms may be sent.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>CommonMark with tables and strikethrough.</summary>
    [JsonConverter(typeof(VerbatimText))]
    public string? BodyMarkdown { get; init; }

    /// <summary>A page, or what an editor pasted.</summary>
    [JsonConverter(typeof(VerbatimText))]
    public string? BodyHtml { get; init; }
    public IReadOnlyList<RelatedLinkRequest?>? RelatedLinks { get; init; }
    public Seo? Seo { get; init; }
    public SocialRequest? Social { get; init; }
    public string? Access { get; init; }
    public IReadOnlyList<string?>? Sensitivity { get; init; }
    public AdPolicy? Ads { get; init; }
    public Origin? Origin { get; init; }
}

internal sealed record BylineRequest
{
    public string? Role { get; init; }

    /// <summary>Slug or id.</summary>
    public string? Author { get; init; }
    public string? Label { get; init; }
    public string? CreditedAs { get; init; }
    public string? Location { get; init; }
}

internal sealed record SourceRequest
{
    /// <summary>Code or id.</summary>
    public string? Agency { get; init; }
    public string? Role { get; init; }
    public string? Display { get; init; }
}

internal sealed record LeadImageRequest
{
    public string? Image { get; init; }
    public string? Caption { get; init; }
    public string? Alt { get; init; }
}

internal sealed record SocialRequest
{
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Image { get; init; }
}

/// <summary>A story as an editor reads it: what was sent, and the facts about it. It can be sent back as it is.</summary>
internal sealed record ArticleDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Slug { get; init; }
    public required string Type { get; init; }
    public required string Genre { get; init; }
    public required string Language { get; init; }
    public required string Headline { get; init; }
    public required string? Kicker { get; init; }
    public required string? Standfirst { get; init; }
    public required string? Summary { get; init; }
    public required string? Slugline { get; init; }
    public required string? Ednote { get; init; }
    public required string? Section { get; init; }
    public required IReadOnlyList<string> OtherSections { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required IReadOnlyList<BylineRequest> Bylines { get; init; }
    public required Dateline? Dateline { get; init; }
    public required IReadOnlyList<SourceRequest> Sources { get; init; }
    public required string? AttributionOverride { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required LeadImageRequest? LeadImage { get; init; }
    public required JsonElement Body { get; init; }
    public required IReadOnlyList<RelatedLinkDetail> RelatedLinks { get; init; }
    public required Seo Seo { get; init; }
    public required SocialRequest Social { get; init; }
    public required string Access { get; init; }
    public required IReadOnlyList<string> Sensitivity { get; init; }
    public required AdPolicy Ads { get; init; }
    public required Origin Origin { get; init; }
    [Values(typeof(Article), nameof(Article.Workflows))]
    public required string Workflow { get; init; }

    [Values(typeof(Publication), nameof(Articles.Publication.All))]
    public required string Publication { get; init; }

    /// <summary>Why it was unpublished, taken down or killed.</summary>
    public required string? PublicationReason { get; init; }
    public required int? PublishedRevision { get; init; }
    public required bool HasUnpublishedChanges { get; init; }
    public required DateTimeOffset? FirstPublishedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required DateTimeOffset? TrashedAt { get; init; }

    /// <summary>Null where nothing is scheduled.</summary>
    public required ScheduleDetail? Schedule { get; init; }

    /// <summary>Why what was scheduled last was not done; null once the story is scheduled or published again.</summary>
    public required ScheduleFailure? ScheduleFailure { get; init; }

    /// <summary>Null where there is none, or it has ended.</summary>
    public required EmbargoDetail? Embargo { get; init; }

    /// <summary>Open ones: while there is any, readers do not see the story.</summary>
    public required IReadOnlyList<OpenHold> Holds { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>What this write changed or left out of a body in Markdown or HTML; and whether it ended an approval, without which what is scheduled will not be published.</summary>
    public IReadOnlyList<BodyWarning> Warnings { get; init; } = [];

    /// <summary>Of a write that was only tried.</summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Effects? Effects { get; init; }

    public static readonly Edit Edit = new(
        ReadOnly: ["id", "createdAt", "createdBy", "firstPublishedAt"],
        Computed:
        [
            "etag", "workflow", "publication", "publicationReason", "publishedRevision", "hasUnpublishedChanges", "updatedAt", "trashedAt", "modifiedAt", "modifiedBy",
            "schedule", "scheduleFailure", "embargo", "holds", "warnings", "effects",
        ]);
}

/// <summary>A story in an editorial list.</summary>
internal sealed record ArticleSummary
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Slug { get; init; }
    public required string Type { get; init; }
    public required string Genre { get; init; }
    public required string Language { get; init; }
    public required string Headline { get; init; }
    public required string? Section { get; init; }
    [Values(typeof(Article), nameof(Article.Workflows))]
    public required string Workflow { get; init; }

    [Values(typeof(Publication), nameof(Articles.Publication.All))]
    public required string Publication { get; init; }
    public required int? PublishedRevision { get; init; }
    public required bool HasUnpublishedChanges { get; init; }
    public required DateTimeOffset? FirstPublishedAt { get; init; }
    public required DateTimeOffset? TrashedAt { get; init; }
    public required ScheduleDetail? Schedule { get; init; }
    public required ScheduleFailure? ScheduleFailure { get; init; }
    public required EmbargoDetail? Embargo { get; init; }
    public required IReadOnlyList<OpenHold> Holds { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }
}
