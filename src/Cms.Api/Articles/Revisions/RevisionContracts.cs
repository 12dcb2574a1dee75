using System.Text.Json.Nodes;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Articles.Revisions;

internal static class Revision
{
    public const string Kind = "revision";
    public const string Published = "published";
    public const string Save = "save";

    public static readonly string[] Kinds = [Published, Save];
    public static readonly string[] Updates = ["minor", "significant"];
}

/// <summary>Which version of a story it is: a published revision, or a working copy.</summary>
internal record RevisionHead
{
    /// <summary><c>published</c>, or <c>save</c> for a working copy.</summary>
    [Values(typeof(Revision), nameof(Revision.Kinds))]
    public required string Kind { get; init; }

    /// <summary>Of a published revision: 1, 2, 3 …</summary>
    public required long? Number { get; init; }

    /// <summary>Of a working copy: the last number that its ETag had. It is addressed with a v in front, as v7.</summary>
    public required long? Version { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>What was said at the publication.</summary>
    public required string? Note { get; init; }

    /// <summary>Of a published revision.</summary>
    [Values(typeof(Revision), nameof(Revision.Updates))]
    public required string? Update { get; init; }

    public static RevisionHead From(RevisionRow row) => new()
    {
        Kind = row.Published ? Revision.Published : Revision.Save,
        Number = row.Published ? row.Number : null,
        Version = row.Published ? null : row.Number,
        SavedAt = row.SavedAt,
        SavedBy = row.SavedBy,
        Note = row.Note,
        Update = row.Published ? (row.Significant ? "significant" : "minor") : null,
    };
}

/// <summary>A version in the list of them.</summary>
internal sealed record RevisionItem : RevisionHead
{
    /// <summary>The members that differ from the version before; of a published one, from the one published before. None for the first.</summary>
    public required IReadOnlyList<string> Changed { get; init; }
}

/// <summary>A story as it was.</summary>
internal sealed record RevisionDetail
{
    public required RevisionHead Revision { get; init; }

    /// <summary>Its content as of then, named as it is named today; its state, its ETag and what else is no content are those of today.</summary>
    public required ArticleDetail Article { get; init; }
}

/// <summary>What differs between two versions of a story. Members and blocks that are the same are left out.</summary>
internal sealed record RevisionDiff
{
    public required RevisionHead From { get; init; }
    public required RevisionHead To { get; init; }
    public required IReadOnlyList<MemberDiff> Members { get; init; }

    /// <summary>In the order of the later body; a block that was removed stands where it stood.</summary>
    public required IReadOnlyList<BlockDiff> Body { get; init; }
}

internal sealed record MemberDiff
{
    public required string Member { get; init; }
    public required JsonNode? Before { get; init; }
    public required JsonNode? After { get; init; }

    /// <summary>Word by word, where the member is a text; else null.</summary>
    public required IReadOnlyList<TextSegment>? Text { get; init; }
}

internal sealed record BlockDiff
{
    /// <summary>The block's <c>_key</c>.</summary>
    public required string Key { get; init; }

    /// <summary><c>moved</c> is one that only stands elsewhere; <c>changed</c> may stand elsewhere too.</summary>
    [Values(typeof(BodyDiff), nameof(BodyDiff.Changes))]
    public required string Change { get; init; }

    /// <summary>Whether it stands elsewhere among the blocks that are in both.</summary>
    public required bool Moved { get; init; }

    /// <summary>Its place among the blocks, from 0; null where it was not there.</summary>
    public required int? PositionBefore { get; init; }
    public required int? PositionAfter { get; init; }
    public required JsonNode? Before { get; init; }
    public required JsonNode? After { get; init; }

    /// <summary>The block's words, wherever in it they stand; empty for one without words. Unchanged words can hide changed marks or links.</summary>
    public required IReadOnlyList<TextSegment> Text { get; init; }
}

/// <summary>Part of a text. Those that are equal or deleted make the earlier text, those that are equal or inserted the later.</summary>
internal sealed record TextSegment
{
    [Values(typeof(TextDiff), nameof(TextDiff.Operations))]
    public required string Op { get; init; }
    public required string Text { get; init; }
}
