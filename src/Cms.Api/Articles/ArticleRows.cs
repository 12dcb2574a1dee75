using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles;

internal sealed record ArticleRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Slug { get; init; }
    public required string Content { get; init; }
    public required string Body { get; init; }
    public required string? OriginSystem { get; init; }
    public required string? OriginId { get; init; }
    public required string Workflow { get; init; }
    public required string Publication { get; init; }
    public required string? PublicationReason { get; init; }

    /// <summary>The last revision published, also after it was withdrawn.</summary>
    public required int? PublishedRevision { get; init; }
    public required DateTimeOffset? FirstPublishedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset? UpdatedAt { get; init; }
    public required DateTimeOffset? TrashedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>What readers have of it; null where they have none, or another slug or body.</summary>
    public required string? PublishedContent { get; init; }

    /// <summary>By the database's clock.</summary>
    public required bool EmbargoIsOn { get; init; }
    public required DateTimeOffset? EmbargoUntil { get; init; }
    public required string? EmbargoNote { get; init; }

    /// <summary>JSON of a <see cref="Lifecycle.ScheduleFailure"/>.</summary>
    public required string? ScheduleFailure { get; init; }

    /// <summary>JSON of a list of <see cref="Lifecycle.Moment"/>; null where nothing is scheduled.</summary>
    public required string? Moments { get; init; }

    /// <summary>JSON of the list of open holds; null where there is none.</summary>
    public required string? Holds { get; init; }

    /// <summary>Names of the keys that have written into the working copy.</summary>
    public required string[] Editors { get; init; }
}

/// <summary>Reads bodies from the database, where they are canonical already.</summary>
internal static class StoredBody
{
    public static Body Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return BodyReader.Read(document.RootElement, "/body", [])
            ?? throw new InvalidOperationException("A stored body breaks the rules it was stored under.");
    }
}

/// <summary>The columns a write of the working copy sets.</summary>
internal sealed record ArticleWrite
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required ArticleContent Content { get; init; }
    public required Body Body { get; init; }
    public required Origin Origin { get; init; }
    public required Stamp Stamp { get; init; }
}
