using System.Security.Cryptography;
using System.Text;
using Cms.Api.Shared.Http;

namespace Cms.Api.Keys;

/// <summary>An API key as it is kept: never the secret, only its hash, and that not here.</summary>
internal sealed record KeyRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    public bool IsValid(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}

internal static class Key
{
    public const string Kind = "key";
    public const string Prefix = "cms_";
    public const int MaxName = 80;

    /// <summary>To whoever sets an expiry that has passed.</summary>
    public const string Expired = "Must be in the future; DELETE ends a key at once.";

    /// <summary>A new secret of 256 random bits.</summary>
    public static string NewSecret() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The secret has full entropy, so one round of SHA-256 keeps it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
