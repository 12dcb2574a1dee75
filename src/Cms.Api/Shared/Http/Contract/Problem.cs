using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>A refusal (RFC 9457).</summary>
internal record Problem
{
    /// <summary>The address of a page that says what to do.</summary>
    public required string Type { get; init; }

    /// <summary>The same for all of a code.</summary>
    public required string Title { get; init; }

    /// <summary>That of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What a client may count on, whatever the words of the detail.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for a person: what was wrong, and what would be right.</summary>
    public required string Detail { get; init; }

    /// <summary>For editors only.</summary>
    [Sometimes]
    public string TraceId { get; init; } = "";

    /// <summary>What is wrong with the request, each with its place; the first 100, and the detail says how many more there are. What keeps the request from being read, such as a number where a text belongs, is told alone.</summary>
    [Sometimes]
    public IReadOnlyList<ProblemError> Errors { get; init; } = [];
}

internal sealed record ConflictProblem : Problem
{
    /// <summary>Who uses what cannot be deleted, the first 20.</summary>
    [Sometimes, OnlyWith("in_use")]
    public IReadOnlyList<UserRow> Users { get; init; } = [];

    /// <summary>What stands in the way of an article's change of state, such as <c>held</c> or <c>unapproved</c>.</summary>
    [Sometimes, OnlyWith("not_allowed_now")]
    public IReadOnlyList<string> Because { get; init; } = [];
}

internal sealed record WithdrawnProblem : Problem
{
    /// <summary>The story's, with the code <c>gone</c>.</summary>
    [Sometimes, OnlyWith("gone")]
    public Guid Id { get; init; }

    /// <summary>Why it was withdrawn, with the code <c>gone</c>.</summary>
    [Sometimes, OnlyWith("gone")]
    public string Reason { get; init; } = "";

    /// <summary>Of the change log now, with the code <c>resync_needed</c>.</summary>
    [Sometimes, OnlyWith("resync_needed")]
    public Guid Epoch { get; init; }

    /// <summary>The last number of the change log, with the code <c>resync_needed</c>.</summary>
    [Sometimes, OnlyWith("resync_needed")]
    public long Head { get; init; }
}

internal sealed record StaleProblem : Problem
{
    /// <summary>Of the current version, where there is one.</summary>
    [Sometimes]
    public required string Etag { get; init; }

    /// <summary>Whether what it was at the version in If-Match is still known.</summary>
    [Sometimes]
    public bool BaseKept { get; init; }

    /// <summary>The members that were changed since, and those that the request would change.</summary>
    [Sometimes]
    public IReadOnlyList<ChangedMember> Changes { get; init; } = [];

    /// <summary>What was done since the version in If-Match came to be, the newest first, at most 20: a publication, say, which changes no member. Left out where If-Match names no single version.</summary>
    [Sometimes]
    public IReadOnlyList<DoneSince> Since { get; init; } = [];
}

/// <summary>One thing that was done, as the audit trail tells it.</summary>
internal sealed record DoneSince
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation of this contract, such as publishArticle, or what the service did by itself.</summary>
    public required string Action { get; init; }

    /// <summary>The name of the key, or cms for the service itself.</summary>
    public required string By { get; init; }

    /// <summary>The note or reason that was given.</summary>
    public required string? Note { get; init; }
}

/// <summary>A member as it was read, as it is now, and as the request would make it; each as GET answers it.</summary>
internal sealed record ChangedMember
{
    /// <summary>JSON Pointer.</summary>
    public required string Pointer { get; init; }

    /// <summary>Left out where it is not known any more.</summary>
    [Sometimes]
    public JsonNode? Base { get; init; }
    public required JsonNode? Theirs { get; init; }

    /// <summary>Left out where the request does not change it.</summary>
    [Sometimes]
    public JsonNode? Yours { get; init; }

    /// <summary>Whether both changed it, each to something else.</summary>
    public required bool Conflict { get; init; }
}

/// <summary>One thing wrong: in the body, or in a parameter.</summary>
internal sealed record ProblemError
{
    /// <summary>JSON Pointer into the body.</summary>
    [Sometimes]
    public string Pointer { get; init; } = "";

    /// <summary>Name of a query parameter.</summary>
    [Sometimes]
    public string Parameter { get; init; } = "";
    public required string Code { get; init; }
    public required string Detail { get; init; }
}
