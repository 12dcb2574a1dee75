using System.Text.Json.Serialization;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Tags;

/// <summary>A tag as an editor sends it.</summary>
internal sealed record TagRequest
{
    public string? Type { get; init; }
    public string? Name { get; init; }

    /// <summary>Made from the name when left out at creation; kept when left out later.</summary>
    public string? Slug { get; init; }
    public IReadOnlyList<string?> Synonyms { get; init; } = [];
}

/// <summary>A tag as an editor reads it.</summary>
internal sealed record TagDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required string Slug { get; init; }
    public required IReadOnlyList<string> Synonyms { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>Of a write that was only tried.</summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Effects? Effects { get; init; }

    public static readonly Edit Edit = new(ReadOnly: ["id", "createdAt", "createdBy"], Computed: ["etag", "modifiedAt", "modifiedBy", "effects"]);

    public static TagDetail From(TagRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Type = row.Type,
        Name = row.Name,
        Slug = row.Slug,
        Synonyms = row.Synonyms,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ModifiedAt = row.ModifiedAt,
        ModifiedBy = row.ModifiedBy,
    };
}

/// <summary>A tag as readers get it.</summary>
internal sealed record TagPublic
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required IReadOnlyList<string> Synonyms { get; init; }

    public static TagPublic From(TagRow row) => new()
    {
        Id = row.Id,
        Slug = row.Slug,
        Path = Tag.PathOf(row.Slug),
        Name = row.Name,
        Type = row.Type,
        Synonyms = row.Synonyms,
    };
}

/// <summary>What a story shows of its tag.</summary>
internal sealed record TagFace
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }

    public static TagFace From(TagRow row) => new() { Id = row.Id, Slug = row.Slug, Name = row.Name, Type = row.Type };
}
