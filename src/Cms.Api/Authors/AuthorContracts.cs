using System.Text.Json.Serialization;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Authors;

/// <summary>An author as an editor sends it.</summary>
internal sealed record AuthorRequest
{
    public string? Kind { get; init; }
    public string? Name { get; init; }

    /// <summary>Made from the name when left out at creation; kept when left out later.</summary>
    public string? Slug { get; init; }
    public string? JobTitle { get; init; }
    public string? Bio { get; init; }
    public IReadOnlyList<AuthorProfile> Profiles { get; init; } = [];
}

/// <summary>An author as an editor reads it.</summary>
internal sealed record AuthorDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required string Slug { get; init; }
    public required string? JobTitle { get; init; }
    public required string? Bio { get; init; }
    public required IReadOnlyList<AuthorProfile> Profiles { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>Of a write that was only tried.</summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Effects? Effects { get; init; }

    public static readonly Edit Edit = new(ReadOnly: ["id", "createdAt", "createdBy"], Computed: ["etag", "modifiedAt", "modifiedBy", "effects"]);

    public static AuthorDetail From(AuthorRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Kind = row.Kind,
        Name = row.Name,
        Slug = row.Slug,
        JobTitle = row.JobTitle,
        Bio = row.Bio,
        Profiles = row.ParseProfiles(),
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ModifiedAt = row.ModifiedAt,
        ModifiedBy = row.ModifiedBy,
    };
}

/// <summary>An author as readers get it.</summary>
internal sealed record AuthorPublic
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string? JobTitle { get; init; }
    public required string? Bio { get; init; }
    public required IReadOnlyList<AuthorProfile> Profiles { get; init; }

    public static AuthorPublic From(AuthorRow row) => new()
    {
        Id = row.Id,
        Slug = row.Slug,
        Path = Author.PathOf(row.Slug),
        Name = row.Name,
        Kind = row.Kind,
        JobTitle = row.JobTitle,
        Bio = row.Bio,
        Profiles = row.ParseProfiles(),
    };
}

/// <summary>What a byline shows of its author.</summary>
internal sealed record AuthorFace
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<AuthorProfile> Profiles { get; init; }

    public static AuthorFace From(AuthorRow row) => new()
    {
        Id = row.Id,
        Slug = row.Slug,
        Name = row.Name,
        Kind = row.Kind,
        Profiles = row.ParseProfiles(),
    };
}
