using Cms.Api.Agencies;
using Cms.Api.Articles;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.Keys;
using Cms.Api.Sections;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api.Audit;

internal sealed record AuditRow
{
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public required Guid ResourceId { get; init; }
    public required Guid? KeyId { get; init; }
    public required string KeyName { get; init; }
    public required string Action { get; init; }
    public required long? VersionBefore { get; init; }
    public required long? VersionAfter { get; init; }
    public required string? Note { get; init; }
    public required string? RequestId { get; init; }
}

/// <summary>One thing that was done.</summary>
internal sealed record AuditDetail
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation of this contract, such as publishArticle, or what the service did by itself.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to. What is a part of a story, such as its holds and related links, is told as the story.</summary>
    [Values(typeof(AuditDetail), nameof(Kinds))]
    public required string Kind { get; init; }

    /// <summary>The id of what it was done to, which may be deleted since.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>The name of the key, or cms for the service itself.</summary>
    public required string By { get; init; }
    public required Guid? KeyId { get; init; }

    /// <summary>Null for a creation.</summary>
    public required long? VersionBefore { get; init; }
    public required long? VersionAfter { get; init; }

    /// <summary>The note or reason that was given, and what else the act did: which scheduled moments it set or ended, and whether it ended an approval.</summary>
    public required string? Note { get; init; }

    /// <summary>The X-Request-Id of the request.</summary>
    public required string? RequestId { get; init; }

    /// <summary>All that is written to, for every editorial write is noted.</summary>
    public static readonly string[] Kinds = [Article.Kind, Author.Kind, Tag.Kind, Section.Kind, Agency.Kind, Image.Kind, TheSite.Kind, Key.Kind];

    public static AuditDetail From(AuditRow row) => new()
    {
        At = row.At,
        Action = row.Action,
        Kind = row.Kind,
        ResourceId = row.ResourceId,
        By = row.KeyName,
        KeyId = row.KeyId,
        VersionBefore = row.VersionBefore,
        VersionAfter = row.VersionAfter,
        Note = row.Note,
        RequestId = row.RequestId,
    };
}
