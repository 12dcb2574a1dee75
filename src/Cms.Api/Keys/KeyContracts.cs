using System.Diagnostics.CodeAnalysis;
using Cms.Api.Shared.Http;

namespace Cms.Api.Keys;

/// <summary>A key as an administrator sends it.</summary>
internal sealed record KeyRequest
{
    /// <summary>Who or what uses it; it stands beside every change made with it.</summary>
    public string? Name { get; init; }
    public string? Role { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A key as an administrator reads it. It has no member for the secret, so no answer can hold one by mistake.</summary>
internal record KeyDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    public static readonly Edit Edit = new(ReadOnly: ["id", "revokedAt", "createdAt", "createdBy"], Computed: ["etag", "lastUsedAt"]);

    public static KeyDetail From(KeyRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Name = row.Name,
        Role = row.Role,
        ExpiresAt = row.ExpiresAt,
        RevokedAt = row.RevokedAt,
        LastUsedAt = row.LastUsedAt,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
    };
}

/// <summary>A new key, with its secret: the only time that it is shown.</summary>
internal sealed record KeyCreated : KeyDetail
{
    [SetsRequiredMembers]
    public KeyCreated(KeyDetail detail, string secret)
        : base(detail) => Key = secret;

    public string Key { get; }
}
